"""Statements of admins who signed apart: all are kept, and of them the chain is chosen as each device does.

A hub is stricter in one thing. A branch takes the chain's place only if nobody signed in it whom the chain
has removed or demoted: what was said here about somebody is not undone by what they say they said before.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from mdt_desktop.hub.refusing import refused
from mdt_desktop.hub.tables import STATEMENT
from mdt_desktop.hub.teams import Team
from mdt_desktop.roster import Chosen, Roster
from mdt_desktop.roster.rules import STATEMENTS_MAX, signer_keys
from mdt_desktop.roster.signed import read
from mdt_desktop.roster.statements import Later
from mdt_desktop.wire.problems import ProblemType

_KEPT_MAX = 2 * STATEMENTS_MAX


def hashes_here(connection: Connection, space: bytes) -> set[bytes]:
    """Of every statement of a space, those set aside among them."""
    return set(connection.scalars(select(STATEMENT.c.hash).where(STATEMENT.c.space == space)))


def check_branches(connection: Connection, team: Team, new: Sequence[bytes]) -> None:
    """Return if these statements, in any order, may join those that are here. Raises `CallRefused`."""
    query = select(STATEMENT.c.data).where(STATEMENT.c.space == team.row.space).order_by(STATEMENT.c.place)
    founding, *later = connection.scalars(query)
    if len(later) + len(new) >= _KEPT_MAX:
        raise refused(ProblemType.ROSTER_REFUSED, "The team’s roster is full.")
    chosen = Roster.choose(founding, [*later, *new])
    if chosen.newer:
        raise refused(ProblemType.NEWER)
    if not {*chosen.chain, *chosen.losers}.issuperset(new):
        raise refused(ProblemType.ROSTER_REFUSED, "A statement that may not stand where it says.")
    if team.roster.head not in chosen.roster.hashes:
        _refuse_whose_word_ended(team.roster, chosen)


def _refuse_whose_word_ended(roster: Roster, chosen: Chosen) -> None:
    for data in chosen.chain:
        statement = read(data)
        if roster.position_of(statement.hash) is not None or not isinstance(statement.body, Later):
            continue
        signer = statement.body.signer
        new_there = roster.device(signer) is None and signer in (
            *chosen.roster.devices,
            chosen.roster.recovery.device_id,
        )
        if signer_keys(roster, signer) is None and not new_there:
            raise refused(ProblemType.ROSTER_REFUSED, "Signed by who may sign no more.")
