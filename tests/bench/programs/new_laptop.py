"""A new laptop of a team with a long log: from a snapshot, and the least that the same tables cost.

    grow FOLDER ADDRESS --entries N   the first laptop's log made that long by edits, pushed, a snapshot left
    begin FOLDER ADDRESS              the second laptop until it has the team's state
    least FOLDER ADDRESS              the same bytes fetched, the same rows put into the same tables

Each prints one line of JSON. The team is made by sync_client.py.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from mdt_desktop.domain.changes import edit
from mdt_desktop.domain.records import Case
from mdt_desktop.store import search
from mdt_desktop.store.digest import digest
from mdt_desktop.store.store import Store
from mdt_desktop.sync import hub_history
from mdt_desktop.sync.hub_transport import Hub
from mdt_desktop.wire.snapshot import SignedSnapshot
from tests.bench.programs.sync_client import RAW_KEY, Laptop, peak, until_whole

TABLES = ("entry", "head", "standing", "case", "listed")


def grow(folder: Path, address: str, entries: int) -> dict[str, object]:
    """Edit case after case, an entry each."""
    first = Laptop(folder, "first", address)
    cases = first.store.records.all(Case)
    left = entries - first.store.position()
    while left > 0:
        with first.store.together():
            for number, case in enumerate(cases[:left]):
                first.store.commit([edit(case, reason=f"edit {left} {number} {case.reason}")])
        left -= len(cases[:left])
    until_whole(first)
    return {"entries": first.store.position(), **closed(first)}


def begin(folder: Path, address: str) -> dict[str, object]:
    """Until the state is there; the log behind it is not waited for."""
    hub_history.read = lambda _calls, _desk: None
    second = Laptop(folder, "second", address)
    idle, began = peak(), time.perf_counter()
    until_whole(second)
    took = time.perf_counter() - began
    return {"seconds": took, "memory_mb": peak() - idle, **closed(second)}


def closed(laptop: Laptop) -> dict[str, object]:
    """What the laptop has, once it is closed."""
    found = {
        "digest": digest(laptop.store.connection, laptop.store.space.no),
        "cases": laptop.store.connection.execute('SELECT count(*) FROM "case"')[0][0],
    }
    laptop.close()
    return found


def least(folder: Path, address: str) -> dict[str, object]:
    """Fetch the bytes, insert the rows."""
    second = Store.open(folder / "second.mdt", RAW_KEY)
    rows = {table: second.connection.execute(f'SELECT * FROM "{table}"') for table in TABLES}
    found = [(row.id, search.text_of("case", as_fields(row))) for row in second.records.all(Case)]
    hub = Hub(address, second.space.id, second.space.device)
    bare = Store.open(folder / "least.mdt", RAW_KEY)
    connection = bare.connection
    connection.execute("PRAGMA foreign_keys = OFF")
    began = time.perf_counter()
    size = sum(map(len, fetched(hub)))
    with connection.transaction():
        for table, values in rows.items():
            if values:
                marks = ", ".join("?" * len(values[0]))
                connection.many(f'INSERT INTO "{table}" VALUES ({marks})', values)
        search.index(connection, 1, [("case", identity, text) for identity, text in found])
    took = time.perf_counter() - began
    hub.close()
    bare.close()
    second.close()
    return {"seconds": took, "bytes": size}


def fetched(hub: Hub) -> Iterator[bytes]:
    """The snapshot's bytes."""
    offer = hub.offered_snapshot()
    assert offer is not None
    yield from hub.snapshot_from(SignedSnapshot.read(offer.header).header, 0)


def as_fields(row: Case) -> dict[str, object]:
    """A record as a mapping."""
    return {name: getattr(row, name) for name in row.__struct_fields__}


def main() -> None:
    """One step."""
    parser = argparse.ArgumentParser()
    parser.add_argument("step", choices=["grow", "begin", "least"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("address")
    parser.add_argument("--entries", type=int, default=100_000)
    a = parser.parse_args()
    if a.step == "grow":
        print(json.dumps(grow(a.folder, a.address, a.entries)))
    else:
        print(json.dumps((begin if a.step == "begin" else least)(a.folder, a.address)))


if __name__ == "__main__":
    main()
