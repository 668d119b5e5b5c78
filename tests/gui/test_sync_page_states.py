"""The sync page in each of its states, with real keys; other tests see what it asks of services."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget

from mdt_desktop.domain.merging.asking import How
from mdt_desktop.roster import Role
from mdt_desktop.services.conflicts.item import AttentionItem, Mend
from mdt_desktop.services.conflicts.quarantine import Quarantined, Write
from mdt_desktop.services.conflicts.views import Clash, FieldConflict, Fitted, Pick, Value
from mdt_desktop.services.syncing.requests import RequestView
from tests.gui.dressed import dressed
from tests.gui.test_sync_words import NOW, broken, state
from ui.sync.decision_card import DecisionCard
from ui.sync.hiding import HIDDEN, hidden, hides_any
from ui.sync.qr_code import QUIET, qr_picture
from ui.sync.side_pane import SidePane
from ui.sync.side_rows import SideRow, side_model, side_sentence
from ui.sync.view import SyncView, context_words

__all__ = ["dressed"]

Key = Qt.Key


def value(words, who, minute, *, mine=False):
    at = datetime(2026, 11, 26, 9, minute, tzinfo=UTC)
    return Value(words, words, who, at, mine, "d")


def field(identity, mine, theirs, how=How.CHOOSE, **more):
    values = (value(mine, "Dr Amara Okafor", 52, mine=True), value(theirs, "Joanne Price", 40))
    return FieldConflict(identity, "case", "c", identity, "Case C-0042", identity, how, values, **more)


CLASH = Clash(
    "c",
    "ELLISON, Margaret",
    "You and Joanne Price both edited while apart.",
    ("Joanne Price",),
    (
        field("Complexity", "Most complex", "Medium"),
        field("Next review", "Thu 24 Dec", "Thu 3 Dec", proposed=1),
        field("Flags", "Falls", "Carer", How.UNITE, both=["x"], both_words="Falls, Carer", proposed=None),
        field("Words", "Fell.", "Rang.", How.JOIN, both="x", both_words="Rang. Fell.", proposed=None),
    ),
    (Fitted("Key worker", "Tom Reilly", "Joanne Price", NOW),),
)
REQUEST = RequestView(
    "r", "Asha Patel", "Asha Patel", Role.PRACTITIONER, ("otter", "swim", "kite", "plum"),
    NOW + timedelta(days=9), "", 0,
)  # fmt: skip
ITEM = AttentionItem("a", "two_cases", "Two cases", "Both kept.", (("case", "c"),), (
    Mend("one", "Keep C-0042", lambda _session: None), Mend("two", "Keep both", lambda _session: None),
))  # fmt: skip
SET_ASIDE = Quarantined("q", "Tom Reilly", NOW, "Their role may not write this.", "d", (
    Write("Action A-17", (("Words", "Ring the landlord"),)),
))  # fmt: skip


@pytest.fixture
def card(qtbot, dressed):
    """The right side by itself, active."""
    shown = DecisionCard()
    qtbot.addWidget(shown)
    shown.resize(860, 760)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    return shown


def show(card, decision):
    card.show_decision(decision, 0, 1)
    card.first_focus().setFocus()


def press(qtbot, key):
    qtbot.keyClick(QApplication.focusWidget(), key)


def test_left_and_right_choose_between_mine_and_theirs(qtbot, card):
    show(card, CLASH)
    pane = card.conflict
    assert pane.picks["Complexity"] == Pick(at=0)
    assert pane.picks["Next review"] == Pick(at=1)
    press(qtbot, Key.Key_Right)
    assert pane.picks["Complexity"] == Pick(at=1)
    press(qtbot, Key.Key_Left)
    assert pane.picks["Complexity"] == Pick(at=0)
    pane.step_field(1)
    assert QApplication.focusWidget() is pane.fields[1].cards[1]
    pane.step_field(1)
    pane.step_field(1)
    assert QApplication.focusWidget() in pane.fields[2].cards


def test_a_list_can_be_both_and_text_is_joined_not_chosen(qtbot, card):
    show(card, CLASH)
    pane = card.conflict
    assert [one.one.id for one in pane.fields] == ["Complexity", "Next review", "Flags"]
    assert pane.picks["Flags"] == Pick(both=True)
    assert pane.picks["Words"] == Pick(both=True)
    pane.fields[2].cards[0].click()
    assert pane.picks["Flags"] == Pick(at=0)
    pane.fields[2].cards[0].setFocus()
    pane.keep_both()
    assert pane.picks["Flags"] == Pick(both=True)


def test_keep_all_of_one_side_leaves_joined_text_joined(qtbot, card):
    show(card, CLASH)
    qtbot.mouseClick(card.conflict.heads[1].keep, Qt.MouseButton.LeftButton)
    assert {key: pick.at for key, pick in card.conflict.picks.items()} == {
        "Complexity": 1,
        "Next review": 1,
        "Flags": 1,
        "Words": None,
    }


def test_what_was_picked_outlives_another_reading(qtbot, card):
    show(card, CLASH)
    press(qtbot, Key.Key_Right)
    card.show_decision(replace(CLASH, fitted=()), 0, 1)
    assert card.conflict.picks["Complexity"] == Pick(at=1)
    assert QApplication.focusWidget() is card.conflict.fields[0].cards[1]
    assert card.conflict.fitted.isHidden()


def test_a_value_that_came_in_since_starts_as_proposed(card):
    show(card, CLASH)
    card.conflict.keep_side(1)
    newer = replace(CLASH.fields[0], id="Complexity, again")
    card.show_decision(replace(CLASH, fields=(newer, *CLASH.fields[1:])), 0, 1)
    assert card.conflict.picks["Complexity, again"] == Pick(at=0)
    assert card.conflict.picks["Next review"] == Pick(at=1)


def test_a_request_that_cannot_be_admitted_says_why(qtbot, card):
    show(card, replace(REQUEST, problem="This invitation is out of date."))
    assert "out of date" in card.request.warning.accessibleName()
    show(card, replace(REQUEST, others=1))
    assert "More than one laptop" in card.request.warning.accessibleName()
    show(card, replace(REQUEST, typed="Someone else"))
    assert "Someone else" in card.request.warning.accessibleName()


def test_another_request_starts_uncompared(qtbot, card):
    show(card, REQUEST)
    qtbot.mouseClick(card.request.box, Qt.MouseButton.LeftButton)
    assert card.request.compared()
    show(card, replace(REQUEST, id="r2", words=("a", "b", "c", "d")))
    assert not card.request.compared()
    told = []
    card.settled.connect(told.append)
    card.settle()
    assert not told
    assert card.request.reminder.isVisible()


def test_a_rule_that_broke_offers_its_mends(qtbot, card):
    show(card, ITEM)
    assert card.deed.isHidden()
    with qtbot.waitSignal(card.mended) as told:
        press(qtbot, Key.Key_Return)
    assert told.args == [ITEM, "one"]


def test_what_cannot_be_read_can_only_be_left_out(qtbot, card):
    show(card, SET_ASIDE)
    assert card.deed.isVisible()
    show(card, replace(SET_ASIDE, writes=()))
    assert card.deed.isHidden()
    with qtbot.waitSignal(card.refused):
        qtbot.mouseClick(card.other, Qt.MouseButton.LeftButton)


def test_a_shared_window_shows_no_number_address_or_birth_date():
    number = replace(CLASH.fields[0], field="nhs_number", id="n")
    seen = hidden(replace(CLASH, fields=(number, CLASH.fields[1])))
    assert {value.words for value in seen.fields[0].values} == {HIDDEN}
    assert seen.fields[1] == CLASH.fields[1]
    assert hides_any(seen)
    assert not hides_any(CLASH)
    assert "landlord" not in str(hidden(SET_ASIDE))


def side_rows():
    return (
        SideRow("1", "laptop", "Dr Amara Okafor", "Chair", chip="This one"),
        SideRow("2", "laptop", "Old laptop", "Not seen for 41 days", "amber", deed="Remove"),
    )


def test_the_lists_are_sound_models_that_speak_in_sentences(qtmodeltester):
    model = side_model()
    model.set_rows(side_rows())
    qtmodeltester.check(model)
    assert side_sentence(model.rows[0]) == "Dr Amara Okafor, Chair, This one"
    assert side_sentence(model.rows[1]) == "Old laptop, Not seen for 41 days, Remove with Delete"


def test_a_device_long_unseen_offers_its_removal_by_mouse_and_key(qtbot, dressed):
    pane = SidePane()
    qtbot.addWidget(pane)
    pane.resize(330, 800)
    pane.show_view(SyncView(state(), NOW, devices=side_rows(), admin=True), busy=False)
    pane.show()
    devices, told = pane.devices.list, []
    devices.deed_pressed.connect(lambda row: told.append(row.key))
    devices.stand_on(0)
    qtbot.keyClick(devices, Key.Key_Delete)
    assert told == []
    devices.stand_on(1)
    qtbot.keyClick(devices, Key.Key_Delete)
    place = devices.visualRect(devices.rows.index(1))
    button = QPoint(place.right() - 20, place.center().y())
    qtbot.mouseClick(devices.viewport(), Qt.MouseButton.LeftButton, pos=button)
    assert told == ["2", "2"]


def test_offline_shows_what_waits_and_since_when(qtbot, dressed):
    pane = SidePane()
    qtbot.addWidget(pane)
    rows = (SideRow("1", "messages-square", "Huddle 26 Nov: 3 people"),)
    offline = state(ways=broken(), waiting=12, oldest_waiting=NOW - timedelta(hours=2))
    view = SyncView(offline, NOW, waiting=rows, warnings=("Priya uses a newer version. Update.",))
    pane.show_view(view, busy=True)
    pane.show()
    assert pane.card.title.text() == "You’re offline"
    assert pane.try_now.words() == "Trying…"
    assert pane.waiting.isVisible()
    assert "Priya" in pane.warnings[0].accessibleName()
    assert not pane.devices.add_button.isVisible()
    assert not pane.invitations.isVisible()


def test_the_heading_counts_who_asks_and_what_waits_for_somebody():
    assert context_words((REQUEST, CLASH, ITEM)) == "1 person asks to join · 2 things need a decision"
    assert context_words(()) == ""


def test_a_qr_code_has_its_quiet_zone_and_square(dressed):
    picture = qr_picture("MDT1:" + "A2" * 240)
    black = QColor(Qt.GlobalColor.black)
    assert picture.width() == picture.height()
    assert (picture.width() - 2 * QUIET - 17) % 4 == 0
    edge = [picture.pixelColor(at, QUIET - 1) for at in range(picture.width())]
    assert black not in edge
    assert all(picture.pixelColor(QUIET + at, QUIET) == black for at in range(7))


def test_no_control_is_without_a_name(card):
    for decision in (CLASH, REQUEST, ITEM, SET_ASIDE):
        show(card, decision)
        stops = [
            one for one in card.findChildren(QWidget)
            if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]  # fmt: skip
        assert stops
        assert all(one.accessibleName() for one in stops)


def test_under_a_rule_that_broke_no_line_stands_over_nothing(card):
    card.show_decision(ITEM, 0, 1)
    assert not card._rule.isVisible()
    card.show_decision(ITEM, 0, 2)
    assert card._rule.isVisible()
    card.show_decision(REQUEST, 0, 1)
    assert card._rule.isVisible()
