"""The routes of a space: a shared folder, a hub, a stick, and what was last heard of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, cast

from mdt_desktop.store.connection import Connection, Row

Kind = Literal["folder", "hub"]

_COLUMNS = "no, kind, address, once, mark, confirmed, problem, unsettled"


_NOTES = "notes"


class Dropped(LookupError):
    """The route is no more, or its space."""


@dataclass(frozen=True)
class Route:
    """One way by which a space's entries travel. `no` is a local number."""

    no: int
    kind: Kind
    address: str
    """A folder's path, or a hub's https:// address."""
    once: bool
    """A stick or transfer file: not taken along by every sync."""
    mark: bytes
    """Where reading goes on, in the route's own words: a hub's cursor, a folder's id."""
    confirmed: datetime | None
    """The last whole exchange; None before the first."""
    problem: str
    """Why the last try was not whole, in plain words; empty when it was."""
    unsettled: bool
    """Whether something was posted after the last whole exchange."""


def routes(connection: Connection, space: int) -> list[Route]:
    """All routes of a space, in the order they were added."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM route WHERE space = ? ORDER BY no", (space,))
    return [_route(row) for row in rows]


def route(connection: Connection, no: int) -> Route:
    """The route of this number. Raises `Dropped`."""
    row = connection.one(f"SELECT {_COLUMNS} FROM route WHERE no = ?", (no,))
    if row is None:
        raise Dropped("this route was dropped")
    return _route(row)


def add(connection: Connection, space: int, kind: Kind, address: str, *, once: bool = False) -> Route:
    """A new route, or the known one of this address: a standing one if it was ever meant to be one."""
    connection.execute(
        "INSERT INTO route (space, kind, address, once) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (space, kind, address) DO UPDATE SET once = min(once, excluded.once)",
        (space, kind, address, int(once)),
    )
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM route WHERE space = ? AND kind = ? AND address = ?", (space, kind, address)
    )[0]
    return _route(row)


def drop(connection: Connection, no: int) -> None:
    """Travel this way no more, and forget what it held."""
    connection.execute("DELETE FROM route WHERE no = ?", (no,))


def forget(connection: Connection, no: int) -> None:
    """Keep the route, but nothing of what was known about it: it is another folder now, or all was lost."""
    for table in ("held", "held_statement", "seen_file", "route_note"):
        connection.execute(f"DELETE FROM {table} WHERE route = ?", (no,))
    connection.execute(
        "UPDATE route SET mark = x'', confirmed = NULL, relay_up_to = 0, relay_at = 0 WHERE no = ?", (no,)
    )


def set_mark(connection: Connection, no: int, mark: bytes) -> None:
    """Go on from here; in the same transaction as what lies before it."""
    connection.execute("UPDATE route SET mark = ? WHERE no = ?", (mark, no))


def remember(connection: Connection, no: int, name: str, value: bytes) -> None:
    """Keep something of a route, by name."""
    connection.execute(
        "INSERT OR REPLACE INTO route_note (route, name, value) VALUES (?, ?, ?)", (no, name, value)
    )


def recall(connection: Connection, no: int, name: str) -> bytes:
    """What was kept of a route; empty if nothing was."""
    row = connection.one("SELECT value FROM route_note WHERE route = ? AND name = ?", (no, name))
    return bytes(row[0]) if row else b""


def note(connection: Connection, no: int, sentences: Sequence[str]) -> None:
    """Keep what the last exchange had to tell though it did not fail."""
    remember(connection, no, _NOTES, "\n".join(sentences).encode())


def notes(connection: Connection, no: int) -> tuple[str, ...]:
    """What it had to tell, in sentences."""
    return tuple(recall(connection, no, _NOTES).decode().splitlines())


def confirm(connection: Connection, no: int, now: datetime) -> None:
    """A whole exchange ended now."""
    connection.execute(
        "UPDATE route SET confirmed = ?, problem = '', unsettled = 0 WHERE no = ?",
        (int(now.timestamp() * 1000), no),
    )


def note_problem(connection: Connection, no: int, words: str) -> None:
    """Keep what stood in the way, for the screen to say."""
    connection.execute("UPDATE route SET problem = ? WHERE no = ?", (words, no))


def _route(row: Row) -> Route:
    no, kind, address, once, mark, confirmed, problem, unsettled = row
    at = None if confirmed is None else datetime.fromtimestamp(confirmed / 1000, UTC)
    return Route(no, cast(Kind, kind), address, bool(once), mark, at, problem, bool(unsettled))
