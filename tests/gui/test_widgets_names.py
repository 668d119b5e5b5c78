"""What screen readers are told: the name begins with the words on the screen, and the role is right."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mdt_desktop.domain import vocabulary
from tests.gui.dressed import dressed
from ui.widgets.avatar import Avatar
from ui.widgets.button import Button
from ui.widgets.checkbox import CheckBox, RadioButton
from ui.widgets.chip import Chip, DueChip, FilterChip, FlagChip, StateChip
from ui.widgets.choice_card import ChoiceCard
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.field import Field
from ui.widgets.flags import flag_look
from ui.widgets.icon_button import IconButton
from ui.widgets.message import Message
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.progress_bar import ProgressBar
from ui.widgets.quote_card import QuoteCard
from ui.widgets.radio_card import RadioCard
from ui.widgets.segmented import Segmented
from ui.widgets.stepper import Stepper
from ui.widgets.text import Text
from ui.widgets.tier_bars import TierBars
from ui.widgets.time_ring import TimeRing
from ui.widgets.view_tabs import ViewTabs

__all__ = ["dressed"]

ROLE = QAccessible.Role
DAY = date(2026, 11, 24)
CASES: list[tuple[Callable[[], QWidget], QAccessible.Role, str]] = [
    (lambda: Button("Sync & devices"), ROLE.Button, "Sync & devices"),
    (lambda: Button("Plan changed", kind="chosen"), ROLE.CheckBox, "Plan changed"),
    (lambda: IconButton("x", "Remove Winston Clarke"), ROLE.Button, "Remove Winston Clarke"),
    (lambda: StateChip("Up to date", "green", "cloud-check"), ROLE.Button, "Up to date"),
    (lambda: FilterChip("Lead: core team"), ROLE.Button, "Remove filter: Lead: core team"),
    (lambda: ChoiceCard("Add one person", "Name"), ROLE.Button, "Add one person"),
    (lambda: RadioCard("Mine"), ROLE.RadioButton, "Mine"),
    (lambda: CheckBox("Leave out notes"), ROLE.CheckBox, "Leave out notes"),
    (lambda: RadioButton("Day first"), ROLE.RadioButton, "Day first"),
    (lambda: Text("Reviews due"), ROLE.StaticText, "Reviews due"),
    (lambda: ElidingLabel("A long title"), ROLE.StaticText, "A long title"),
    (lambda: Chip("Saved 9:55", "green"), ROLE.StaticText, "Saved 9:55"),
    (lambda: FlagChip("safeguarding"), ROLE.StaticText, "Safeguarding"),
    (lambda: DueChip(DAY, DAY), ROLE.StaticText, "Due today"),
    (lambda: TierBars("most_complex"), ROLE.StaticText, "Complexity: most complex"),
    (lambda: Avatar("Dr Amara Okafor", "PRI", presence="away"), ROLE.StaticText, "Dr Amara Okafor, not here"),
    (lambda: ProgressBar("Checking people"), ROLE.ProgressBar, "Checking people"),
    (lambda: TimeRing(), ROLE.ProgressBar, "Time left"),
]


@pytest.mark.parametrize(("make", "role", "name"), CASES)
def test_name_and_role(qtbot: QtBot, make: Callable[[], QWidget], role: QAccessible.Role, name: str) -> None:
    widget = make()
    qtbot.addWidget(widget)
    told = QAccessible.queryAccessibleInterface(widget)
    assert told.role() == role
    assert told.text(QAccessible.Text.Name) == name


def test_the_first_words_of_a_name_are_the_visible_ones(qtbot: QtBot) -> None:
    button = Button("Pause", key="F8")
    qtbot.addWidget(button)
    told = QAccessible.queryAccessibleInterface(button)
    assert told.text(QAccessible.Text.Description) == "Shortcut F8"


def test_a_disabled_button_says_why(qtbot: QtBot) -> None:
    button = Button("Sign")
    qtbot.addWidget(button)
    button.explain("Choose who signs first")
    assert not button.isEnabled()
    assert button.toolTip() == button.accessibleDescription() == "Choose who signs first"
    button.explain("")
    assert button.isEnabled()
    assert button.accessibleDescription() == ""


def test_a_segment_says_its_count_and_that_it_is_chosen(qtbot: QtBot) -> None:
    segmented = Segmented([("mine", "Mine"), ("team", "Team")], name="Whose", current="team")
    qtbot.addWidget(segmented)
    segmented.set_count("team", 35)
    told = [QAccessible.queryAccessibleInterface(child) for child in segmented.findChildren(QWidget)]
    assert [one.text(QAccessible.Text.Name) for one in told] == ["Mine", "Team, 35"]
    assert {one.role() for one in told} == {ROLE.RadioButton}
    assert [one.state().checked for one in told] == [0, 1]


def test_a_step_says_where_it_stands(qtbot: QtBot) -> None:
    stepper = Stepper(["Prepare", "Run", "Close"], 1)
    qtbot.addWidget(stepper)
    parts = [child for child in stepper.findChildren(QWidget) if not child.isHidden()]
    names = [child.accessibleName() for child in parts if child.accessibleName()]
    assert names == ["Step 1 of 3, Prepare, done", "Step 2 of 3, Run, current", "Step 3 of 3, Close"]


def test_a_field_is_told_by_its_label_and_describes_its_error(qtbot: QtBot) -> None:
    field = Field("Date of birth", hint="Day, month, year")
    qtbot.addWidget(field)
    assert field.label.buddy() is field.edit
    told = QAccessible.queryAccessibleInterface(field.edit)
    assert told.text(QAccessible.Text.Name) == "Date of birth"
    assert told.text(QAccessible.Text.Description) == "Day, month, year"
    field.set_error("Enter a real date, like 28/02/1948")
    assert told.text(QAccessible.Text.Description) == "Enter a real date, like 28/02/1948"
    field.set_error("")
    assert told.text(QAccessible.Text.Description) == "Day, month, year"


def test_a_passphrase_is_hidden_from_screen_readers_until_shown(qtbot: QtBot) -> None:
    field = PassphraseField()
    qtbot.addWidget(field)
    field.set_text("four plain words here")
    told = QAccessible.queryAccessibleInterface(field.edit)
    assert told.state().passwordEdit
    assert "plain" not in told.text(QAccessible.Text.Value)
    field.show_button.click()
    assert field.show_button.accessibleName() == "Hide passphrase"
    assert not QAccessible.queryAccessibleInterface(field.edit).state().passwordEdit


def test_messages_and_quotes_are_told_whole(qtbot: QtBot) -> None:
    message = Message("red", "We couldn’t save that action", "Choose who will do it.", action="Choose")
    quote = QuoteCard("Margaret", "“Stay in my own home.”")
    for widget in (message, quote):
        qtbot.addWidget(widget)
    assert message.accessibleName() == "We couldn’t save that action. Choose who will do it."
    assert quote.accessibleName() == "What matters to Margaret: “Stay in my own home.”"
    quote.set_quote("Margaret", "")
    assert quote.accessibleName() == "What matters to Margaret: Not asked yet"


def test_time_is_told_in_words(qtbot: QtBot) -> None:
    ring = TimeRing()
    qtbot.addWidget(ring)
    ring.set_time(155, 420)
    assert ring.accessibleDescription() == "2:35 left of 7 min"
    ring.set_time(155, 420, paused=True)
    assert ring.accessibleDescription() == "2:35 left of 7 min, paused"
    ring.set_time(-40, 420)
    assert ring.accessibleDescription() == "over by 0:40"


def test_screen_readers_hear_the_time_at_two_minutes_one_and_none(qtbot: QtBot) -> None:
    ring = TimeRing()
    qtbot.addWidget(ring)
    heard: list[int] = []
    ring.set_time(180, 180)
    ring.valueChanged.connect(heard.append)
    for left in range(179, -10, -1):
        ring.set_time(left, 180)
    assert heard == [120, 60, 0]


def test_tabs_are_named_as_a_whole(qtbot: QtBot) -> None:
    tabs = ViewTabs([("open", "All open"), ("due", "Review due")], name="Saved views")
    qtbot.addWidget(tabs)
    assert QAccessible.queryAccessibleInterface(tabs).text(QAccessible.Text.Name) == "Saved views"


def test_a_teams_own_word_for_a_tier_is_told(qtbot: QtBot) -> None:
    bars = TierBars("medium", local="Amberley")
    qtbot.addWidget(bars)
    assert bars.accessibleName() == "Complexity: amberley"


def test_every_flag_of_the_vocabulary_has_a_look_of_its_own() -> None:
    looks = {flag_look(code) for code in vocabulary.codes("flag")}
    assert len(looks) == len(vocabulary.codes("flag"))
    assert flag_look("not known yet").icon == "flag"
