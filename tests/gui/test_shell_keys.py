"""The keys of the window and of its pages, pressed as a person presses them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.gui.dressed import dressed
from tests.gui.small_window import home, make_window, window
from ui.keys import Keys
from ui.shell.key_row import key_words, spoken

__all__ = ["dressed", "home", "make_window", "window"]

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def focused():
    return QApplication.focusWidget()


def test_the_first_page_takes_the_focus(window):
    page = window.workspace.page
    assert page.name == "home"
    assert focused() is page.list


def test_a_letter_acts_on_the_page_and_is_text_in_a_field(qtbot, window):
    page = window.workspace.page
    qtbot.keyClick(page.list, Qt.Key.Key_A)
    assert page.happened.count("added") == 1
    page.field.setFocus()
    qtbot.keyClick(page.field, Qt.Key.Key_A)
    assert page.happened.count("added") == 1
    assert page.field.text() == "a"


def test_a_chord_acts_in_a_field_too(qtbot, window):
    page = window.workspace.page
    page.field.setFocus()
    qtbot.keyClick(page.field, Qt.Key.Key_Return, CTRL)
    assert "finished" in page.happened


def test_letters_can_be_turned_off(qtbot, window):
    page = window.workspace.page
    window.preferences.letter_keys = False
    qtbot.keyClick(page.list, Qt.Key.Key_A)
    qtbot.keyClick(page.list, Qt.Key.Key_G)
    qtbot.keyClick(page.list, Qt.Key.Key_C)
    assert "added" not in page.happened
    assert window.workspace.page is page


def test_g_then_a_letter_goes_to_a_page_and_its_letters_stay_its_own(qtbot, window):
    first = window.workspace.page
    qtbot.keyClick(first.list, Qt.Key.Key_G)
    qtbot.keyClick(first.list, Qt.Key.Key_C)
    second = window.workspace.page
    assert (second.name, first.happened[-1]) == ("cases", "left")
    assert focused() is second.list
    qtbot.keyClick(second.list, Qt.Key.Key_A)
    assert ("added" in first.happened, "added" in second.happened) == (False, True)


def test_f6_moves_between_the_panes_and_back(qtbot, window):
    page, shell = window.workspace.page, window.workspace
    visited = []
    for _ in range(4):
        qtbot.keyClick(focused(), Qt.Key.Key_F6)
        visited.append(focused())
    assert visited[0] is page.field
    assert shell.navigation.isAncestorOf(visited[1])
    assert shell.top_bar.isAncestorOf(visited[2])
    assert visited[3] is page.list
    qtbot.keyClick(page.list, Qt.Key.Key_F6, SHIFT)
    assert shell.top_bar.isAncestorOf(focused())


def test_text_grows_shrinks_and_comes_back(qtbot, window, dressed):
    page = window.workspace.page
    qtbot.keyClick(page.list, Qt.Key.Key_Plus, CTRL)
    assert (dressed.text_size, window.preferences.text_size) == (115, 115)
    qtbot.keyClick(page.list, Qt.Key.Key_Minus, CTRL)
    assert dressed.text_size == 100
    qtbot.keyClick(page.list, Qt.Key.Key_Plus, CTRL)
    qtbot.keyClick(page.list, Qt.Key.Key_0, CTRL)
    assert dressed.text_size == 100


def test_the_sharing_view_reaches_every_page_and_shows_its_marker(qtbot, window):
    page = window.workspace.page
    with qtbot.waitSignal(window.sharing) as caught:
        qtbot.keyClick(page.list, Qt.Key.Key_H, CTRL | SHIFT)
    assert caught.args == [True]
    window.workspace.show_page("cases")
    assert page.happened[-2:] == [("sharing", True), "left"]
    assert window.workspace.page.sharing


@pytest.mark.parametrize("key", [Qt.Key.Key_Question, Qt.Key.Key_F1])
def test_all_shortcuts_are_shown_and_esc_gives_the_focus_back(qtbot, window, key):
    page = window.workspace.page
    qtbot.keyClick(page.list, key)
    sheet = window.keys.sheet
    assert sheet.isVisible()
    qtbot.keyClick(focused(), Qt.Key.Key_A)
    assert "added" not in page.happened
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert focused() is page.list


def test_undo_with_nothing_to_undo_says_so_above_the_page(qtbot, window):
    notices = window.workspace.notices
    qtbot.keyClick(window.workspace.page.list, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(notices.trouble.isVisible)
    assert "nothing to undo" in notices.trouble.accessibleName()
    window.workspace.show_page("cases")
    assert not notices.isVisible()


@pytest.mark.parametrize(
    ("keys", "boxes"),
    [
        ("Ctrl+Return", ["Ctrl", "Enter"]),
        ("J K", ["J", "K"]),
        ("G, W", ["G", "W"]),
        ("Ctrl++", ["Ctrl", "+"]),
        ("Alt+Up", ["Alt", "↑"]),
        ("/", ["/"]),
    ],
)
def test_keys_are_shown_as_they_stand_on_the_keyboard(keys, boxes):
    assert key_words(keys) == boxes
    assert spoken(keys) == " ".join(boxes)


@pytest.mark.parametrize(("keys", "letter"), [("A", True), ("G, W", True), ("F8", False), ("Ctrl+K", False)])
def test_only_bare_characters_are_letters(keys, letter):
    assert Keys(keys, "").is_letter is letter
