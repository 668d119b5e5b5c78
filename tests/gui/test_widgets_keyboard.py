"""Everything works without a mouse, and nothing is smaller than a finger-tip of a mouse pointer."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.component_sheet import ComponentSheet
from tests.gui.dressed import dressed
from ui.theme import Theme, u
from ui.widgets.boxes import Column
from ui.widgets.button import KINDS, Button
from ui.widgets.chip import FilterChip, StateChip
from ui.widgets.choice_card import ChoiceCard
from ui.widgets.icon_button import IconButton
from ui.widgets.pressable import Pressable
from ui.widgets.radio_card import RadioCard
from ui.widgets.segmented import Segmented
from ui.widgets.stepper import Stepper
from ui.widgets.view_tabs import ViewTabs

__all__ = ["dressed"]

KEY = Qt.Key
PRESSED: list[Callable[[], Pressable]] = [
    *(lambda kind=kind: Button("Save", kind=kind) for kind in KINDS),
    lambda: IconButton("x", "Close message"),
    lambda: StateChip("Up to date", "green", "cloud-check"),
    lambda: ChoiceCard("Add one person"),
]


@pytest.mark.parametrize("key", [KEY.Key_Space, KEY.Key_Return, KEY.Key_Enter])
@pytest.mark.parametrize("make", PRESSED)
def test_space_and_enter_press(qtbot: QtBot, make: Callable[[], Pressable], key: Qt.Key) -> None:
    button = make()
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


def test_ctrl_enter_is_left_to_the_page(qtbot: QtBot) -> None:
    button = Button("Save")
    qtbot.addWidget(button)
    with qtbot.assertNotEmitted(button.clicked):
        qtbot.keyClick(button, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("key", [KEY.Key_Backspace, KEY.Key_Delete, KEY.Key_Space, KEY.Key_Return])
def test_a_filter_is_removed_by_key(qtbot: QtBot, key: Qt.Key) -> None:
    chip = FilterChip("Lead: core team")
    qtbot.addWidget(chip)
    with qtbot.waitSignal(chip.removed):
        qtbot.keyClick(chip, key)


def test_arrows_move_within_a_segmented_control(qtbot: QtBot) -> None:
    segmented = Segmented([("mine", "Mine"), ("team", "Team"), ("late", "Late")], name="Whose")
    qtbot.addWidget(segmented)
    _activate(qtbot, segmented)
    first, second, _ = segmented.findChildren(Pressable)
    first.setFocus()
    with qtbot.waitSignal(segmented.chosen) as heard:
        qtbot.keyClick(first, KEY.Key_Right)
    assert heard.args == ["team"]
    assert second.isChecked()
    assert segmented.current() == "team"


def test_choosing_in_code_is_silent(qtbot: QtBot) -> None:
    segmented = Segmented([("mine", "Mine"), ("team", "Team")], name="Whose")
    qtbot.addWidget(segmented)
    with qtbot.assertNotEmitted(segmented.chosen):
        segmented.set_current("team")
    assert segmented.current() == "team"


def test_radio_cards_exclude_each_other_and_follow_the_arrows(qtbot: QtBot) -> None:
    both = QWidget()
    qtbot.addWidget(both)
    mine, theirs = RadioCard("Mine", checked=True), RadioCard("Theirs")
    Column(both).add(mine, theirs)
    _activate(qtbot, both)
    mine.setFocus()
    qtbot.keyClick(mine, KEY.Key_Down)
    assert (mine.isChecked(), theirs.isChecked()) == (False, True)


def test_a_step_can_be_pressed(qtbot: QtBot) -> None:
    stepper = Stepper(["Prepare", "Run", "Close"], 1)
    qtbot.addWidget(stepper)
    with qtbot.waitSignal(stepper.step_pressed) as heard:
        qtbot.keyClick(stepper.findChildren(Pressable)[2], KEY.Key_Return)
    assert heard.args == [2]


def test_views_that_do_not_fit_go_to_the_menu(qtbot: QtBot) -> None:
    keys = ("All open", "Most complex", "Review due", "Not discussed in 8 weeks", "My cases")
    tabs = ViewTabs([(key, key) for key in keys], name="Saved views")
    qtbot.addWidget(tabs)
    tabs.resize(tabs.sizeHint().width(), u(30))
    tabs.show()
    assert _shown(tabs) == list(keys)
    tabs.set_current("My cases")
    tabs.resize(u(300), u(30))
    assert "My cases" in _shown(tabs)
    assert _shown(tabs)[-1] == "More"
    assert all(
        pill.geometry().right() < tabs.width() for pill in tabs.findChildren(Pressable) if pill.isVisible()
    )
    tabs.set_views([("a", "All open")])
    assert tabs.current() == "a"
    assert _shown(tabs) == ["All open"]


def _activate(qtbot: QtBot, window: QWidget) -> None:
    """Arrow keys move between buttons only in the active window."""
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def _shown(tabs: ViewTabs) -> list[str]:
    pills = [pill for pill in tabs.findChildren(Pressable) if pill.isVisible()]
    return [pill.words() for pill in sorted(pills, key=lambda pill: pill.x())]


def test_every_target_is_large_enough_and_can_be_reached_by_tab(qtbot: QtBot, dressed: Theme) -> None:
    sheet = ComponentSheet()
    qtbot.addWidget(sheet)
    sheet.resize(1440, sheet.sizeHint().height())
    sheet.show()
    for control in sheet.findChildren(Pressable):
        if control.isVisible():
            assert control.height() >= 24, control.accessibleName()
            assert control.width() >= 24, control.accessibleName()
            assert control.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_hover_fade_ends(qtbot: QtBot, dressed: Theme) -> None:
    button = Button("Save")
    qtbot.addWidget(button)
    dressed.choose(reduced_motion=False)
    button._hover.go(True)
    qtbot.waitUntil(lambda: button._hover.amount == 1.0)
    dressed.choose(reduced_motion=True)
    button._hover.go(False)
    assert button._hover.amount == 0.0


def test_a_long_button_gives_way_and_shows_its_words_on_hover(qtbot: QtBot) -> None:
    button = Button("Use saved matching: Borough extract")
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    button.show()
    assert button.toolTip() == ""
    button.resize(button.minimumSizeHint())
    qtbot.waitUntil(lambda: button.toolTip() == "Use saved matching: Borough extract")


def test_letters_typed_in_a_field_stay_there(qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    qtbot.keyClicks(line, "Ellison & Co")
    assert line.text() == "Ellison & Co"
