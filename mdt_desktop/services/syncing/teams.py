"""The teams of one profile: a practitioner may be in several, each with a device and keys of its own."""

from dataclasses import dataclass

from mdt_desktop.domain.records import Team
from mdt_desktop.refused import Refused
from mdt_desktop.services.session import NO_TEAM, Session
from mdt_desktop.services.syncing import joining
from mdt_desktop.store import leaving
from mdt_desktop.store.queries import Queries


@dataclass(frozen=True)
class TeamView:
    """One team of the profile. `current`: the session looks at it; `removed`: it is locked on this device."""

    space: str
    name: str
    place: str
    current: bool
    removed: bool


def teams(session: Session) -> list[TeamView]:
    """All teams of the profile, in the order they were founded or joined."""
    store = session.store
    found = []
    for space in store.spaces():
        team = Queries(store.connection, space.no).first(Team)
        found.append(
            TeamView(
                space.name,
                team.name if team else "",
                team.place if team else "",
                store.has_space() and store.space.no == space.no,
                leaving.since(store.connection, space.no) is not None,
            )
        )
    return found


def choose(session: Session, named: str) -> None:
    """Look at the team of this name, or of this space id. `Refused` if there is none or several are."""
    wanted = named.strip().casefold()
    found = [one for one in teams(session) if wanted in (one.name.casefold(), one.space)]
    if not found:
        known = ", ".join(f"“{one.name}”" for one in teams(session)) or "none yet"
        raise Refused(f"This profile holds no team called “{named}”, only {known}. Nothing was changed.")
    if len(found) > 1:
        ids = ", ".join(f"{one.name} in {one.place or 'no place'} ({one.space})" for one in found)
        raise Refused(f"“{named}” could be {ids}. Nothing was changed; name the id.")
    space = next(one for one in session.store.spaces() if one.name == found[0].space)
    session.store.use(space)


def refuse_none(session: Session) -> None:
    """`Refused` where the profile holds no team: it waits to be let into its first, or lost its last."""
    if session.has_team():
        return
    if joining.pending(session):
        raise Refused(
            "An admin has yet to admit this computer to its team. Nothing was changed; sync to see whether "
            "they have."
        )
    raise Refused(NO_TEAM)


def refuse_several(session: Session) -> None:
    """`Refused`, each named, where the profile holds several teams and nobody said which."""
    found = teams(session)
    if len(found) > 1:
        names = ", ".join(f"“{one.name}”" for one in found)
        raise Refused(
            f"This profile holds several teams: {names}. Nothing was changed; say which with --team."
        )
