"""One laptop's side of a measured sync, in a process of its own so that its memory can be told.

    prepare FOLDER ADDRESS CODE RECORDS --count N [--each]   a team of two; the first has the records
    push | pull FOLDER ADDRESS                               one sync of the first, of the second
    edits FOLDER ADDRESS --rounds N                          an edit by the first until the second has it
    nothing FOLDER ADDRESS [--laptop first]                  a sync of the second with nothing new

Each prints one line of JSON. `--control` is the port of a counting proxy that ADDRESS goes through.
"""

import argparse
import json
import re
import statistics
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from mdt_desktop.crypto.primitives import hash_256
from mdt_desktop.domain.changes import Change, edit
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Case
from mdt_desktop.store import routes
from mdt_desktop.store.digest import digest
from mdt_desktop.store.store import Store
from mdt_desktop.sync.engine import Synced, sync_space
from mdt_desktop.sync.hub_transport import Hub
from mdt_desktop.sync.on_store import inline
from tests.spaces_of_tests import admitted, found_space

RAW_KEY = bytes(32)


def as_case(record: dict) -> Change:
    """A record of the workload as a case: its fifteen fields, under an id of ours."""
    fields = {
        "ref": record["ref"],
        "referrer": f"{record['given_name']} {record['family_name']}",
        "tier_on": record["birth_date"],
        "locality": record["postcode"],
        "source": record["status"],
        "cfs": record["priority"],
        "tier": record["team"],
        "key_worker_text": record["owner"],
        "opened_on": record["opened_at"][:10],
        "reason": record["problem"],
        "what_matters": record["plan"],
        "conditions": record["note"],
        "flags": record["tags"],
        "status": "active",
    }
    return Change("case", new_id(), fields)


class Laptop:
    """A store, and its way to the hub."""

    def __init__(self, folder: Path, name: str, address: str) -> None:
        self.store = Store.open(folder / f"{name}.mdt", RAW_KEY)
        self._hub = Hub(address, self.store.space.id, self.store.space.device)
        self._route = routes.add(self.store.connection, self.store.space.no, "hub", address)

    def sync(self) -> Synced:
        """Exchange everything. Whatever stood in the way ends the measurement."""
        route = routes.route(self.store.connection, self._route.no)
        synced = sync_space(inline(self.store), self.store.space, [(route, self._hub)])
        return synced

    def close(self) -> None:
        """Close everything."""
        self._hub.close()
        self.store.close()


def prepare(folder: Path, address: str, code: str, records: Path, count: int, each: bool) -> None:
    """Found the team on the hub, and keep the records with the first laptop."""
    folder.mkdir(parents=True, exist_ok=True)
    first = found_space(Store.open(folder / "first.mdt", RAW_KEY))
    second = admitted(first, Store.open(folder / "second.mdt", RAW_KEY), "m1")
    Hub(address, first.space.id, first.space.device).found(code, first.statements())
    changes = [as_case(json.loads(line)) for line in records.read_bytes().splitlines()[:count]]
    with first.together():
        for part in [[one] for one in changes] if each else [changes]:
            first.commit(part)
    first.close()
    second.close()


def measured(work: Callable[[], object], control: int | None) -> dict[str, object]:
    """Run it; seconds, bytes through the proxy, and megabytes of memory over what was there before."""
    idle = peak()
    count(control, "/reset")
    began = time.perf_counter()
    work()
    took = time.perf_counter() - began
    return {"seconds": took, "memory_mb": peak() - idle, **count(control, "/stats")}


def peak() -> float:
    """The most memory this process has had, in MB. What `getrusage` says begins with its parent's."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found
    return int(found[1]) / 1024


def count(control: int | None, path: str) -> dict[str, object]:
    """Ask the proxy."""
    if control is None:
        return {}
    with urllib.request.urlopen(f"http://127.0.0.1:{control}{path}") as answer:
        found: dict[str, object] = json.load(answer)
    return {name: found[name] for name in ("up", "down", "connections") if name in found}


def until_whole(laptop: Laptop) -> int:
    """Sync as often as the line is cut; how often that was."""
    tries = 0
    while True:
        tries += 1
        synced = laptop.sync()
        if synced.reached[0].whole:
            return tries


def edits(folder: Path, address: str, rounds: int, control: int | None, shape: str) -> dict[str, object]:
    """An edit by the first laptop until the second one has it: the middle of several."""
    first, second = Laptop(folder, "first", address), Laptop(folder, "second", address)
    until_whole(first)
    until_whole(second)
    cases = first.store.records.all(Case)[:rounds]
    if shape:
        count(control, f"/set?{shape}")
    took, up, down = [], [], []
    for number, case in enumerate(cases):
        count(control, "/reset")
        began = time.perf_counter()
        first.store.commit([edit(case, conditions=f"edit {number} {case.conditions}")])
        first.sync()
        second.sync()
        took.append(time.perf_counter() - began)
        stats = count(control, "/stats")
        up.append(stats.get("up", 0))
        down.append(stats.get("down", 0))
        found = second.store.records.get(Case, case.id)
        assert found is not None
        assert found.conditions.startswith(f"edit {number} ")
    for laptop in (first, second):
        laptop.close()
    return {
        "seconds": statistics.median(took),
        "up": statistics.median(up),
        "down": statistics.median(down),
    }


def main() -> None:
    """One step."""
    parser = argparse.ArgumentParser()
    parser.add_argument("step")
    parser.add_argument("folder", type=Path)
    parser.add_argument("address")
    parser.add_argument("code", nargs="?", default="")
    parser.add_argument("records", nargs="?", type=Path)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--each", action="store_true")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--laptop", default="second")
    parser.add_argument("--control", type=int)
    parser.add_argument("--shape", default="")
    a = parser.parse_args()
    if a.step == "prepare":
        prepare(a.folder, a.address, a.code, a.records, a.count, a.each)
        print(json.dumps({}))
        return
    if a.step == "edits":
        print(json.dumps(edits(a.folder, a.address, a.rounds, a.control, a.shape)))
        return
    laptop = Laptop(a.folder, "first" if a.step == "push" else a.laptop, a.address)
    if a.step == "nothing":
        laptop.sync()
    if a.shape:
        count(a.control, f"/set?{a.shape}")
    tries: list[int] = []
    said = measured(lambda: tries.append(until_whole(laptop)), a.control)
    state = digest(laptop.store.connection, laptop.store.space.no)
    cases = laptop.store.connection.execute('SELECT count(*) FROM "case"')[0][0]
    print(json.dumps({**said, "tries": tries[0], "cases": cases, "digest": hash_256(state.encode()).hex()}))
    laptop.close()


if __name__ == "__main__":
    main()
