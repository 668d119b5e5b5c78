"""Every owner hears their actions at the end and says yes."""

import pytest
from team_at_work import Neighbourhood

from mdt_desktop.domain.records import Action
from mdt_desktop.refused import Refused
from mdt_desktop.services.closing import reading_back


def ran(neighbourhood: Neighbourhood):
    ellison = neighbourhood.case("Ellison")
    huddle = neighbourhood.huddle(ellison)
    neighbourhood.start(huddle)
    neighbourhood.discuss(
        huddle,
        ellison,
        "/action @zed ask about the light fri",
        "/action Marek look at the damp fri",
        "/action Tom carer’s assessment 2w",
        "/action Tom ring the daughter fri",
        "/action me write to the practice fri",
    )
    return huddle


def test_unowned_first_then_who_is_here_then_the_others_each_by_date(neighbourhood: Neighbourhood) -> None:
    owners = reading_back.read_back(neighbourhood.session, ran(neighbourhood))

    assert [(one.name, one.here) for one in owners] == [
        ("", False),
        ("Dr Amara Okafor", True),
        ("Tom Reilly", True),
        ("Marek Nowak", False),
    ]
    assert [row.text for row in owners[2].rows] == ["Ring the daughter", "Carer’s assessment"]
    assert [one.accepted for one in owners] == [False, True, False, False]


def test_a_yes_accepts_all_their_actions_and_nobody_elses(neighbourhood: Neighbourhood) -> None:
    session, huddle = neighbourhood.session, ran(neighbourhood)

    confirmed = reading_back.confirm(session, huddle, neighbourhood.members["Tom"])

    assert len(confirmed) == 2
    states = {
        (action.owner_id == neighbourhood.members["Tom"], action.status)
        for action in session.records.all(Action, "owner_id <> ?", (neighbourhood.members["Amara"],))
    }
    assert states == {(True, "accepted"), (False, "assigned")}
    assert reading_back.read_back(session, huddle)[2].accepted


def test_nobody_cannot_say_yes(neighbourhood: Neighbourhood) -> None:
    with pytest.raises(Refused, match="Choose an owner first"):
        reading_back.confirm(neighbourhood.session, ran(neighbourhood), "")
