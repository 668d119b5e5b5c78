"""The list on the Close page: what is done, what needs somebody, and the numbers."""

from datetime import date

import pytest
from team_at_work import Neighbourhood

from mdt_desktop.services.actions import actions
from mdt_desktop.services.actions.rows import list_actions
from mdt_desktop.services.cases import cases
from mdt_desktop.services.closing import closing
from mdt_desktop.services.closing.closing import Check, CloseView
from mdt_desktop.services.huddle import attendance, preparing


def row(view: CloseView, code: str) -> Check:
    return next(check for check in view.checks if check.code == code)


def test_what_needs_somebody_comes_first_and_names_what_to_press(neighbourhood: Neighbourhood) -> None:
    ellison, rao = neighbourhood.case("Ellison"), neighbourhood.case("Rao")
    huddle = neighbourhood.huddle(ellison, rao)
    neighbourhood.start(huddle)
    neighbourhood.discuss(huddle, ellison, "/action @zed share the crisis plan +7d", "/outcome changed")
    neighbourhood.discuss(huddle, rao, "Better.", minutes=2)

    view = closing.close_view(neighbourhood.session, neighbourhood.end(huddle))

    first, second = view.checks[:2]
    assert (first.title, first.button) == ("1 action has no owner", "Choose owner")
    assert first.detail == "Ellison: “Share the crisis plan”"
    assert first.action_id == view.gaps[0].action_id
    assert (second.title, second.detail) == ("Rao: no outcome chosen", "Discussed for 2 min")
    assert view.heading == "Before you sign"
    states = [check.state for check in view.checks]
    assert states == sorted(states, reverse=True)


def test_a_complete_huddle_is_ready_to_sign(neighbourhood: Neighbourhood) -> None:
    session = neighbourhood.session
    ellison, clarke = neighbourhood.case("Ellison"), neighbourhood.case("Clarke")
    for case in (ellison, clarke):
        cases.set_basis(session, case.ref, code="explicit_consent")
    huddle = neighbourhood.huddle(ellison, clarke)
    attendance.attend(session, huddle.id, "Marek", "apologies")
    neighbourhood.start(huddle)
    neighbourhood.discuss(
        huddle, ellison, "/action Priya fri call", "/outcome changed", "/review 4w", minutes=6
    )
    neighbourhood.discuss(huddle, clarke, "/outcome continue", "/review 8w", minutes=5)

    view = closing.close_view(session, neighbourhood.end(huddle))

    assert view.heading == "Ready to sign"
    assert view.gaps == []
    assert view.summary == "9 of 9 done. Nothing needs you."
    assert view.cannot_sign == ""
    assert row(view, "attendance").detail == "3 here, 1 apology, 3 sectors"
    assert row(view, "reviews").detail == "2 people, all within 8 weeks"
    assert row(view, "covered").title == "2 of 2 cases covered"
    assert (view.totals.ran_for, view.totals.planned) == (11, 8 + 2 * 5 + 2)
    assert (view.totals.actions, view.totals.plans_changed, view.totals.discussed) == (1, 1, 2)


def test_whoever_was_not_reached_is_counted_and_where_they_go(neighbourhood: Neighbourhood) -> None:
    ellison, clarke = neighbourhood.case("Ellison"), neighbourhood.case("Clarke")
    huddle = neighbourhood.huddle(ellison, clarke)
    neighbourhood.start(huddle)
    neighbourhood.discuss(huddle, ellison, "/outcome continue")

    covered = row(closing.close_view(neighbourhood.session, neighbourhood.end(huddle)), "covered")

    assert (covered.state, covered.title) == ("done", "1 of 2 cases covered")
    assert covered.detail == "1 carried to Thursday 3 December"


def test_while_it_runs_the_view_says_so(neighbourhood: Neighbourhood) -> None:
    ellison, clarke = neighbourhood.case("Ellison"), neighbourhood.case("Clarke")
    huddle = neighbourhood.huddle(ellison, clarke)
    neighbourhood.start(huddle)
    neighbourhood.discuss(huddle, ellison, "/outcome continue")

    view = closing.close_view(neighbourhood.session, huddle)

    assert not view.ended
    assert "has not ended" in view.cannot_sign
    assert row(view, "covered").state == "needs_you"


def test_those_who_never_answered_can_be_marked_absent_after_the_end(neighbourhood: Neighbourhood) -> None:
    session, ellison = neighbourhood.session, neighbourhood.case("Ellison")
    huddle = neighbourhood.huddle(ellison)
    neighbourhood.start(huddle)
    neighbourhood.discuss(huddle, ellison, "/outcome continue")
    ended = neighbourhood.end(huddle)
    before = row(closing.close_view(session, ended), "attendance")
    assert (before.state, before.detail, before.button) == ("needs_you", "Marek Nowak", "Mark as absent")
    assert not before.stops

    closing.mark_absent(session, ended)

    assert row(closing.close_view(session, ended), "attendance").state == "done"


@pytest.mark.parametrize(("what", "state"), [("nothing", "needs_you"), ("move", "done"), ("block", "done")])
def test_a_late_action_needs_a_word(neighbourhood: Neighbourhood, what: str, state: str) -> None:
    session, ellison = neighbourhood.session, neighbourhood.case("Ellison")
    first = neighbourhood.huddle(ellison)
    neighbourhood.start(first)
    neighbourhood.discuss(first, ellison, "/action Tom mon fit the light", "/outcome changed")
    neighbourhood.end(first)
    neighbourhood.clock.on(days=7)
    late = list_actions(session, overdue=True)[0]
    if what == "move":
        actions.move(session, late.id, date(2026, 12, 9), "no electrician before")
    if what == "block":
        actions.block(session, late.id, "the landlord has not answered")
    second = preparing.plan(session, session.today())
    neighbourhood.start(second)

    check = row(closing.close_view(session, neighbourhood.end(second)), "late_actions")

    assert check.state == state
    if what == "move":
        assert check.detail == "1 carried over with new dates"
    if what == "nothing":
        assert check.action_id == late.id


def test_whoever_was_closed_counts_by_outcome_or_by_the_case_itself(neighbourhood: Neighbourhood) -> None:
    session = neighbourhood.session
    people = [neighbourhood.case(name) for name in ("Ellison", "Rao", "Clarke")]
    huddle = neighbourhood.huddle(*people)
    neighbourhood.clock.on(days=1)  # held a day late
    neighbourhood.start(huddle)
    neighbourhood.discuss(huddle, people[0], "/outcome close_goals_met")
    neighbourhood.discuss(huddle, people[1], "/outcome continue")
    neighbourhood.discuss(huddle, people[2], "/outcome step_down_tier")
    cases.close_case(session, people[1].ref, "moved")
    ended = neighbourhood.end(huddle)
    assert closing.totals(session, ended).closed == 2
    cases.close_case(session, people[0].ref, "goals_met")
    assert closing.totals(session, ended).closed == 2
    neighbourhood.clock.on(days=7)
    cases.close_case(session, people[2].ref, "goals_met")
    assert closing.totals(session, ended).closed == 2
