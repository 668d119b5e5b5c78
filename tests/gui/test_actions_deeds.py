"""What can be done with an action: asked for in the page, done, said, taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from mdt_desktop.domain.records import Action, AgendaItem
from tests.gui.demo_pages import demo_window, open_page, session
from tests.gui.dressed import dressed
from ui.actions.row_menu import row_menu

__all__ = ["demo_window", "dressed", "open_page", "session"]


@pytest.fixture
def page(open_page):
    return open_page("actions")


@pytest.fixture
def stored(session):
    return lambda row: session.records.get(Action, row.id)


def test_x_finishes_with_what_came_of_it(qtbot, demo_window, page, stored):
    row = page.current()
    qtbot.keyClick(page.tree, Qt.Key.Key_X)
    edit = page.bar.words.edit
    qtbot.waitUntil(edit.hasFocus)
    assert page.bar.accessibleName() == "What came of “Surveyor visit for damp and mould”?"
    qtbot.keyClicks(edit, "Visited, report to come")
    with qtbot.waitSignal(page.say) as said:
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert said.args[0] == "Done: Surveyor visit for damp and mould"
    assert (stored(row).status, stored(row).outcome_text) == ("done", "Visited, report to come")
    assert page.tree.hasFocus()
    qtbot.mouseClick(demo_window.workspace.toast.undo_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: stored(row).status == "blocked")


def test_a_tick_asks_too(qtbot, page):
    tree = page.tree
    box = tree.visualRect(tree.currentIndex())
    spot = box.topLeft()
    spot.setX(48)
    spot.setY(box.center().y())
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert page.bar.words.edit.hasFocus()


def test_escape_leaves_everything_as_it_is(qtbot, page, stored):
    row = page.current()
    before = stored(row)
    qtbot.keyClick(page.tree, Qt.Key.Key_D)
    qtbot.keyClick(page.bar.day.question.edit, Qt.Key.Key_Escape)
    assert not page.bar.isVisible()
    assert page.tree.hasFocus()
    assert stored(row) == before


def test_d_moves_the_due_date_with_a_reason(qtbot, page, stored):
    row = page.current()
    qtbot.keyClick(page.tree, Qt.Key.Key_D)
    asked = page.bar.day
    qtbot.waitUntil(asked.day.hasFocus)
    qtbot.mouseClick(asked.huddle_button, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(asked.question.edit, "Cover from Thursday")
    with qtbot.waitSignal(page.say) as said:
        qtbot.keyClick(asked.question.edit, Qt.Key.Key_Return)
    assert said.args[0] == "Moved to Thu 26 Nov: Surveyor visit for damp and mould"
    moved = stored(row)
    assert (moved.due, moved.moves, moved.first_due) == (page.view.huddle.day, 4, stored(row).first_due)
    assert moved.status_reason == "Cover from Thursday"


def test_a_refusal_is_said_beside_what_was_typed(qtbot, page):
    row = page.current()
    page.deeds.change_due(row, row.due)
    edit = page.bar.day.question.edit
    qtbot.keyClicks(edit, "No reason at all")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.waitUntil(page.bar.problem.isVisible)
    assert "is due that day already" in page.bar.problem.text()
    assert edit.text() == "No reason at all"


def test_o_finds_an_owner_by_what_is_needed(qtbot, page, stored):
    row = page.current()
    qtbot.keyClick(page.tree, Qt.Key.Key_O)
    picker = page.bar.owner
    qtbot.waitUntil(picker.edit.hasFocus)
    names = [one.name for one in picker.list.rows.rows]
    assert "Marek Nowak" not in names
    assert names.index("Tom Reilly") < names.index("Borough Housing")
    qtbot.keyClicks(picker.edit, "home visits")
    first = picker.list.rows.rows[0]
    assert (first.name, first.ask) == ("Tom Reilly", "Text first; visits until two")
    with qtbot.waitSignal(page.say) as said:
        qtbot.keyClick(picker.edit, Qt.Key.Key_Return)
    assert said.args[0].startswith("Tom Reilly is asked")
    assert stored(row).owner_id == first.key
    assert stored(row).status == "assigned"


def test_an_organisation_may_own_an_action(qtbot, page, stored):
    row = page.current()
    qtbot.keyClick(page.tree, Qt.Key.Key_O)
    picker = page.bar.owner
    qtbot.keyClicks(picker.edit, "harbour carers")
    with qtbot.waitSignal(page.say):
        qtbot.keyClick(picker.edit, Qt.Key.Key_Return)
    assert (stored(row).owner_id, stored(row).owner_organisation) == ("", "Harbour Carers")


def test_arrows_move_in_the_picker_while_one_types(qtbot, page):
    qtbot.keyClick(page.tree, Qt.Key.Key_O)
    picker = page.bar.owner
    qtbot.keyClick(picker.edit, Qt.Key.Key_Down)
    assert picker.list.currentIndex().row() == 1
    assert picker.edit.hasFocus()


def test_n_adds_for_the_current_person(qtbot, page, session):
    row = page.current()
    qtbot.keyClick(page.tree, Qt.Key.Key_N)
    new = page.bar.new
    qtbot.waitUntil(new.edit.hasFocus)
    assert new.whom.text() == row.person
    qtbot.keyClicks(new.edit, "Priya fri ring the carers centre")
    qtbot.waitUntil(lambda: new.parsed.text() == "Action, Priya Shah, Friday 27 November")
    with qtbot.waitSignal(page.say) as said:
        qtbot.keyClick(new.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(page.jobs.idle)
    assert said.args[0].startswith("Added: ")
    added = page.tree.current_action()
    assert (added.text, added.case_id, added.owner) == ("Ring the carers centre", row.case_id, "Priya Shah")


def test_without_a_person_it_is_the_team_s(qtbot, page):
    qtbot.keyClick(page.tree, Qt.Key.Key_N)
    new = page.bar.new
    new.set_person("", "")
    qtbot.keyClicks(new.edit, "Tom mon book the room")
    with qtbot.waitSignal(page.say):
        qtbot.mouseClick(new.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.jobs.idle)
    assert (page.tree.current_action().case_id, page.tree.current_action().person) == ("", "")


def test_a_name_nobody_chose_is_not_guessed(qtbot, page, session):
    qtbot.keyClick(page.tree, Qt.Key.Key_N)
    new, before = page.bar.new, len(session.records.all(Action))
    new.set_person("", "")
    qtbot.keyClicks(new.whom, "Lloy")
    qtbot.waitUntil(page.jobs.idle)
    qtbot.keyClicks(new.edit, "Priya fri ring")
    qtbot.mouseClick(new.add_button, Qt.MouseButton.LeftButton)
    assert new.parsed.text().startswith("Choose the person from the list")
    assert len(session.records.all(Action)) == before
    new._completer.activated.emit("LLOYD, Gareth")
    qtbot.waitUntil(page.jobs.idle)
    with qtbot.waitSignal(page.say):
        qtbot.mouseClick(new.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.jobs.idle)
    assert page.tree.current_action().person == "LLOYD, Gareth"


@pytest.mark.parametrize(
    ("entry", "status"),
    [
        ("No longer needed…", "no_longer_needed"),
        ("Owner can’t take it…", "declined"),
        ("Blocked…", "blocked"),
    ],
)
def test_the_menu_asks_for_a_reason(qtbot, page, stored, entry, status):
    page.tree.select(next(row.id for row in page.view.board.rows if row.text.startswith("Pressure")))
    row = page.current()
    menu = row_menu(page, row, page.deeds)
    next(action for action in menu.actions() if action.text() == entry).trigger()
    menu.deleteLater()
    edit = page.bar.words.edit
    qtbot.keyClicks(edit, "She has one")
    with qtbot.waitSignal(page.say):
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert (stored(row).status, stored(row).status_reason) == (status, "She has one")


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_the_menu_key_opens_the_menu_of_the_current_action(qtbot, page):
    tree = page.tree
    tree.menu_asked.emit(tree.current_action(), tree.mapToGlobal(tree.rect().center()))
    menu = next(menu for menu in page.findChildren(QMenu) if menu.isVisible())
    assert menu.accessibleName() == "What to do with Surveyor visit for damp and mould"
    accept = next(action for action in menu.actions() if action.text() == "It can go on")
    with qtbot.waitSignal(page.say):
        accept.trigger()
    menu.close()


def test_the_nudge_brings_a_person_to_the_next_huddle(qtbot, page, session):
    nudge = page.nudge
    assert nudge.accessibleName() == "Surveyor visit for damp and mould has moved 3 times"
    assert nudge.bring_button.words() == "Bring to Thursday"
    with qtbot.waitSignal(page.say):
        qtbot.mouseClick(nudge.bring_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: nudge.bring_button.words() == "On the agenda of Thursday")
    assert not nudge.bring_button.isEnabled()
    items = session.records.all(AgendaItem, "huddle_id = ?", (page.view.huddle.id,))
    assert nudge.row.case_id in [item.case_id for item in items]


def test_the_nudge_leads_to_the_owner_and_gives_way_to_the_question(qtbot, page):
    qtbot.mouseClick(page.nudge.owner_button, Qt.MouseButton.LeftButton)
    assert page.bar.owner.isVisible()
    assert not page.nudge.isVisible()
