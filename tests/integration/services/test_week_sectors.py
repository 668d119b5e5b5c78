"""Who is coming to the next huddle, by sector: coming, away, or not heard of."""

from team_at_work import Neighbourhood

from mdt_desktop.services import week
from mdt_desktop.services.huddle import attendance


def replies(at: Neighbourhood) -> dict[str, str]:
    return {one.sector: one.reply for one in week.next_huddle(at.session).sectors}


def readiness(at: Neighbourhood) -> str:
    view = week.next_huddle(at.session).view
    assert view is not None
    return next(line.words for line in view.readiness if line.code == "quorum")


def test_apologies_are_a_reply(neighbourhood: Neighbourhood) -> None:
    huddle = neighbourhood.huddle(neighbourhood.case("Hall"))
    assert set(replies(neighbourhood).values()) == {"no_reply"}
    attendance.attend(neighbourhood.session, huddle.id, "Priya", "apologies")
    attendance.attend(neighbourhood.session, huddle.id, "Tom", "accepted")
    attendance.attend(neighbourhood.session, huddle.id, "Marek", "absent")
    assert replies(neighbourhood) == {"PRI": "no_reply", "COM": "away", "ASC": "coming", "HOU": "away"}


def test_what_the_quorum_lacks_is_said_as_it_is(neighbourhood: Neighbourhood) -> None:
    huddle = neighbourhood.huddle(neighbourhood.case("Hall"))
    assert readiness(neighbourhood).startswith("No reply yet: ")
    for name, status in (("Amara", "accepted"), ("Tom", "accepted"), ("Priya", "apologies")):
        attendance.attend(neighbourhood.session, huddle.id, name, status)
    assert readiness(neighbourhood) == "Not coming: Community health"
