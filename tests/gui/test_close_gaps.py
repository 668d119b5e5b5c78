"""Close: every kind of gap is mended by keys alone, right where it is listed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mdt_desktop.domain.records import Action, Discussion
from mdt_desktop.services.closing import close_page, closing
from tests.gui.close_stage import codes, ended, go_to, hold, signable
from tests.gui.dressed import dressed
from tests.gui.huddle_stage import Stage, stage
from ui.huddle.close.check_rows import check_model, check_sentence
from ui.huddle.close.readback_rows import readback_model

__all__ = ["dressed", "ended", "signable", "stage"]

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def actions_of(stage: Stage) -> list[Action]:
    return stage.ask(lambda session: session.records.all(Action, "huddle_id = ?", (stage.huddle.id,)))


def missing(stage: Stage) -> list[str]:
    return [gap.kind for gap in stage.ask(closing.gaps, stage.huddle)]


def test_what_needs_you_comes_first_and_has_the_focus(ended: Stage) -> None:
    page = ended.open("close", huddle=ended.huddle.id)
    assert ended.focus() is page.checks.checks
    assert page.checks.checks.current_row().code == "action_owner"
    states = [row.state for row in page.checks.checks.rows.rows]
    assert states == sorted(states, reverse=True)
    assert codes(ended)[:3] == ["action_owner", "action_date", "outcome"]


def test_an_owner_is_chosen_by_typing_a_name(ended: Stage) -> None:
    page = ended.open("close", huddle=ended.huddle.id)
    ended.key(KEY.Key_Return)
    assert ended.focus() is page.checks.checks.fix().box
    ended.type("Tom")
    ended.key(KEY.Key_Return)
    ended.until(lambda: "action_owner" not in codes(ended))
    assert actions_of(ended)[0].owner_id == owner_id(ended, "Tom Reilly")
    assert ended.focus() is page.checks.checks
    assert page.checks.checks.current_row().code == "action_date"


def owner_id(stage: Stage, name: str) -> str:
    choices = stage.ask(close_page.owner_choices, stage.huddle.id)
    return next(one.key for one in choices if one.words.startswith(name))


def test_people_in_the_room_are_offered_first(ended: Stage) -> None:
    here = [one.here for one in ended_choices(ended)]
    assert here == sorted(here, reverse=True)
    assert sum(here) == 5


def ended_choices(stage: Stage) -> list[close_page.OwnerChoice]:
    stage.open("close", huddle=stage.huddle.id)
    return stage.ask(close_page.owner_choices, stage.huddle.id)


def test_enter_without_a_choice_opens_the_choices_and_escape_changes_nothing(ended: Stage) -> None:
    page = ended.open("close", huddle=ended.huddle.id)
    ended.key(KEY.Key_Return)
    opened = []
    page.checks.checks.fix().box.showPopup = lambda: opened.append(True)
    ended.key(KEY.Key_Return)
    assert opened
    ended.key(KEY.Key_Escape)
    assert page.checks.checks.fix() is None
    assert ended.focus() is page.checks.checks
    assert missing(ended) == ["no_owner", "no_date", "no_outcome"]


def test_the_next_huddle_is_the_date_offered(ended: Stage) -> None:
    page = ended.open("close", huddle=ended.huddle.id)
    go_to(ended, "action_date")
    ended.key(KEY.Key_Return)
    assert page.checks.checks.fix().day.day() == page.page.next_day
    ended.key(KEY.Key_Return)
    ended.until(lambda: "action_date" not in codes(ended))
    action = actions_of(ended)[1]
    assert (action.due, action.first_due, action.moves) == (page.page.next_day, page.page.next_day, 0)


@pytest.mark.parametrize(("number", "outcome", "no_decision"), [("2", "changed", False), ("6", "", True)])
def test_an_outcome_is_a_number_away(ended: Stage, number: str, outcome: str, no_decision: bool) -> None:
    ended.open("close", huddle=ended.huddle.id)
    item = go_to(ended, "outcome").item_id
    ended.key(KEY.Key_Return)
    ended.type(number)
    ended.until(lambda: "outcome" not in codes(ended))
    said = ended.ask(lambda session: session.records.first(Discussion, "agenda_item_id = ?", (item,)))
    assert (said.outcome, said.no_decision) == (outcome, no_decision)


def test_a_review_is_set_or_said_not_to_be_needed(stage: Stage) -> None:
    hold(stage, ("/outcome continue",), ("/outcome continue",))
    page = stage.open("close", huddle=stage.huddle.id)
    first = go_to(stage, "reviews").item_id
    stage.key(KEY.Key_Return)
    day = page.checks.checks.fix().day.day()
    stage.key(KEY.Key_Return)
    stage.until(lambda: page.checks.checks.fix() is None)
    assert discussion(stage, first).review_due == day

    second = go_to(stage, "reviews").item_id
    assert second != first
    stage.key(KEY.Key_Return)
    page.checks.checks.fix().why.setFocus()
    stage.type("goals met")
    stage.key(KEY.Key_Return)
    stage.until(lambda: "reviews" not in codes(stage))
    assert discussion(stage, second).no_review_reason == "goals met"


def discussion(stage: Stage, item: str) -> Discussion:
    return stage.ask(lambda session: session.records.first(Discussion, "agenda_item_id = ?", (item,)))


def test_whoever_is_marked_neither_here_nor_away_was_absent(ended: Stage) -> None:
    ended.open("close", huddle=ended.huddle.id)
    go_to(ended, "attendance")
    ended.key(KEY.Key_Return)
    ended.until(lambda: "attendance" not in codes(ended))


def test_a_late_action_gets_a_reason_and_a_new_date(ended: Stage) -> None:
    page = ended.open("close", huddle=ended.huddle.id)
    action = go_to(ended, "late_actions").action_id
    ended.key(KEY.Key_Return)
    ended.key(KEY.Key_Return)
    fix = page.checks.checks.fix()
    assert fix.why.error() == "Give the reason in a few words."
    assert ended.focus() is fix.why.edit
    ended.type("nobody answers the phone")
    ended.key(KEY.Key_Return)
    ended.until(lambda: page.checks.checks.fix() is None)
    moved = ended.ask(lambda session: session.records.get(Action, action))
    assert (moved.due, moved.status_reason) == (page.page.next_day, "nobody answers the phone")


def test_signing_with_gaps_goes_to_the_first_and_opens_it(ended: Stage) -> None:
    page = ended.open("close", huddle=ended.huddle.id)
    go_to(ended, "outcome")
    page.sign_off.field.edit.setFocus()
    ended.type("demo")
    ended.key(KEY.Key_Return, CTRL)
    assert page.checks.checks.current_row().code == "action_owner"
    assert ended.focus() is page.checks.checks.fix().box
    assert page.page.view.signed_at is None


def test_the_chair_takes_the_gaps_and_it_can_be_taken_back(ended: Stage) -> None:
    page = ended.open("close", huddle=ended.huddle.id)
    words = page.sign_off.to_chair.accessibleDescription()
    assert "You take the action without an owner." in words
    assert "“No decision” is recorded for 1 discussion." in words
    ended.bot.mouseClick(page.sign_off.to_chair, Qt.MouseButton.LeftButton)
    ended.until(lambda: not page.page.view.gaps)
    assert not page.sign_off.to_chair.isVisible()
    assert page.page.view.heading == "Ready to sign"
    page.checks.checks.setFocus()
    ended.key(KEY.Key_Z, CTRL)
    ended.until(lambda: len(page.page.view.gaps) == 3)


def test_owners_say_yes_one_after_another(signable: Stage) -> None:
    page = signable.open("close", huddle=signable.huddle.id)
    owners = page.page.owners
    assert [(one.name, one.accepted) for one in owners] == [
        ("Dr Amara Okafor", True),
        ("Priya Shah", False),
    ]
    assert page.checks.readback.current_row().name == "Priya Shah"
    signable.key(KEY.Key_Y)
    signable.until(lambda: all(one.accepted for one in page.page.owners))
    assert actions_of(signable)[0].status == "accepted"
    signable.key(KEY.Key_Z, CTRL)
    signable.until(lambda: not page.page.owners[1].accepted)


def test_the_mouse_presses_the_buttons_of_the_rows(ended: Stage) -> None:
    page = ended.open("close", huddle=ended.huddle.id)
    press_part(ended, page.checks.checks, 2, "button")
    assert page.checks.checks.fix().buttons["continue"] is ended.focus()
    ended.bot.mouseClick(page.checks.checks.fix().buttons["continue"], Qt.MouseButton.LeftButton)
    ended.until(lambda: "outcome" not in codes(ended))
    place = next(at for at, one in enumerate(page.page.owners) if one.name == "Priya Shah")
    press_part(ended, page.checks.readback, place, "yes")
    ended.until(lambda: page.page.owners[place].accepted)


def press_part(stage: Stage, view: QWidget, row: int, part: str) -> None:
    index = view.rows.index(row)
    rect, data = view.visualRect(index), view.rows.rows[row]
    point = next(
        spot
        for x in range(rect.right(), rect.left(), -4)
        if view._delegate.part_at(rect, data, spot := rect.topLeft() + type(rect.topLeft())(x, 24)) == part
    )
    stage.bot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    stage.settle()


def test_rows_read_whole_and_the_models_hold(ended: Stage, qtmodeltester) -> None:
    page = ended.open("close", huddle=ended.huddle.id)
    first = page.checks.checks.rows.rows[0]
    assert check_sentence(first).startswith("Needs you: 1 action has no owner. ")
    assert check_sentence(first).endswith("Enter: Choose owner.")
    for model, rows in (
        (check_model(), page.page.view.checks),
        (readback_model(), page.page.owners),
    ):
        model.set_rows(rows)
        qtmodeltester.check(model)
