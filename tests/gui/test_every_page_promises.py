"""What a message offers is what it does: Undo takes back just that, nothing typed goes without a word."""

from PySide6.QtCore import Qt

from mdt_desktop.services.huddle import huddles
from tests.gui.cases_window import desk, make_desk, new_team
from tests.gui.dressed import dressed
from tests.gui.every_page import open_page

__all__ = ["desk", "dressed", "make_desk", "new_team"]

Key = Qt.Key


def add_action(desk, page):
    page.capture.entry.line.setFocus()
    desk.write("/action visit @Priya fri")
    desk.press(Key.Key_Return)


def test_undo_of_an_action_is_not_offered_once_the_discussion_is_typed_on(desk):
    page = open_page(desk, "run")
    add_action(desk, page)
    toast = desk.window.workspace.toast
    assert toast.undo_button.isVisible()
    page.capture.discussion.edit.setFocus()
    desk.write("He fell twice.")
    page.capture.discussion.saver.save()
    desk.settle()
    assert not toast.undo_button.isVisible()
    assert page.capture.discussion.edit.toPlainText() == "He fell twice."


def test_undo_of_an_action_takes_just_the_action_back(desk):
    page = open_page(desk, "run")
    add_action(desk, page)
    assert len(page.view.current.new_actions) == 1
    desk.qtbot.mouseClick(desk.window.workspace.toast.undo_button, Qt.MouseButton.LeftButton)
    desk.settle()
    assert page.view.current.new_actions == []


def test_undo_of_several_added_takes_them_all_back(desk):
    page = open_page(desk, "prepare")
    before = len(page.view.agenda)
    desk.press(Key.Key_Space)
    assert len(page.view.agenda) == before + 1
    toast = desk.window.workspace.toast
    assert toast.accessibleName().startswith("Added ")
    desk.qtbot.mouseClick(toast.undo_button, Qt.MouseButton.LeftButton)
    desk.settle()
    assert len(page.view.agenda) == before


def test_ending_names_the_line_nobody_entered(desk):
    page = open_page(desk, "run")
    page.capture.entry.line.setFocus()
    desk.write("/action visit")
    desk.qtbot.mouseClick(page.end_button, Qt.MouseButton.LeftButton)
    desk.settle()
    assert "/action visit" in page.ending.stay.accessibleDescription()
    assert desk.focus is page.ending.stay


def test_slash_waits_until_somebody_is_on_the_table(desk):
    huddle = desk.ask(huddles.upcoming).id
    desk.show("prepare", huddle=huddle)
    desk.press(Key.Key_Return, control=True)
    page = desk.page
    assert page.view.current is None
    desk.press(Key.Key_Slash)
    assert desk.focus is not None
    assert desk.focus.isVisible()
    assert page.capture.entry.text() == ""


def test_the_empty_week_starts_at_its_plan(new_team):
    page = new_team.show("home")
    assert new_team.focus is page.huddle.planning.button


def test_a_form_that_is_open_keeps_nobody_from_hiding_and_locking(desk):
    desk.show("team")
    desk.press(Key.Key_N)
    assert type(desk.focus).__name__ == "QLineEdit"
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    desk.qtbot.keyClick(desk.focus, Key.Key_H, both)
    assert desk.window.workspace.sharing
    desk.qtbot.keyClick(desk.focus, Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert desk.window.workspace is None
