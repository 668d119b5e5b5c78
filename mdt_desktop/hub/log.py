"""The log of one space: entries put behind the last, pages read from a cursor, heads."""

from typing import NamedTuple

from sqlalchemy import Connection, select

from mdt_desktop.crypto.header import Head
from mdt_desktop.hub.refusing import CallRefused, refused
from mdt_desktop.hub.tables import ENTRY, HEAD
from mdt_desktop.hub.teams import Team
from mdt_desktop.wire.cursor import Cursor
from mdt_desktop.wire.frames import Placed
from mdt_desktop.wire.names import SHORT_HASH_BYTES
from mdt_desktop.wire.problems import ProblemType
from mdt_desktop.wire.shapes import Heads, heads_digest, sorted_heads

_ROWS = 4096


class Page(NamedTuple):
    """Entries that follow a cursor."""

    entries: list[Placed]
    cursor: Cursor
    """Where they lead."""
    more: int
    """How many lie behind that."""


def page(
    connection: Connection, team: Team, after: Cursor, most: int, without: frozenset[bytes] = frozenset()
) -> Page:
    """What follows a cursor, up to `most` bytes (0: none), less entries of these hashes.

    One entry at least, however large. Raises `CallRefused` for a cursor that is none of this log.
    """
    check_cursor(connection, team, after)
    if after.offset == team.row.last_place:
        return Page([], after, 0)
    wanted: list[int] = []
    size, cursor = 0, after
    for place, entry_hash, entry_size in _sizes(connection, team, after):
        if entry_hash not in without:
            if size + entry_size > most and (wanted or not most):
                break
            wanted.append(place)
            size += entry_size
        cursor = Cursor.at(place, entry_hash)
    return Page(_envelopes(connection, team, wanted), cursor, team.row.last_place - cursor.offset)


def check_cursor(connection: Connection, team: Team, cursor: Cursor) -> None:
    """Return if the entry that a cursor is behind lies there. Raises `CallRefused`."""
    row = team.row
    if cursor.offset in (0, row.last_place):
        found: bytes | None = row.last_hash if cursor.offset else b""
    else:
        query = select(ENTRY.c.hash).where(ENTRY.c.space == row.space, ENTRY.c.place == cursor.offset)
        found = connection.execute(query).scalar()
    if found is None or Cursor.at(cursor.offset, found) != cursor:
        raise unknown_cursor(connection, team)


def unknown_cursor(connection: Connection, team: Team) -> CallRefused:
    """What somebody is told who has read a log that is no longer this one, with all to compare."""
    return refused(
        ProblemType.CURSOR_UNKNOWN,
        heads=heads_of(connection, team.row.space),
        cursor=str(team.row.end),
        roster=team.row.roster,
    )


def heads(connection: Connection, team: Team) -> Heads:
    """What is here, and its digest."""
    found = heads_of(connection, team.row.space)
    return Heads(found, heads_digest(found), str(team.row.end), team.row.roster)


def heads_of(
    connection: Connection, space: bytes, devices: frozenset[bytes] | None = None
) -> tuple[Head, ...]:
    """The newest entry of each chain, of these devices or of all; sorted."""
    query = select(HEAD.c.device, HEAD.c.seq, HEAD.c.hash).where(HEAD.c.space == space)
    if devices is not None:
        query = query.where(HEAD.c.device.in_(sorted(devices)))
    rows = connection.execute(query).all()
    return sorted_heads([Head(device, seq, digest[:SHORT_HASH_BYTES]) for device, seq, digest in rows])


def _sizes(connection: Connection, team: Team, after: Cursor) -> list[tuple[int, bytes, int]]:
    """Places, hashes and sizes of what follows, as of the team's row: no more than a page may need."""
    query = (
        select(ENTRY.c.place, ENTRY.c.hash, ENTRY.c.size)
        .where(
            ENTRY.c.space == team.row.space,
            ENTRY.c.place > after.offset,
            ENTRY.c.place <= min(team.row.last_place, after.offset + _ROWS),
        )
        .order_by(ENTRY.c.place)
    )
    return [(place, digest, size) for place, digest, size in connection.execute(query)]


def _envelopes(connection: Connection, team: Team, places: list[int]) -> list[Placed]:
    if not places:
        return []
    query = select(ENTRY.c.place, ENTRY.c.envelope).where(ENTRY.c.space == team.row.space)
    first, last = places[0], places[-1]
    if last - first == len(places) - 1:
        query = query.where(ENTRY.c.place >= first, ENTRY.c.place <= last)
    else:
        query = query.where(ENTRY.c.place.in_(places))
    return [Placed(place, envelope) for place, envelope in connection.execute(query.order_by(ENTRY.c.place))]
