"""This device was removed from a team: what it has not sent is handed in, then all of that team goes.

Only a removal that the roster proves counts, never what a hub says. Other teams of the profile stay.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from mdt_desktop.crypto.unreadable import Unreadable
from mdt_desktop.domain.day_words import short_day
from mdt_desktop.domain.records import Member, Team
from mdt_desktop.roster import Roster
from mdt_desktop.roster.signed import read
from mdt_desktop.roster.statements import Remove
from mdt_desktop.services.session import ZONE, Session
from mdt_desktop.store import farewell, joinings, leaving, outbox, routes
from mdt_desktop.store.store import Store

AT_MOST = timedelta(days=14)
"""After this long everything goes, handed in or not."""
OVER_A_FOLDER = timedelta(hours=72)
"""Not before: over a folder a statement on its way, of an admin of longer standing, may still undo it."""


@dataclass(frozen=True)
class Removal:
    """A team that this device is out of. `handed_in`: nothing of its own waits to be acknowledged.

    `deleted_by` is when the team's data is gone from this computer at the latest.
    """

    space: str
    team: str
    by: str
    since: datetime
    handed_in: bool
    waiting: int
    deleted_by: datetime

    @property
    def words(self) -> str:
        """For the person at this computer."""
        who = f"{self.by} has removed" if self.by else "An admin has removed"
        last = short_day(self.deleted_by.astimezone(ZONE).date())
        work = (
            "Everything you wrote has been handed in."
            if self.handed_in
            else f"{self.waiting} of your changes are still to be handed in: stay connected."
        )
        return (
            f"{who} this computer from {self.team}. The team can’t be opened here any more. {work} An admin "
            f"decides about what came late. The team’s data is deleted from this computer by {last}. "
            "If this is a mistake, ask an admin of the team for a new invitation."
        )


def notice(session: Session) -> Removal | None:
    """Whether the team that the session looks at has removed this device; keeps since when, and locks it."""
    store, space = session.store, session.store.space
    if space.device.device_id not in store.roster().present:
        leaving.begin(store.connection, space.no, session.now().timestamp())
    elif leaving.since(store.connection, space.no) is not None:
        leaving.end(store.connection, space.no)
    return look(session)


def look(session: Session) -> Removal | None:
    """The removal of this device from the team that the session looks at, if there is one; writes nothing."""
    store, space = session.store, session.store.space
    roster = store.roster()
    if space.device.device_id in roster.present:
        return None
    at = leaving.since(store.connection, space.no)
    since = session.now() if at is None else datetime.fromtimestamp(at, UTC)
    waits = outbox.waiting(store).count
    return Removal(
        space.name, _team_name(store), _remover(store, roster), since, waits == 0, waits, since + AT_MOST
    )


def is_due(session: Session, removal: Removal) -> bool:
    """Whether the team's data is to go now."""
    store = session.store
    standing = [one for one in routes.routes(store.connection, store.space.no) if not one.once]
    by_hub_alone = bool(standing) and all(one.kind == "hub" for one in standing)
    age = session.now() - removal.since
    return age >= AT_MOST or (removal.handed_in and (by_hub_alone or age >= OVER_A_FOLDER))


def say_deleted(session: Session) -> None:
    """Sign that this device deletes the team, to be handed in with the last exchange."""
    farewell.say_deleted(session.store)


def is_over(session: Session) -> bool:
    """Whether the profile holds no team any more and asks for none: then it ends (`profile.end`)."""
    return not session.store.has_space() and not joinings.pending(session.store.connection)


def _team_name(store: Store) -> str:
    team = store.records.first(Team)
    return team.name if team else "the team"


def _remover(store: Store, roster: Roster) -> str:
    """Who signed the removal, by name; "" for the recovery code's holder or somebody unknown here."""
    for one in reversed(store.chosen().chain):
        try:
            body = read(one).body
        except Unreadable:
            continue
        if isinstance(body, Remove) and body.device == store.space.device.device_id:
            device = roster.device(body.signer)
            member = store.records.get(Member, device.member) if device and device.member else None
            return member.display_name if member else ""
    return ""
