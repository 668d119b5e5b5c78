"""What stops a signature, and the chair's way out of it."""

from datetime import date

from team_at_work import Neighbourhood

from mdt_desktop.domain.records import Action, Discussion
from mdt_desktop.services.actions import actions
from mdt_desktop.services.closing import closing


def test_an_action_without_owner_or_date_and_a_silent_discussion_are_gaps(
    neighbourhood: Neighbourhood,
) -> None:
    ellison, lloyd = neighbourhood.case("Ellison"), neighbourhood.case("Lloyd")
    huddle = neighbourhood.huddle(ellison, lloyd)
    neighbourhood.start(huddle)
    neighbourhood.discuss(huddle, ellison, "/action @zed call the carers", "/outcome changed")
    neighbourhood.discuss(huddle, lloyd, "Fell on Monday.")

    gaps = closing.gaps(neighbourhood.session, neighbourhood.end(huddle))

    assert [(gap.kind, gap.case_ref) for gap in gaps] == [
        ("no_owner", ellison.ref),
        ("no_date", ellison.ref),
        ("no_outcome", lloyd.ref),
    ]
    assert "“zed” matches nobody" in gaps[0].words
    assert gaps[2].item_id == neighbourhood.item(huddle, lloyd).id


def test_an_outcome_or_a_decision_alone_is_enough(neighbourhood: Neighbourhood) -> None:
    ellison, lloyd = neighbourhood.case("Ellison"), neighbourhood.case("Lloyd")
    huddle = neighbourhood.huddle(ellison, lloyd)
    neighbourhood.start(huddle)
    neighbourhood.discuss(huddle, ellison, "/outcome continue")
    neighbourhood.discuss(huddle, lloyd, "/decision Keep the visits going")

    assert closing.gaps(neighbourhood.session, neighbourhood.end(huddle)) == []


def test_somebody_not_reached_and_an_action_no_longer_needed_are_no_gaps(
    neighbourhood: Neighbourhood,
) -> None:
    session, ellison, lloyd = (
        neighbourhood.session,
        neighbourhood.case("Ellison"),
        neighbourhood.case("Lloyd"),
    )
    huddle = neighbourhood.huddle(ellison, lloyd)
    neighbourhood.start(huddle)
    neighbourhood.discuss(huddle, ellison, "/action call the carers", "/outcome changed")
    actions.drop(session, session.records.all(Action)[0].id, "they rang themselves")

    assert closing.gaps(session, neighbourhood.end(huddle)) == []


def test_the_chair_takes_what_nobody_owns_due_at_the_next_huddle(neighbourhood: Neighbourhood) -> None:
    session, ellison = neighbourhood.session, neighbourhood.case("Ellison")
    huddle = neighbourhood.huddle(ellison)
    neighbourhood.start(huddle)
    neighbourhood.discuss(
        huddle, ellison, "/action @zed call the carers", "/action Priya ring the daughter", "Fell."
    )
    ended = neighbourhood.end(huddle)

    closing.settle_gaps_to_chair(session, ended)

    assert closing.gaps(session, ended) == []
    unowned, priyas = session.records.all(Action, order="id")
    assert unowned.owner_id == neighbourhood.members["Amara"]
    assert unowned.status == "accepted"
    assert unowned.owner_text == ""
    assert unowned.due == unowned.first_due == date(2026, 12, 3)
    assert priyas.owner_id == neighbourhood.members["Priya"]
    assert priyas.due == date(2026, 12, 3)
    assert session.records.all(Discussion)[0].no_decision


def test_what_had_an_owner_and_a_date_is_left_as_it_was(neighbourhood: Neighbourhood) -> None:
    session, ellison = neighbourhood.session, neighbourhood.case("Ellison")
    huddle = neighbourhood.huddle(ellison)
    neighbourhood.start(huddle)
    neighbourhood.discuss(huddle, ellison, "/action Tom fri fit the light", "/outcome changed")
    ended = neighbourhood.end(huddle)
    before = session.records.all(Action), session.records.all(Discussion)

    closing.settle_gaps_to_chair(session, ended)

    assert (session.records.all(Action), session.records.all(Discussion)) == before
