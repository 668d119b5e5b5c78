"""Sync over a hub against the least that the same records cost: compressed, sealed, sent, kept, no more.

Floor and ours take turns in one run. The floor and the workload lie beside this tree, where they are.
"""

import json
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from mdt_desktop.hub import migrations, operator
from mdt_desktop.hub.database import Database
from tests.bench.figures import Figure, hold
from tests.running_hub import hub_process

TOOLS = Path(__file__).parents[2].parent / "shared" / "tools"
CLIENT = Path(__file__).parent / "programs" / "sync_client.py"
NEW_LAPTOP = CLIENT.with_name("new_laptop.py")
THIN = "rate_kbit=128&rtt_ms=300"
ROUND_TRIP_MS = 300

pytestmark = pytest.mark.skipif(not (TOOLS / "floor.py").exists(), reason="the floor is not beside this tree")

Step = Callable[..., dict[str, Any]]


def run(*command: object) -> dict[str, Any]:
    """A program that ends with a line of JSON."""
    done = subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port


@contextmanager
def serving(port: int, *command: object) -> Iterator[None]:
    """A server of the tools, once it listens."""
    process = subprocess.Popen([sys.executable, *map(str, command)], stdout=subprocess.DEVNULL)
    try:
        while True:
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None
            time.sleep(0.02)
        yield
    finally:
        process.terminate()
        process.wait()


@contextmanager
def counted(to: int) -> Iterator[tuple[int, int]]:
    """A proxy before a port; its own port, and the one that controls it."""
    port, control = free_port(), free_port()
    with serving(control, TOOLS / "netproxy.py", "--listen", port, "--to", to, "--control", control):
        yield port, control


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workload."""
    path = tmp_path_factory.mktemp("workload") / "records.jsonl"
    run(TOOLS / "workload.py", "--count", 10_000, "--out", path)
    return path


class Floor:
    """The floor's server and client, a blob a record."""

    def __init__(self, folder: Path, records: Path, port: int, control: int) -> None:
        self._common = ("--mode", "record", "--records", records, "--b-db", folder / "b.db")
        self._port, self._control = port, control

    def __call__(self, step: str, *more: object) -> dict[str, Any]:
        said = run(
            TOOLS / "floor.py", step, "--port", self._port, "--control", self._control, *self._common, *more
        )
        seconds = said.get("seconds", said.get("median_s"))
        return {**said, "seconds": seconds, "up": said.get("up_bytes"), "down": said.get("down_bytes")}


@contextmanager
def floor(folder: Path, records: Path) -> Iterator[Floor]:
    """A floor with nothing on it."""
    folder.mkdir()
    port = free_port()
    with ExitStack() as stack:
        stack.enter_context(
            serving(
                port,
                *(TOOLS / "floor.py", "serve", "--port", port, "--mode", "record", "--db", folder / "f.db"),
            )
        )
        through, control = stack.enter_context(counted(port))
        yield Floor(folder, records, through, control)


class Ours:
    """A hub process on SQLite and our client."""

    def __init__(self, folder: Path, address: str, port: int, control: int) -> None:
        self.folder, self.direct = folder, address
        self._through, self._control = f"http://127.0.0.1:{port}", control

    def __call__(self, step: str, *more: object) -> dict[str, Any]:
        return run(CLIENT, step, self.folder, self._through, "--control", self._control, *more)


@contextmanager
def ours(folder: Path, records: Path, count: int = 10_000, *more: object) -> Iterator[Ours]:
    """A hub that carries a team of two; the first laptop holds the records, nothing has been sent."""
    folder.mkdir()
    url = f"sqlite:///{folder / 'hub.sqlite'}"
    database = Database(url)
    migrations.migrate(database)
    code = operator.invite(database)["code"]
    database.close()
    with hub_process(url) as hub:
        port = int(hub.address.rpartition(":")[2])
        with counted(port) as (through, control):
            made = Ours(folder / "laptops", hub.address, through, control)
            address = f"http://127.0.0.1:{through}"
            run(CLIENT, "prepare", made.folder, address, code, records, "--count", count, *more)
            yield made


def test_ten_thousand_records(records: Path, tmp_path: Path) -> None:
    pushes, pulls, floor_pushes, floor_pulls = [], [], [], []
    for turn in range(3):
        with floor(tmp_path / f"floor{turn}", records) as least:
            floor_pushes.append(least("push"))
            floor_pulls.append(least("pull"))
        with ours(tmp_path / f"ours{turn}", records) as made:
            pushes.append(made("push"))
            pulls.append(made("pull"))
    assert {one["cases"] for one in pulls} == {10_000}
    assert all(a["digest"] == b["digest"] for a, b in zip(pushes, pulls, strict=True))
    print(
        f"\npush {_each(pushes, 'seconds')} s, pull {_each(pulls, 'seconds')} s, {_each(pulls, 'down')} bytes"
    )
    print(f"floor: push {_each(floor_pushes, 'seconds')} s, pull {_each(floor_pulls, 'seconds')} s")
    memory = max(one["memory_mb"] for one in pushes + pulls)
    hold(
        Figure("push of 10,000 records, times the floor", _times(pushes, floor_pushes, "seconds"), 2.3, "x"),
        Figure(
            "pull of them, merged, searchable, times the floor",
            _times(pulls, floor_pulls, "seconds"),
            6,
            "x",
        ),
        Figure("bytes pulled, times the floor", _times(pulls, floor_pulls, "down"), 1.25, "x"),
        Figure("a client's memory over its own idle", memory, 120, "MB"),
    )


def _each(said: list[dict[str, Any]], name: str) -> list[float]:
    return [round(one[name], 2) for one in said]


def _times(one: list[dict[str, Any]], other: list[dict[str, Any]], name: str) -> float:
    """The middle of pairs."""
    return statistics.median(a[name] / b[name] for a, b in zip(one, other, strict=True))


def test_one_edit(records: Path, tmp_path: Path) -> None:
    with ours(tmp_path / "ours", records, 100) as made:
        here = made("edits", "--rounds", 20)
        nothing = made("nothing")
    with ours(tmp_path / "thin", records, 100) as made:
        thin = made("edits", "--rounds", 7, "--shape", THIN)
    with floor(tmp_path / "floor", records) as least:
        least("push", "--limit", 100)
        least_thin = least("incr", "--rounds", 7, "--limit", 100, "--shape", THIN)
    slow = thin["seconds"] / least_thin["seconds"]
    hold(
        Figure("one edit, from one laptop to another through the hub", 1000 * here["seconds"], 30, "ms"),
        Figure("bytes up for it", here["up"], 1024, "B"),
        Figure("bytes down for it", here["down"], 1024, "B"),
        Figure("the same at 128 kbit/s and 300 ms, times the floor", slow, 1.5, "x"),
        Figure("bytes of a sync with nothing new", nothing["up"] + nothing["down"], 2048, "B"),
    )


def test_a_thousand_records_over_a_thin_line_that_is_cut(records: Path, tmp_path: Path) -> None:
    cut = f"{THIN}&cut_every=20"
    with floor(tmp_path / "floor", records) as least:
        least("push", "--limit", 1000)
        _shape(least, cut)
        floor_took = least("pull1k", "--limit", 1000)
    with ours(tmp_path / "ours", records, 1000) as made:
        pushed = made("push")
        took = made("pull", "--shape", cut)
    assert took["digest"] == pushed["digest"]
    hold(
        Figure(
            "1,000 records at 128 kbit/s, cut every 20 s, times the floor",
            took["seconds"] / floor_took["seconds"],
            1.6,
            "x",
        ),
        Figure("bytes, times what is needed", took["down"] / pushed["up"], 1.2, "x"),
        Figure("records missing", 1000 - took["cases"], 0, ""),
    )


def _shape(least: Floor, shape: str) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{least._control}/set?{shape}") as answer:
        answer.read()


def test_a_new_laptop_of_a_team_with_a_hundred_thousand_entries(records: Path, tmp_path: Path) -> None:
    with ours(tmp_path / "ours", records) as made:
        grown = run(NEW_LAPTOP, "grow", made.folder, made.direct)
        begun, least = [], []
        for turn in range(3):
            begun.append(run(NEW_LAPTOP, "begin", made.folder, made.direct, "--turn", turn))
            least.append(run(NEW_LAPTOP, "least", made.folder, made.direct, "--turn", turn))
        nothing = made("nothing", "--laptop", "first", "--shape", f"rtt_ms={ROUND_TRIP_MS}")
    assert {one["digest"] for one in begun} == {grown["digest"]}
    print(
        f"\n{grown['entries']:,} entries: {_each(begun, 'seconds')} s, at least {_each(least, 'seconds')} s"
    )
    print(f"of the processor: {_each(begun, 'processor')} s, at least {_each(least, 'processor')} s")
    hold(
        Figure(
            "a new laptop from a snapshot, times fetching and building alone",
            _times(begun, least, "seconds"),
            1.5,
            "x",
        ),
        Figure("its memory over its own idle", max(one["memory_mb"] for one in begun), 120, "MB"),
        Figure("bytes of a sync with nothing new", nothing["up"] + nothing["down"], 2048, "B"),
        Figure("round trips of it", 1000 * nothing["seconds"] / ROUND_TRIP_MS, 2, ""),
    )
