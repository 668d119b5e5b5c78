"""What the frame of the window says about the team and the person working here."""

import re
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.naming import initials
from mdt_desktop.services.actions.rows import list_actions
from mdt_desktop.services.cases import case_lists
from mdt_desktop.services.session import ZONE, Session

if TYPE_CHECKING:
    from ui.sync.background import Background

TEAM_KIND = "Neighbourhood team"


class Status(msgspec.Struct, frozen=True):
    """Names and words as shown; `my_sector` is a code. `training`: only made-up people are let in.

    `my_due` are my open actions that are due today or late.
    """

    team: str
    team_kind: str
    me: str
    my_role: str
    my_sector: str
    initials: str
    training: bool
    open_cases: int
    my_due: int


def read_status(session: Session) -> Status:
    """Who and where we are."""
    team, me, today = session.team(), session.me(), session.today()
    about = (("role", me.role), ("sector", me.sector))
    mine = list_actions(session, owner=me.id)
    return Status(
        team=re.sub(f" {TEAM_KIND}$", "", team.name, flags=re.IGNORECASE),
        team_kind=TEAM_KIND,
        me=me.display_name,
        my_role=" · ".join(vocabulary.label(kind, code) for kind, code in about if code),
        my_sector=me.sector,
        initials=initials(me.display_name),
        training=team.number_range == "training",
        open_cases=case_lists.list_cases(session, "status=open", limit=0).total,
        my_due=sum(row.due is not None and row.due <= today for row in mine),
    )


def is_locked_here(session: Session) -> bool:
    """Whether this laptop knows that the team has removed it."""
    return session.is_out()


def load_exchange(_session: Session) -> "type[Background]":
    """What syncs in the background: much of the core, so it is loaded away from the window."""
    from ui.sync.background import Background

    return Background


def other_teams(session: Session) -> list[tuple[str, str]]:
    """The teams of this profile that do not show and could, as (space, name)."""
    from mdt_desktop.services.syncing import teams

    return [(one.space, one.name) for one in teams.teams(session) if not (one.current or one.removed)]


def read_time(session: Session) -> datetime:
    """What time it is where the team is, by the clock its records go by."""
    return session.now().astimezone(ZONE)


def notices_of(session: Session) -> list[str]:
    """What opening the profile, or an exchange, found worth saying; each is told once."""
    told, session.notices[:] = list(session.notices), []
    return told
