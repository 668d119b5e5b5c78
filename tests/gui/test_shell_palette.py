"""The palette: rows, matching, keys, focus, what a shared window may show."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from mdt_desktop.domain.records import Note
from tests.gui.demo_pages import demo_window, session
from tests.gui.dressed import dressed
from tests.gui.small_window import home, make_window, window
from ui.shell.matching import match
from ui.shell.palette_rows import DO, NOTES, PEOPLE, PERSON, PaletteModel, Row, matching

__all__ = ["demo_window", "dressed", "home", "make_window", "session", "window"]

CTRL = Qt.KeyboardModifier.ControlModifier


def titles(palette) -> list[str]:
    lines = (palette.model.index(number) for number in range(palette.model.rowCount()))
    return [line.title for line in map(palette.model.row, lines) if line is not None]


def summoned(qtbot, window):
    qtbot.keyClick(window.workspace.page.list, Qt.Key.Key_K, CTRL)
    assert window.keys.palette.isVisible()
    return window.keys.palette


def searched(qtbot, window, typed: str):
    palette = summoned(qtbot, window)
    qtbot.keyClicks(palette.field, typed)
    qtbot.waitUntil(window.jobs.idle)
    return palette


def test_people_come_first_with_the_typed_part_marked(qtbot, window):
    palette = searched(qtbot, window, "elli")
    first = palette.model.row(palette.list.currentIndex())
    assert (first.section, first.title, sorted(first.typed)) == (PEOPLE, "ELLISON, Margaret", [0, 1, 2, 3])
    assert "Ring Ellison’s landlord" in titles(palette)


def test_enter_opens_the_person_and_they_are_recent_next_time(qtbot, window):
    palette = searched(qtbot, window, "elli")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    page = window.workspace.page
    assert (page.name, page.happened[0]) == ("record", ("entered", {"case": "c1"}))
    palette = summoned(qtbot, window)
    assert titles(palette)[0] == "ELLISON, Margaret"


def test_the_page_s_and_the_window_s_commands_are_there(qtbot, window):
    page = window.workspace.page
    palette = searched(qtbot, window, "add ag")
    assert titles(palette) == ["Add to agenda"]
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert "added" in page.happened
    assert "Lock now" in titles(searched(qtbot, window, "lock"))


def test_esc_gives_the_focus_back_and_keys_of_the_page_wait(qtbot, window):
    page = window.workspace.page
    palette = summoned(qtbot, window)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return, CTRL)
    assert "finished" not in page.happened
    palette = summoned(qtbot, window) if not palette.isVisible() else palette
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert QApplication.focusWidget() is page.list


def test_a_click_beside_it_closes_it(qtbot, window):
    palette = summoned(qtbot, window)
    qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=palette.rect().bottomRight())
    assert not palette.isVisible()


def test_tab_narrows_and_arrows_pass_over_headings(qtbot, window):
    palette = searched(qtbot, window, "e")
    seen = []
    for _ in range(palette.model.results() + 1):
        seen.append(palette.model.row(palette.list.currentIndex()).title)
        qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert seen[-1] == seen[0]
    assert len(set(seen)) == palette.model.results()
    qtbot.keyClick(palette.field, Qt.Key.Key_Tab)
    assert titles(palette) == ["ELLISON, Margaret"]
    assert palette.field.hasFocus()


def test_a_shared_window_shows_names_only(qtbot, window):
    window.workspace.set_sharing(True)
    palette = searched(qtbot, window, "elli")
    found = palette.model.row(palette.list.currentIndex())
    assert (found.title, found.subtitle) == ("ELLISON, Margaret", "")
    assert "Ring Ellison’s landlord" not in titles(palette)


def test_the_number_of_results_is_announced(qtbot, window):
    palette = summoned(qtbot, window)
    with qtbot.waitSignal(palette.counted) as caught:
        qtbot.keyClick(palette.field, Qt.Key.Key_Q)
    assert caught.args == ["0 results"]


def test_the_model_keeps_qt_s_rules(qtbot, qtmodeltester: ModelTester):
    model = PaletteModel()
    qtmodeltester.check(model)
    model.show_rows([Row(PEOPLE, "user", "ELLISON, Margaret", print, "82"), Row(DO, "plus", "Add", print)])
    assert (model.rowCount(), model.results()) == (4, 2)
    assert model.data(model.index(1), Qt.ItemDataRole.AccessibleTextRole) == "ELLISON, Margaret, 82"


@pytest.mark.parametrize(
    ("typed", "text", "marked"),
    [
        ("ell", "ELLISON, Margaret", "ELL"),
        ("marg", "ELLISON, Margaret", "Marg"),
        ("sian", "Siân Hughes", "Siân"),
        ("ata", "Add to agenda", "Ata"),
        ("mar ell", "ELLISON, Margaret", "ELLMar"),
    ],
)
def test_typed_letters_are_found(typed, text, marked):
    found = match(typed, text)
    assert "".join(text[place] for place in sorted(found.at)) == marked


@pytest.mark.parametrize("typed", ["xyz", "lli zz", "tegrat"])
def test_other_letters_are_not(typed):
    assert match(typed, "ELLISON, Margaret") is None


def test_the_beginning_of_a_word_beats_its_middle():
    rows = [
        Row(PEOPLE, "", title, print) for title in ("BELLAMY, Ruth", "PEMBERTON, Ellen", "ELLISON, Margaret")
    ]
    assert [row.title.split(",")[0] for row in matching(rows, "ell")] == ["ELLISON", "PEMBERTON", "BELLAMY"]


def test_the_first_person_found_is_put_on_the_next_agenda(qtbot, window):
    palette = searched(qtbot, window, "elli")
    lines = [palette.model.index(number) for number in range(palette.model.rowCount())]
    line = next(line for line in lines if line.data() == "Add to the next huddle’s agenda")
    place = palette.list.visualRect(line).center()
    qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    trouble = window.workspace.notices.trouble
    qtbot.waitUntil(trouble.isVisible)
    assert "No huddle is planned" in trouble.accessibleName()


def lines(palette) -> list[tuple[str, str, str]]:
    rows = [palette.model.row(palette.model.index(number)) for number in range(palette.model.rowCount())]
    return [(row.section, row.title, row.subtitle) for row in rows if row is not None]


@pytest.fixture
def demo_palette(qtbot, demo_window):
    """The palette over the demo neighbourhood."""
    demo_window.keys.palette.summon()
    return demo_window.keys.palette


def type_words(qtbot, demo_window, palette, typed: str) -> None:
    qtbot.keyClicks(palette.field, typed)
    qtbot.waitUntil(demo_window.jobs.idle)


def deed_subjects(palette) -> set[str]:
    return {subtitle for section, _, subtitle in lines(palette) if section == PERSON}


def test_deeds_are_for_the_person_who_is_lit(qtbot, demo_window, demo_palette):
    type_words(qtbot, demo_window, demo_palette, "a")
    people = [title for section, title, _ in lines(demo_palette) if section == PEOPLE]
    assert len(people) > 1
    assert deed_subjects(demo_palette) == {people[0]}
    qtbot.keyClick(demo_palette.field, Qt.Key.Key_Down)
    assert demo_palette.model.row(demo_palette.list.currentIndex()).title == people[1]
    assert deed_subjects(demo_palette) == {people[1]}
    for _ in range(len(people) - 1):
        qtbot.keyClick(demo_palette.field, Qt.Key.Key_Down)
    lit = demo_palette.model.row(demo_palette.list.currentIndex())
    assert (lit.section, lit.subtitle) == (PERSON, people[-1])


def test_what_was_written_says_what_it_is_and_opens_the_record(qtbot, demo_window, demo_palette, session):
    noted = session.records.first(Note, "text <> ''", (), order="id")
    typed = [word for word in noted.text.split() if word.isascii() and word.isalpha()]
    type_words(qtbot, demo_window, demo_palette, " ".join(typed[:4]))
    found = [title for section, title, _ in lines(demo_palette) if section == NOTES]
    assert found
    assert all(title.startswith(("Note about ", "Discussion of ")) for title in found)
    while demo_palette.model.row(demo_palette.list.currentIndex()).section != NOTES:
        qtbot.keyClick(demo_palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(demo_palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(demo_window.jobs.idle)
    assert demo_window.workspace.page.view.case.id == noted.case_id
