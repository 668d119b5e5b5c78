"""A space as a hub has it: where its log and its roster end, and the roster itself, verified.

Rosters are kept in memory by the hash of their newest statement. Every call reads that hash from the space's
row, so a statement that another process has taken counts with the next call here.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select

from mdt_desktop.crypto.unreadable import Unreadable
from mdt_desktop.hub.refusing import CallRefused, refused
from mdt_desktop.hub.tables import SPACE, STATEMENT
from mdt_desktop.roster import Roster
from mdt_desktop.roster.signed import read
from mdt_desktop.roster.statements import Remove
from mdt_desktop.wire.cursor import Cursor
from mdt_desktop.wire.problems import ProblemType

_KEPT = 512


class Row(NamedTuple):
    """A space's own row."""

    space: bytes
    token_key: bytes
    founding: bytes
    roster: bytes
    statements: int
    last_place: int
    last_hash: bytes
    size: int

    @property
    def end(self) -> Cursor:
        """Behind the newest entry."""
        return Cursor.at(self.last_place, self.last_hash) if self.last_place else Cursor()


_ROW = select(*(SPACE.c[name] for name in Row._fields)).where(SPACE.c.space == bindparam("space_"))
_LOCKED_ROW = _ROW.with_for_update()


@dataclass(frozen=True)
class Team:
    """A space at one moment."""

    row: Row
    roster: Roster
    removed: Mapping[bytes, int]
    """When the removal of a device arrived here: seconds since 1970."""


class Teams:
    """Reads spaces; remembers the rosters of those in use."""

    def __init__(self) -> None:
        self._kept: OrderedDict[bytes, Team] = OrderedDict()
        self._lock = threading.Lock()

    def read(self, connection: Connection, space: bytes, *, locked: bool = False) -> Team:
        """The space, its row locked until the transaction ends if asked. Raises `CallRefused`."""
        found = connection.execute(_LOCKED_ROW if locked else _ROW, {"space_": space}).one_or_none()
        if found is None:
            raise refused(ProblemType.NO_SPACE)
        row = Row(*found)
        kept = self.remembered(space)
        if kept is None or kept.roster.head != row.roster:
            kept = _read_roster(connection, row, kept)
        team = Team(row, kept.roster, kept.removed)
        self._keep(space, team)
        return team

    def remembered(self, space: bytes) -> Team | None:
        """The space as it was when it was last read here, if that is not long ago."""
        with self._lock:
            return self._kept.get(space)

    def _keep(self, space: bytes, kept: Team) -> None:
        with self._lock:
            self._kept[space] = kept
            self._kept.move_to_end(space)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)


def _read_roster(connection: Connection, row: Row, kept: Team | None) -> Team:
    """The roster that the row names: what is new on top of what is known, or all of it."""
    if kept is not None:
        # If the database was set back and has gone on otherwise, what is known here is worth nothing.
        with suppress(Unreadable, CallRefused):
            return _extended(connection, row, kept)
    return _extended(connection, row, None)


def _extended(connection: Connection, row: Row, kept: Team | None) -> Team:
    start = kept.roster.position if kept else 0
    found = connection.execute(
        select(STATEMENT.c.data, STATEMENT.c.posted)
        .where(STATEMENT.c.space == row.space, STATEMENT.c.place >= start)
        .order_by(STATEMENT.c.place)
    ).all()
    roster = kept.roster if kept else Roster.verify([found[0].data])
    for data, _ in found if kept else found[1:]:
        roster = roster.extended(data)
    if roster.head != row.roster:
        raise refused(ProblemType.BROKEN, "the roster's statements do not lead to its head")
    removed = dict(kept.removed) if kept else {}
    removed |= removals((data, posted) for data, posted in found)
    return Team(row, roster, MappingProxyType(removed))


def removals(statements: Iterable[tuple[bytes, int]]) -> dict[bytes, int]:
    """By device, when these statements removed it."""
    bodies = ((read(data).body, posted) for data, posted in statements)
    return {body.device: posted for body, posted in bodies if isinstance(body, Remove)}
