"""What the frame of the window says about the team and the person working here."""

from dataclasses import dataclass

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.naming import initials
from mdt_desktop.services.session import Session

TEAM_KIND = "Neighbourhood team"


@dataclass(frozen=True)
class Status:
    """Names and words as shown; `my_sector` is a code. `training`: only made-up people are let in."""

    team: str
    team_kind: str
    me: str
    my_role: str
    my_sector: str
    initials: str
    training: bool


def read_status(session: Session) -> Status:
    """Who and where we are."""
    team, me = session.team(), session.me()
    words = [
        vocabulary.label(kind, code) for kind, code in (("role", me.role), ("sector", me.sector)) if code
    ]
    return Status(
        team=team.name,
        team_kind=TEAM_KIND,
        me=me.display_name,
        my_role=" · ".join(words),
        my_sector=me.sector,
        initials=initials(me.display_name),
        training=team.number_range == "training",
    )
