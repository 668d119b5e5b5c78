"""What must be so of a store and of a hub at every moment, whatever was killed."""

import sqlite3
from collections.abc import Collection, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from mdt_desktop.domain.records import Action
from mdt_desktop.progress import silent
from mdt_desktop.store import log, routes
from mdt_desktop.store.digest import digest
from mdt_desktop.store.held import Held
from mdt_desktop.store.rebuilding import rebuild
from mdt_desktop.store.store import Store
from mdt_desktop.store.verify import verify
from tests.integration.faults.laptop_at_work import RAW_KEY

ENTRIES = "SELECT place, hash FROM entry ORDER BY place"
"""Of a hub's database in which there is one space."""


def look_at_store(path: Path, committed: Collection[str], hub: Path) -> None:
    """It is whole, holds what it said to have kept, each once, and the hub what it was acknowledged."""
    with closing(Store.open(path, RAW_KEY)) as store, store.connection.snapshot():
        connection, space = store.connection, store.space.no
        authors = {identity: device.keys for identity, device in store.roster().devices.items()}
        problems = verify(connection, space, authors, silent).problems
        assert not problems, problems
        texts = [action.text for action in store.records.all(Action)]
        assert len(texts) == len(set(texts)), "an action is there twice"
        assert not (lost := set(committed) - set(texts)), lost
        places = connection.execute("SELECT device, seq FROM entry WHERE space = ?", (space,))
        assert len(places) == len(set(places)), "a device went on in two places"
        held = held_by_hub(store)
    assert not (lost := held - set(hub_entries(hub))), lost


def held_by_hub(store: Store) -> set[bytes]:
    """The entries that the store takes for acknowledged by its hub."""
    connection, space = store.connection, store.space.no
    return {
        row[0]
        for route in routes.routes(connection, space)
        if route.kind == "hub"
        for first, last in Held(connection, space, route.no).ranges()
        for row in connection.execute(
            "SELECT hash FROM entry WHERE space = ? AND no BETWEEN ? AND ?", (space, first, last)
        )
    }


def hub_entries(path: Path) -> list[bytes]:
    """The hashes of a SQLite hub's one space, in order; its file is not damaged."""
    with closing(sqlite3.connect(path, timeout=30)) as connection:
        rows = connection.execute(ENTRIES).fetchall()
        (damage,) = connection.execute("PRAGMA quick_check").fetchone()
    assert damage == "ok"
    return in_order(rows)


def in_order(rows: Sequence[tuple[int, bytes]]) -> list[bytes]:
    """The hashes of what `ENTRIES` finds: no hole in their places, none of them twice."""
    assert [place for place, _ in rows] == list(range(1, len(rows) + 1))
    hashes = [entry_hash for _, entry_hash in rows]
    assert len(hashes) == len(set(hashes))
    return hashes


@dataclass(frozen=True)
class End:
    """A store that has everything."""

    digest: str
    entries: frozenset[bytes]
    """By their hashes."""
    texts: frozenset[str]
    """Of all actions."""


def look_at_the_end(path: Path) -> End:
    """It lacks nothing, and its tables are what its log says."""
    with closing(Store.open(path, RAW_KEY)) as store:
        connection, space = store.connection, store.space.no
        assert store.lacking() == []
        assert not log.has_stubs(connection, space)
        assert rebuild(connection, silent)
        hashes = connection.execute("SELECT hash FROM entry WHERE space = ?", (space,))
        texts = frozenset(action.text for action in store.records.all(Action))
        return End(digest(connection, space), frozenset(row[0] for row in hashes), texts)
