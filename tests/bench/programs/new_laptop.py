"""A new laptop of a team with a long log: from a snapshot, and the least that the same tables cost.

    grow FOLDER ADDRESS --entries N   the first laptop's log made that long by edits, pushed, a snapshot left
    begin FOLDER ADDRESS --turn N     the second laptop, as new, until it has the team's state
    least FOLDER ADDRESS --turn N     the same bytes fetched, the same rows put into the same tables

Each prints one line of JSON, with seconds and the processor's. The team is made by sync_client.py.
"""

import argparse
import json
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from mdt_desktop.domain.changes import edit
from mdt_desktop.domain.records import Case
from mdt_desktop.store import commit, search
from mdt_desktop.store.connection import Connection, Row
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
    commit.RECORDS_AT_MOST = 1  # many edits in one transaction, and yet an entry each
    while left := entries - first.store.position():
        first.store.commit([edit(case, pathway=f"edit {left}") for case in cases[:left]])
    until_whole(first)
    return {"entries": first.store.position(), **closed(first)}


def begin(folder: Path, address: str, turn: int) -> dict[str, object]:
    """Until the state is there; the log behind it is not waited for."""
    hub_history.read = lambda _calls, _desk: None
    shutil.copy(folder / "second.mdt", folder / f"new{turn}.mdt")
    new = Laptop(folder, f"new{turn}", address)
    idle = peak()
    took = timed(lambda: until_whole(new))
    return {**took, "memory_mb": peak() - idle, **closed(new)}


def timed(work: Callable[[], object]) -> dict[str, object]:
    """How long it takes."""
    began, processor = time.perf_counter(), time.process_time()
    work()
    return {"seconds": time.perf_counter() - began, "processor": time.process_time() - processor}


def closed(laptop: Laptop) -> dict[str, object]:
    """What the laptop has, once it is closed."""
    found = {
        "digest": digest(laptop.store.connection, laptop.store.space.no),
        "cases": laptop.store.connection.execute('SELECT count(*) FROM "case"')[0][0],
    }
    laptop.close()
    return found


def least(folder: Path, address: str, turn: int) -> dict[str, object]:
    """Fetch the bytes, insert the rows."""
    begun = Store.open(folder / f"new{turn}.mdt", RAW_KEY)
    rows = {table: begun.connection.execute(f'SELECT * FROM "{table}"') for table in TABLES}
    found = [("case", row.id, search.text_of("case", as_fields(row))) for row in begun.records.all(Case)]
    hub = Hub(address, begun.space.id, begun.space.device)
    bare = Store.open(folder / f"least{turn}.mdt", RAW_KEY)
    bare.connection.execute("PRAGMA foreign_keys = OFF")
    took = timed(lambda: copied(hub, bare.connection, rows, found))
    hub.close()
    bare.close()
    begun.close()
    return took


def copied(hub: Hub, to: Connection, rows: dict[str, list[Row]], found: list[tuple[str, str, str]]) -> None:
    """All there is, in one transaction."""
    for _ in fetched(hub):
        pass
    with to.transaction():
        for table, values in rows.items():
            if values:
                marks = ", ".join("?" * len(values[0]))
                to.many(f'INSERT INTO "{table}" VALUES ({marks})', values)
        search.index(to, 1, found)


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
    parser.add_argument("--turn", type=int, default=0)
    a = parser.parse_args()
    if a.step == "grow":
        print(json.dumps(grow(a.folder, a.address, a.entries)))
    else:
        print(json.dumps((begin if a.step == "begin" else least)(a.folder, a.address, a.turn)))


if __name__ == "__main__":
    main()
