"""A space as a hub has it: where its log and its roster end, and the roster itself, verified.

Rosters are kept in memory by the hash of their newest statement. Every call reads that hash from the space's
row, so a statement that another process has taken counts with the next call here.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select

from mdt_desktop.crypto.device_keys import PublicKeys
from mdt_desktop.crypto.unreadable import Unreadable
from mdt_desktop.hub.refusing import CallRefused, refused
from mdt_desktop.hub.tables import SPACE, STATEMENT
from mdt_desktop.roster import Roster
from mdt_desktop.roster.signed import read
from mdt_desktop.roster.statements import Admit, Remove
from mdt_desktop.wire.cursor import Cursor
from mdt_desktop.wire.problems import ProblemType

_KEPT = 512

Found = list[tuple[bytes, int]]
"""Statements, each with when it came."""


class Row(NamedTuple):
    """A space's own row."""

    space: bytes
    token_key: bytes
    founding: bytes
    roster: bytes
    """Hash of the statement that came last: the chain's head, unless that one was set aside."""
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
    aside: Mapping[bytes, PublicKeys] = field(default_factory=dict)
    """Devices that only a branch set aside has admitted: who took their entries before may build on them."""

    def author(self, device: bytes) -> PublicKeys | None:
        """The keys of whoever may have written an entry of this space."""
        known = self.roster.device(device)
        return known.keys if known else self.aside.get(device)


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
        if kept is None or (kept.row.roster, kept.row.statements) != (row.roster, row.statements):
            kept = _read_roster(connection, row, kept)
        team = replace(kept, row=row)
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
    """The roster that the row names: what is new on top of what is known, or chosen of all there is."""
    if kept is not None:
        # If the database was set back and has gone on otherwise, what is known here is worth nothing; where
        # two admins signed at once, what is new does not follow it.
        with suppress(Unreadable, CallRefused):
            return _extended(connection, row, kept)
    found = _found(connection, row, 0)
    founding, *later = (data for data, _ in found)
    chosen = Roster.choose(founding, later)
    bodies = (read(data).body for data in chosen.losers)
    aside = {one.device_keys.device_id: one.device_keys for one in bodies if isinstance(one, Admit)}
    return Team(row, chosen.roster, MappingProxyType(removals(found)), MappingProxyType(aside))


def _extended(connection: Connection, row: Row, kept: Team) -> Team:
    found, roster = _found(connection, row, kept.row.statements), kept.roster
    for data, _ in found:
        roster = roster.extended(data)
    return Team(row, roster, MappingProxyType({**kept.removed, **removals(found)}), kept.aside)


def _found(connection: Connection, row: Row, start: int) -> Found:
    """The statements from a place on, each with when it came. Raises `CallRefused`."""
    query = (
        select(STATEMENT.c.data, STATEMENT.c.posted, STATEMENT.c.hash)
        .where(
            STATEMENT.c.space == row.space,
            STATEMENT.c.place >= start,
            STATEMENT.c.place < row.statements,
        )
        .order_by(STATEMENT.c.place)
    )
    found = connection.execute(query).all()
    if not found or found[-1].hash != row.roster:
        raise refused(ProblemType.BROKEN, "the roster’s statements do not lead to its last")
    return [(data, posted) for data, posted, _ in found]


def removals(statements: Iterable[tuple[bytes, int]]) -> dict[bytes, int]:
    """By device, when these statements removed it."""
    bodies = ((read(data).body, posted) for data, posted in statements)
    return {body.device: posted for body, posted in bodies if isinstance(body, Remove)}
