"""The case list: what it shows, how it is narrowed, sorted and moved through."""

from PySide6.QtCore import QPoint, Qt

from mdt_desktop.services.cases import case_lists, case_record
from mdt_desktop.services.huddle import huddles
from tests.gui.cases_window import desk, make_desk, new_team
from tests.gui.dressed import dressed
from ui.cases.query import Filter
from ui.cases.table_model import CaseTableModel

__all__ = ["desk", "dressed", "make_desk", "new_team"]

Key = Qt.Key


def names(page):
    return [page.model.row(at).name for at in range(page.model.total)]


def sentence(page, place, column=0):
    return page.model.index(place, column).data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_list_starts_with_the_focus_on_its_first_row_and_a_preview(desk):
    page = desk.cases()
    assert desk.focus is page.table
    assert page.table.current_place() == 0
    assert page.preview.view.row.name == names(page)[0]
    assert page.context().endswith("15 open")


def test_a_row_reads_as_one_sentence(desk):
    page = desk.cases()
    page._show_view("review_due")
    desk.settle()
    place = next(at for at in range(page.model.total) if page.model.row(at).name.startswith("BEGUM"))
    assert sentence(page, place).startswith("Fatima (")
    assert sentence(page, place).endswith("Begum, 71, medium complexity, flags interpreter, review late")
    review = sentence(page, place, 6)
    assert review.startswith("Review late, was due ")


def test_the_model_keeps_qts_contract(desk, qtmodeltester):
    page = desk.cases()
    qtmodeltester.check(page.model, force_py=True)


def test_j_k_and_arrows_move_and_the_preview_follows(desk):
    page = desk.cases()
    desk.press(Key.Key_J)
    desk.press(Key.Key_Down)
    assert page.table.current_place() == 2
    desk.press(Key.Key_K)
    assert page.table.current_place() == 1
    assert page.preview.view.case.id == page.model.row(1).id
    desk.press(Key.Key_End)
    assert page.table.current_place() == page.model.total - 1


def test_slash_filters_as_typed_and_esc_takes_the_words_away(desk):
    page = desk.cases()
    desk.press(Key.Key_Slash)
    assert desk.focus is page.bar.field
    desk.write("ellison")
    desk.qtbot.waitUntil(lambda: page.model.total == 1)
    desk.press(Key.Key_Return)
    assert desk.focus is page.table
    assert names(page) == ["ELLISON, Margaret"]
    desk.press(Key.Key_Escape)
    assert page.model.total == 15
    assert page.bar.field.text() == ""


def test_a_number_a_postcode_and_the_words_of_a_note_find_people(desk):
    page = desk.cases()
    for words, found in (("999 027 6137", "ELLISON, Margaret"), ("weekend off", "ELLISON, Margaret")):
        page.bar.field.setText(words)
        desk.qtbot.waitUntil(lambda words=words: page.query.text == words)
        desk.settle()
        assert names(page) == [found]


def test_filters_are_chips_that_backspace_removes(desk):
    page = desk.cases()
    page._add_filter(Filter("tier=most_complex", "Complexity: most complex"))
    page._add_filter(Filter("locality=Northgate", "Locality: Northgate"))
    desk.settle()
    assert [chip.words() for chip in page.bar.chips] == ["Complexity: most complex", "Locality: Northgate"]
    assert page.bar.chips[1].accessibleName() == "Remove filter: Locality: Northgate"
    narrowed = page.model.total
    assert 0 < narrowed < 15
    page.bar.chips[1].setFocus()
    desk.press(Key.Key_Backspace)
    assert page.model.total > narrowed
    assert len(page.bar.chips) == 1


def test_a_second_filter_on_the_same_thing_takes_its_place(desk):
    page = desk.cases()
    page._add_filter(Filter("tier=low", "Complexity: low"))
    page._add_filter(Filter("tier=medium", "Complexity: medium"))
    assert [one.term for one in page.query.filters] == ["tier=medium"]


def test_every_filter_on_offer_is_understood_by_the_store(desk):
    from ui.cases.filter_menu import choices

    page = desk.cases()
    offered = [one for filters in choices(page.around).values() for one in filters]
    assert len(offered) > 20
    for one in offered:
        assert desk.ask(case_lists.list_cases, one.term).total >= 0


def test_nobody_matches_says_so_and_clears(desk):
    page = desk.cases()
    page.bar.field.setText("nobody at all")
    desk.qtbot.waitUntil(lambda: page.model.total == 0)
    assert page.no_match.isVisible()
    assert not page.preview.isVisible()
    desk.qtbot.mouseClick(page.no_match.clear_button, Qt.MouseButton.LeftButton)
    desk.settle()
    assert page.model.total == 15
    assert page.table.isVisible()


def test_views_and_v(desk):
    page = desk.cases()
    desk.press(Key.Key_V)
    assert page.query.view == "most_complex"
    assert {page.model.row(at).tier for at in range(page.model.total)} == {"most_complex"}
    assert page.bar.tabs.current() == "most_complex"


def test_a_press_on_a_heading_sorts_in_the_store_and_again_turns_it_round(desk):
    page = desk.cases()
    header = page.table.horizontalHeader()

    def press(section):
        x = header.sectionViewportPosition(section) + header.sectionSize(section) // 2
        desk.qtbot.mouseClick(
            header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, header.height() // 2)
        )
        desk.settle()

    press(0)
    assert names(page) == sorted(names(page), reverse=True, key=str.casefold)
    press(6)
    dues = [page.model.row(at).review_due for at in range(page.model.total)]
    known = [due for due in dues if due]
    assert known == sorted(known)
    assert dues[len(known) :] == [None] * (len(dues) - len(known))
    before = page.query
    press(2)
    assert page.query == before


def test_sharing_hides_numbers_and_days_of_birth(desk):
    page = desk.cases()
    delegate = page.table.itemDelegate()
    row = desk.case("ellison")
    assert "999 027 6137" in delegate._second_line(row)
    desk.window.workspace.set_sharing(True)
    assert delegate._second_line(row) == "82"
    shown = [
        label.text() for label in page.preview.findChildren(type(page.bar._count)) if label.isVisibleTo(page)
    ]
    assert not any("999 " in words for words in shown)


def test_windows_are_fetched_as_they_come_into_view(qtbot):
    model = CaseTableModel()
    wanted = []
    model.wanted.connect(wanted.append)
    model.restart(0, [], 100_000)
    model.want(50_020, 50_120)
    assert wanted == [50_000, 50_100]
    model.want(99_990, 100_400)
    assert wanted[-1] == 99_900
    assert model.index(70_000, 0).data() == ""


def test_only_some_windows_are_kept(desk, qtbot):
    row = desk.case("ellison")
    model = CaseTableModel()
    model.restart(0, [row], 100_000)
    for offset in range(0, 20_000, 100):
        model.put(offset, [row] * 100)
    assert model.row(19_900) == row
    assert model.row(100) is None


def test_what_is_committed_elsewhere_shows_without_moving_the_row(desk):
    from mdt_desktop.services.cases import cases

    page = desk.cases()
    desk.press(Key.Key_J)
    here = page.model.row(1)
    desk.window.jobs.do(cases.set_fields, here.id, {"locality": "Elsewhere"})
    desk.settle()
    assert page.table.current_place() == 1
    assert page.model.row(1).locality == "Elsewhere"


def test_enter_opens_the_record_and_esc_comes_back(desk):
    page = desk.cases()
    desk.press(Key.Key_J)
    name = page.model.row(1).name
    desk.press(Key.Key_Return)
    assert desk.page.view.row.name == name
    assert desk.page.context() == "2 of 15 in All open"
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_Escape)
    assert desk.page is page
    assert page.table.current_place() == 1


def test_a_first_use_invites(new_team):
    page = new_team.cases()
    assert page.first_use.isVisible()
    assert new_team.focus is page.first_use.cards[0]
    new_team.press(Key.Key_N)
    assert new_team.focus.accessibleName() == "Family name"


def test_small_windows_have_room(make_desk, tmp_path):
    from mdt_desktop.services.demo import demo

    desk = make_desk(demo.found_demo(tmp_path / "small"), (1280, 720))
    page = desk.cases()
    page.model.tick(0)
    hint = desk.window.minimumSizeHint()
    assert hint.width() <= 1280
    assert hint.height() <= 720
    assert page.preview.isVisible()
    desk.window.resize(1000, 700)
    assert not page.preview.isVisible()
    header = page.table.horizontalHeader()
    desk.qtbot.waitUntil(lambda: header.length() <= page.table.viewport().width())


def test_the_demo_has_what_these_tests_rest_on(desk):
    row = desk.case("ellison")
    assert desk.ask(case_record.case_view, row.id).open_actions
    assert desk.ask(huddles.upcoming) is not None
