"""A case list from file to Cases and back, with the keys and the mouse, on a real store."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QFileDialog, QLabel

from mdt_desktop.domain.records import Case, ImportBatch, Note, Person
from mdt_desktop.services.cases import cases
from tests.gui.dressed import dressed
from tests.gui.imports_window import (
    GENERATED,
    PASSPHRASE,
    PEOPLE,
    cells,
    generated,
    page,
    people,
    read,
    settled,
    window,
    written,
)
from ui.imports import page as page_module
from ui.imports.mapping_model import TARGET
from ui.imports.steps import CHOOSE, DONE, MATCH
from ui.imports.steps import PEOPLE as PEOPLE_STEP
from ui.page import NARROW

__all__ = ["dressed", "page", "people", "window"]


def records(qtbot, page, kind):
    """All records of a kind, read as a page reads."""
    answers = []
    page.jobs.ask(lambda session: session.records.all(kind), done=answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def press(qtbot, page, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget() or page, key, modifier)


def message(page):
    return page.review.message.accessibleName() if page.review.message.isVisible() else ""


@generated
def test_two_thousand_people_are_imported_with_the_keyboard_and_undone(qtbot, window, page):
    read(qtbot, page, GENERATED / "caselist_gp_2000.csv")
    assert page.step == MATCH
    press(qtbot, page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, page)
    assert page.step == DONE
    assert page.end.title.text() == "2,000 people imported"
    assert len(records(qtbot, page, Case)) == 2000
    press(qtbot, page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.workspace.page is not page and page.jobs.idle())
    assert window.workspace.page.query.view == "proposed"
    assert window.workspace.page.model.total == 2000
    window.workspace.show_page("import")
    settled(qtbot, page)
    assert page.step == CHOOSE
    button = next(iter(page.choose.batches.buttons.values()))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settled(qtbot, page)
    assert records(qtbot, page, Person) == []
    assert page.choose.done_message.isVisible()
    assert not page.choose.batches.buttons


def test_the_counts_are_told_and_add_up(qtbot, page, people):
    read(qtbot, page, people)
    tiles = page.review.outcome.tiles
    adding = ("new", "updated", "unchanged", "look", "left_out")
    assert [tiles[name].number for name in adding] == [2, 0, 0, 1, 1]
    assert page.review.outcome.sum.text() == "Together the file’s 4 rows."
    assert tiles["new"].accessibleName() == "2 new people. Added to Cases as proposed, not to any agenda"
    assert page.review.outcome.import_button.words() == "Import 3 people"
    rows = [cells(page.review.people.table, row) for row in range(2)]
    assert [row[0] for row in rows] == ["4", "5"]
    assert rows[0][-1] == "Left out until fixed"


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # no list can, offscreen
def test_a_column_is_sent_elsewhere_with_the_keyboard(qtbot, page, people):
    read(qtbot, page, people)
    mapping = page.review.mapping
    mapping.setFocus()
    mapping.go_to(4)
    qtbot.keyClick(mapping, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    choice = mapping.findChild(QComboBox)
    qtbot.waitUntil(lambda: choice.view().isVisible())
    assert choice.accessibleName() == "Mobile goes to"
    qtbot.keyClick(choice.view(), Qt.Key.Key_Home)
    qtbot.keyClick(choice.view(), Qt.Key.Key_Return)
    settled(qtbot, page)
    assert page.review.columns.index(4, TARGET).data() == "Not imported"
    assert "Mobile" not in page.work.columns.fields()
    qtbot.waitUntil(lambda: mapping.findChild(QComboBox) is None)


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # no list can, offscreen
def test_a_column_is_sent_elsewhere_with_the_mouse_and_left_as_it_is_by_escape(qtbot, page, people):
    read(qtbot, page, people)
    mapping = page.review.mapping
    place = mapping.visualRect(page.review.columns.index(4, TARGET)).center()
    qtbot.mouseClick(mapping.viewport(), Qt.MouseButton.LeftButton, pos=place)
    choice = mapping.findChild(QComboBox)
    qtbot.waitUntil(lambda: choice.view().isVisible())
    qtbot.keyClick(choice.view(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: mapping.findChild(QComboBox) is None)
    assert page.work.columns.fields()["Mobile"] == "phone"
    assert page.step == MATCH


def test_without_a_name_one_sentence_says_so_and_the_page_stays_usable(qtbot, page, people):
    read(qtbot, page, people)
    for column in ("Surname", "Forename"):
        page.work.match(column, None)
        settled(qtbot, page)
    assert "matched to a name" in message(page)
    assert not page.review.outcome.tiles["new"].isVisible()
    page.work.match("Surname", "family_name")
    qtbot.waitUntil(lambda: page.work.ready)
    assert message(page) == ""
    assert page.review.outcome.tiles["new"].isVisible()


def test_free_text_comes_in_only_when_somebody_wants_it(qtbot, page, people):
    read(qtbot, page, people)
    box = page.review.outcome.options.leave_out
    assert box.isChecked()
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.work.ready and page.jobs.idle())
    assert page.work.columns.fields()["Comments"] == "note"
    page.work.take("")
    settled(qtbot, page)
    assert [note.text for note in records(qtbot, page, Note)] == ["Likes chess"]


def test_a_matching_is_remembered_by_its_name_and_used_again(qtbot, page, people):
    read(qtbot, page, people)
    options = page.review.outcome.options
    qtbot.mouseClick(options.remember, Qt.MouseButton.LeftButton)
    options.name.set_text("")
    qtbot.mouseClick(page.review.outcome.import_button, Qt.MouseButton.LeftButton)
    assert page.step == MATCH
    assert options.name.error()
    options.name.set_text("Borough extract")
    qtbot.mouseClick(page.review.outcome.import_button, Qt.MouseButton.LeftButton)
    settled(qtbot, page)
    assert records(qtbot, page, ImportBatch)[0].mapping_name == "Borough extract"
    read(qtbot, page, people)
    assert page.review.bar.saved.isVisible()
    assert page.review.bar.saved.words() == "Matched as: Borough extract"
    assert page.review.columns.setData(page.review.columns.index(4, TARGET), "")
    assert page.review.bar.saved.words() == "Use saved matching: Borough extract"
    qtbot.waitUntil(lambda: page.work.ready and page.jobs.idle())
    qtbot.mouseClick(page.review.bar.saved, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.work.ready and page.jobs.idle())
    assert page.work.columns.fields()["Mobile"] == "phone"


def test_an_ambiguous_file_waits_for_an_answer_about_its_dates(qtbot, page, tmp_path):
    path = written(
        tmp_path / "dates.csv", ("Clarke", "03/02/1959"), ("Osei", "01/12/1948"), header=("Surname", "DOB")
    )
    read(qtbot, page, path)
    dates = page.review.outcome.options.dates
    assert dates.isVisible()
    press(qtbot, page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.step == MATCH
    assert "Which way round" in message(page)
    day_first, month_first = dates.choice.findChildren(QAbstractButton)
    assert day_first.hasFocus()
    qtbot.mouseClick(month_first, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.work.ready and page.jobs.idle())
    assert not dates.open
    press(qtbot, page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, page)
    assert sorted(str(person.dob) for person in records(qtbot, page, Person)) == ["1948-01-12", "1959-03-02"]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("photo.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "picture"),
        ("empty.csv", b"", "empty"),
        (
            "old.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"),
            "old Excel workbook",
        ),
        (
            "locked.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
        ("short.xlsx", b"PK\x03\x04" + b"\x00" * 40, "damaged"),
        ("wide.csv", ",".join(f"c{n}" for n in range(10_000)).encode() + b"\n1\n", "columns"),
        ("words.csv", b"Dear all, no list this week", "."),
    ],
)
def test_what_is_no_case_list_is_refused_in_one_sentence(qtbot, page, people, tmp_path, name, data, words):
    path = tmp_path / name
    path.write_bytes(data)
    page.open_file(path)
    settled(qtbot, page)
    assert page.step == CHOOSE
    said = page.choose.message.accessibleName()
    assert page.choose.message.isVisible()
    assert words in said
    assert said.endswith(".")
    read(qtbot, page, people)
    assert page.step == MATCH


def test_two_hundred_megabytes_are_refused_at_once(qtbot, page, tmp_path):
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    page.open_file(path)
    settled(qtbot, page)
    assert "larger than 64 MB" in page.choose.message.accessibleName()


def test_a_bad_file_leaves_the_open_one_in_place(qtbot, page, people, tmp_path):
    read(qtbot, page, people)
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"%PDF-1.7 something")
    page.open_file(bad)
    settled(qtbot, page)
    assert "PDF" in message(page)
    assert page.work.file.path == people
    qtbot.waitUntil(lambda: page.work.ready)


def test_real_numbers_are_refused_before_anything_is_imported(qtbot, page, tmp_path):
    read(qtbot, page, written(tmp_path / "one.csv", PEOPLE[0]))
    page.work.take("")
    settled(qtbot, page)
    read(qtbot, page, written(tmp_path / "live.csv", ("943 476 5919", *PEOPLE[1][1:])))
    assert "training team" in message(page)
    press(qtbot, page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, page)
    assert page.step == MATCH
    assert len(records(qtbot, page, Person)) == 1


def test_n_goes_from_problem_to_problem_and_escape_goes_back(qtbot, page, people):
    read(qtbot, page, people)
    assert QApplication.focusWidget() is page.review.mapping
    assert page.review.mapping.currentIndex().row() == 0
    for expected in (0, 1):
        press(qtbot, page, Qt.Key.Key_N)
        assert page.review.people.table.hasFocus()
        assert page.review.people.table.currentIndex().row() == expected
    press(qtbot, page, Qt.Key.Key_Escape)
    assert page.step == CHOOSE
    assert records(qtbot, page, Person) == []
    assert page.choose.drop.resume.isVisible()
    qtbot.mouseClick(page.choose.drop.resume, Qt.MouseButton.LeftButton)
    assert page.step == MATCH


def test_a_tile_shows_whom_it_counts_and_duplicates_side_by_side(qtbot, page, people):
    page.jobs.do(cases.open_new, {"family_name": "Clarke", "given_names": "Winston", "dob": "1959-02-13"})
    read(qtbot, page, people)
    tiles = page.review.outcome.tiles
    qtbot.mouseClick(tiles["look"], Qt.MouseButton.LeftButton)
    assert page.step == PEOPLE_STEP
    assert cells(page.review.people.table, page.review.people.table.currentIndex().row())[1] == "Marsh, Joan"
    qtbot.mouseClick(tiles["duplicates"], Qt.MouseButton.LeftButton)
    compare = page.review.people.compare
    assert compare.isVisible()
    words = [label.text() for label in compare.findChildren(QLabel)]
    assert words.count("CLARKE, Winston") == 2
    assert "Case C-0001" in words


def test_importing_is_cancelled_and_keeps_nothing(qtbot, page, people, monkeypatch):
    read(qtbot, page, people)
    page._import()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    settled(qtbot, page)
    qtbot.waitUntil(lambda: page.work.ready and page.jobs.idle())
    assert records(qtbot, page, Person) == []
    assert all(batch.undone for batch in records(qtbot, page, ImportBatch))
    assert page.step == PEOPLE_STEP


def test_problems_are_saved_where_the_dialog_says(qtbot, page, people, tmp_path, monkeypatch):
    target = tmp_path / "problems.csv"
    monkeypatch.setattr(page_module, "save_as", lambda parent, name, then: then(target))
    read(qtbot, page, people)
    qtbot.mouseClick(page.review.outcome.save_button, Qt.MouseButton.LeftButton)
    settled(qtbot, page)
    lines = target.read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("row,column,value,problem")
    assert len(lines) == 3
    monkeypatch.setattr(page_module, "save_as", lambda parent, name, then: then(tmp_path / "none" / "x.csv"))
    qtbot.mouseClick(page.review.outcome.save_button, Qt.MouseButton.LeftButton)
    settled(qtbot, page)
    assert "could not be saved" in message(page)


def test_the_dialog_names_the_file(qtbot, page, people):
    qtbot.keyClick(page, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    dialog = page.findChild(QFileDialog)
    qtbot.waitUntil(dialog.isVisible)
    dialog.fileSelected.emit(str(people))
    dialog.reject()
    qtbot.waitUntil(lambda: page.work.ready)
    assert page.work.file.path == people


def test_a_dropped_file_is_read(qtbot, page, people):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(people))])
    left, plain, copy = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    over = QDragEnterEvent(QPoint(200, 200), copy, data, left, plain)
    QApplication.sendEvent(page, over)
    assert over.isAccepted()
    QApplication.sendEvent(page, QDropEvent(QPointF(200, 200), copy, data, left, plain))
    qtbot.waitUntil(lambda: page.work.ready)
    assert page.work.file.path == people


def test_the_file_is_deleted_only_when_that_was_ticked(qtbot, page, people):
    read(qtbot, page, people)
    assert not page.review.outcome.options.delete.isChecked()
    qtbot.mouseClick(page.review.outcome.options.delete, Qt.MouseButton.LeftButton)
    page._import()
    settled(qtbot, page)
    assert not people.exists()
    qtbot.mouseClick(page.end.undo_button, Qt.MouseButton.LeftButton)
    settled(qtbot, page)
    assert records(qtbot, page, Person) == []


def test_what_others_change_meanwhile_is_checked_again(qtbot, page, people):
    read(qtbot, page, people)
    assert page.work.preview.counts.duplicates == 0
    page.jobs.do(cases.open_new, {"family_name": "Clarke", "given_names": "Winston", "dob": "1959-02-13"})
    qtbot.waitUntil(lambda: page.work.ready and page.work.preview.counts.duplicates == 1)


def test_numbers_and_dates_hide_while_sharing(qtbot, window, page, people):
    read(qtbot, page, people)
    window.workspace.set_sharing(True)
    shown = " ".join(
        cells(page.review.people.table, 0) + cells(page.review.mapping, 0) + cells(page.review.mapping, 3)
    )
    for secret in ("999 792 7517", "14/07/1951", "999 018 4488", "13/02/1959"):
        assert secret not in shown
    window.workspace.set_sharing(False)
    assert "999 018 4488" in cells(page.review.mapping, 0)


def test_every_step_fits_a_small_laptop_and_reflows(qtbot, page, people):
    read(qtbot, page, people)
    for step in (CHOOSE, MATCH, PEOPLE_STEP):
        page._show(step)
        size = page.minimumSizeHint()
        assert (size.width() <= 1210, size.height() <= 660) == (True, True)
    wide = page.review.minimumSizeHint().width()
    page.width_class = NARROW
    page.width_changed()
    assert page.review.minimumSizeHint().width() < wide


def test_the_steps_say_where_we_are(qtbot, page, people):
    assert [step.words for step in page.steps()] == ["Choose file", "Match columns", "Check people", "Import"]
    read(qtbot, page, people)
    assert [(step.done, step.current) for step in page.steps()][:2] == [(True, False), (False, True)]
    page.go.emit("import", {"step": PEOPLE_STEP})
    assert page.step == PEOPLE_STEP


def test_every_problem_of_a_row_is_told(qtbot, page, tmp_path):
    bad = ("999 792 7511", "Osei", "Ama", "31/02/1948", "", "")
    read(qtbot, page, written(tmp_path / "two.csv", bad, *PEOPLE))
    page.review.people.go_to_first("left_out")
    whole = page.review.people.whole
    assert whole.isVisible()
    assert "check digit" in whole.words()
    assert "DOB “31/02/1948”" in whole.words()
    assert "Left out until fixed" in whole.words()
    page.review.people.show_list("new")
    assert whole.isHidden()


def test_a_matching_outlives_the_lock(qtbot, window, page, people):
    read(qtbot, page, people)
    page._match("Mobile", "")
    qtbot.waitUntil(lambda: page.jobs.idle() and page.work.ready)
    matched = page.work.columns.fields()
    assert "Mobile" not in matched
    window.lock()
    with qtbot.waitSignal(window.opened):
        qtbot.keyClicks(window.unlock_screen.task.field.edit, PASSPHRASE)
        qtbot.keyClick(window.unlock_screen.task.field.edit, Qt.Key.Key_Return)
    window.workspace.show_page("import")
    again = window.workspace.page
    qtbot.waitUntil(lambda: again.choose.drop.resume.isVisible())
    assert again.choose.drop.resume.text() == "Go on with extract.csv"
    qtbot.mouseClick(again.choose.drop.resume, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: again.work.ready, timeout=20_000)
    assert again.step == MATCH
    assert again.work.columns.fields() == matched


def test_a_file_that_is_gone_by_then_is_refused_in_one_sentence(qtbot, window, page, people):
    read(qtbot, page, people)
    window.workspace.show_page("cases")
    page._start_again()
    people.unlink()
    window.workspace.show_page("import")
    qtbot.waitUntil(lambda: page.choose.drop.resume.isVisible() and page.jobs.idle())
    page.choose.resume.emit()
    settled(qtbot, page)
    assert page.step == CHOOSE
    assert page.choose.message.isVisible()
