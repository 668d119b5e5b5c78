"""The primary of two hubs' PostgreSQL is killed and its synchronous standby promoted: nothing is lost."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event

from mdt_desktop.hub import operator
from mdt_desktop.hub.database import Database
from mdt_desktop.hub.relaying import relay_for
from mdt_desktop.store import routes
from mdt_desktop.store.store import Store
from mdt_desktop.sync.hub_transport import Hub
from tests.integration.faults.laptop_at_work import RAW_KEY, Laptop
from tests.integration.faults.looking import ENTRIES, held_by_hub, in_order, look_at_the_end
from tests.integration.faults.processes import LaptopProcess
from tests.integration.faults.replicated_postgresql import DATABASE, Pair, Server, replicated_postgresql
from tests.running_hub import HubProcess, hub_process
from tests.spaces_of_tests import admitted, found_space

STEPS = 40
NAMES = ("founder", "north", "south")


@pytest.fixture(scope="module")
def pair() -> Iterator[Pair]:
    with replicated_postgresql() as started:
        yield started


@pytest.fixture
def hubs(pair: Pair) -> Iterator[list[HubProcess]]:
    """Two processes on whichever of the pair takes writes."""
    with ExitStack() as life:
        options = ("--requests-a-minute", "1000000")
        yield [life.enter_context(hub_process(pair.url, *options)) for _ in range(2)]


@pytest.fixture
def laptops(pair: Pair, hubs: list[HubProcess], tmp_path: Path) -> Iterator[list[LaptopProcess]]:
    """Two at work, each through a hub of its own; a third, the founder's, is closed."""
    addresses = dict(zip(NAMES, [hubs[0].address, hubs[0].address, hubs[1].address], strict=True))
    with closing(found_space(Store.open(tmp_path / "founder.mdt", RAW_KEY))) as founder:
        for name, address in addresses.items():
            store = founder
            if name != "founder":
                store = admitted(founder, Store.open(tmp_path / f"{name}.mdt", RAW_KEY), name)
            routes.add(store.connection, store.space.no, "hub", address)
            if store is not founder:
                store.close()
        _found(pair, hubs[0].address, founder)
    working = [LaptopProcess(tmp_path / f"{name}.mdt") for name in NAMES[1:]]
    yield working
    for laptop in working:
        laptop.close()


def _found(pair: Pair, address: str, founder: Store) -> None:
    with closing(Database(pair.url)) as database:
        code = operator.invite(database)["code"]
    with closing(Hub(address, founder.space.id, founder.space.device)) as hub:
        hub.found(code, founder.statements())


def entries_at(server: Server) -> list[bytes]:
    return in_order(server.execute(ENTRIES, DATABASE))


def held(folder: Path) -> set[bytes]:
    """What both laptops have been acknowledged so far."""
    found: set[bytes] = set()
    for name in NAMES[1:]:
        with closing(Store.open(folder / f"{name}.mdt", RAW_KEY)) as store:
            found |= held_by_hub(store)
    return found


def test_nothing_acknowledged_is_lost_with_the_primary(
    pair: Pair, laptops: list[LaptopProcess], tmp_path: Path
) -> None:
    for laptop in laptops:
        laptop.wait_for(STEPS)
    pair.primary.kill()
    for laptop in laptops:
        laptop.wait_until(lambda said: "problems" in said and bool(said["problems"]))
        laptop.wait_until(lambda said: "committed" in said)  # people go on writing meanwhile
    acknowledged = held(tmp_path)
    assert len(acknowledged) > 10
    pair.promote()
    started = time.monotonic()
    assert acknowledged <= set(entries_at(pair.standby))
    for laptop in laptops:
        laptop.wait_until(lambda said: said.get("pushed", 0) > 0 and not said["problems"])
    print(f"\npushes went on {time.monotonic() - started:.1f} s after the promotion")
    for laptop in laptops:
        laptop.wait_for(STEPS)
    for laptop in laptops:
        laptop.end()
    for _ in range(2):
        for name in NAMES:
            with closing(Laptop(tmp_path / f"{name}.mdt")) as one:
                assert one.sync().problems == ()
    ends = [look_at_the_end(tmp_path / f"{name}.mdt") for name in NAMES]
    assert len({end.digest for end in ends}) == 1
    assert ends[0].entries == set(entries_at(pair.standby))
    assert ends[0].texts >= set().union(*(laptop.committed for laptop in laptops))


def test_no_push_is_acknowledged_before_the_disk_has_it(pair: Pair) -> None:
    """Telling other processes does not wait for the disk: its connection serves nothing else, ever."""
    given_back: list[str] = []
    with closing(Database(pair.url)) as database:

        @event.listens_for(database.engine, "checkin")
        def look(connection: psycopg.Connection, _record: object) -> None:
            if connection is not None:
                given_back.append(connection.execute("SHOW synchronous_commit").fetchone()[0])
                connection.rollback()

        database.reach()
        relay = relay_for(database)
        relay.start(lambda _space: None, lambda: None)
        relay.tell(bytes(5000))  # longer than a notice may be: telling breaks off, and begins anew
        relay.stop()
    assert set(given_back) == {"on"}
