"""The exchange with colleagues: every team of the profile over each of its ways, and how things stand.

The counts speak of what was acknowledged, never of what was tried.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mdt_desktop.progress import SyncProgress, silent
from mdt_desktop.refused import Refused
from mdt_desktop.services.session import NO_TEAM, Session
from mdt_desktop.services.syncing import asking, connecting, joining, removal, standing, transports
from mdt_desktop.services.syncing.joining import JoinState
from mdt_desktop.services.syncing.on_session import OnSession, in_space, on_store
from mdt_desktop.services.syncing.removal import Removal
from mdt_desktop.store import clones, routes
from mdt_desktop.store.routes import Route
from mdt_desktop.store.spaces import Space
from mdt_desktop.sync import engine
from mdt_desktop.sync.engine import Synced as Exchanged
from mdt_desktop.sync.transport import Transport


@dataclass(frozen=True)
class Synced:
    """What one team's sync came to. `waiting` is ours not yet acknowledged; `missing` counts what colleagues'
    entries wait for; `quarantined` is what an admin has to enter again or refuse.

    `troubles` are sentences, one for each way that was not whole; `out_of_reach` if none was. `removed` if
    this device is out of the team; `gone` once the team's data is deleted here.
    """

    team: str
    space: str
    shared: bool
    pushed: int
    pulled: int
    waiting: int
    oldest_waiting: datetime | None
    conflicts: int
    quarantined: int
    missing: int
    last_confirmed: datetime | None
    troubles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    out_of_reach: bool = False
    turned_away: bool = False
    """A way was there and refused, which does not pass by itself."""
    requests: int = 0
    removed: Removal | None = None
    gone: bool = False

    @property
    def needs_a_person(self) -> bool:
        """Whether somebody has to look at something."""
        return bool(self.conflicts or self.quarantined or self.requests or self.removed or self.turned_away)


def sync(
    on_session: OnSession,
    progress: SyncProgress = silent,
    *,
    spaces: Iterable[Space] | None = None,
    folder: Path | None = None,
    asked: Callable[[JoinState], None] | None = None,
) -> list[Synced]:
    """Sync these teams, or every team of the profile; with `folder` over that alone (a stick, this once).

    Called on a thread that may wait for the network; `on_session` runs what touches the session where that
    lives. No team is synced where the profile still waits to be let into its first. That a way is out of
    reach stops nothing: it is in the answer. What was exchanged before `Cancelled` stays. `asked` hears of
    every team that this computer has asked to be let into.
    """
    for state in asking.look_at_all(on_session):
        if asked is not None:
            asked(state)
    known = on_session(lambda session: session.store.spaces()) if spaces is None else spaces
    found = [_sync_space(on_session, space, progress, folder) for space in known]
    if not found and not on_session(joining.pending):
        raise Refused(NO_TEAM)
    return found


def _sync_space(on_session: OnSession, space: Space, progress: SyncProgress, folder: Path | None) -> Synced:
    known = in_space(on_session, space, lambda session: _routes(session, folder))
    clock = on_session(lambda session: session.clock)
    with transports.opened(space, known) as ways:
        exchanged = engine.sync_space(on_store(on_session), space, ways, progress, clock)
        return after_exchange(on_session, space, ways, exchanged)


def after_exchange(
    on_session: OnSession, space: Space, ways: list[tuple[Route, Transport]], exchanged: Exchanged
) -> Synced:
    """What follows an exchange: clones noted, requests heard, a removal obeyed."""
    in_space(on_session, space, lambda session: _note_clones(session, exchanged))
    removed = in_space(on_session, space, removal.notice)
    trouble: Refused | None = None
    if removed is None:
        in_space(on_session, space, connecting.follow_roster)
        try:
            asking.meet(on_session, space, ways, exchanged)
        except Refused as problem:
            trouble = problem  # entries went both ways all the same
    elif in_space(on_session, space, lambda session: removal.is_due(session, removed)):
        in_space(on_session, space, removal.say_deleted)
        last = engine.sync_space(on_store(on_session), space, ways)
        in_space(on_session, space, lambda session: session.store.wipe())
        return _gone(exchanged, last, removed)
    return in_space(on_session, space, lambda session: _synced(session, exchanged, removed, trouble))


def _routes(session: Session, folder: Path | None) -> list[Route]:
    store = session.store
    if folder is None:
        connecting.follow_roster(session)
        return [one for one in routes.routes(store.connection, store.space.no) if not one.once]
    return [routes.add(store.connection, store.space.no, "folder", str(folder.resolve()), once=True)]


def _note_clones(session: Session, exchanged: Exchanged) -> None:
    at = int(session.now().timestamp())
    clones.note(session.store.connection, session.store.space.no, exchanged.clones, at)


def _synced(
    session: Session, exchanged: Exchanged, removed: Removal | None, trouble: Refused | None
) -> Synced:
    now = standing.standing(session)
    return Synced(
        team=now.team,
        space=session.store.space.name,
        shared=now.shared,
        pushed=exchanged.pushed,
        pulled=exchanged.pulled,
        waiting=exchanged.waiting,
        oldest_waiting=exchanged.oldest_waiting,
        conflicts=now.conflicts,
        quarantined=now.quarantined,
        missing=0 if removed else len(exchanged.missing),
        last_confirmed=exchanged.last_confirmed,
        troubles=(*exchanged.problems, *([str(trouble)] if trouble else [])),
        notes=tuple(words for one in exchanged.reached for words in one.notes),
        out_of_reach=any(one.out_of_reach for one in exchanged.reached)
        and not any(one.whole for one in exchanged.reached),
        turned_away=any(not one.whole and not one.out_of_reach for one in exchanged.reached),
        requests=now.requests,
        removed=removed,
    )


def _gone(exchanged: Exchanged, last: Exchanged, removed: Removal) -> Synced:
    return Synced(
        team=removed.team,
        space=removed.space,
        shared=True,
        pushed=exchanged.pushed + last.pushed,
        pulled=0,
        waiting=0,
        oldest_waiting=None,
        conflicts=0,
        quarantined=0,
        missing=0,
        last_confirmed=last.last_confirmed,
        troubles=last.problems,
        removed=removed,
        gone=True,
    )
