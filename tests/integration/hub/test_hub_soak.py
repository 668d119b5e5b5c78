"""Ten minutes of two hundred devices that push and listen at two processes: nothing grows but the log."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import psutil
import pytest
from sqlalchemy import func, select

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.crypto.primitives import hash_256, random_bytes
from mdt_desktop.hub import operator
from mdt_desktop.hub.database import Database
from mdt_desktop.hub.tables import ASSERTION, BROUGHT, ENTRY, HEAD, JOINING, PART, SNAPSHOT, SPACE, STATEMENT
from mdt_desktop.roster import Role
from mdt_desktop.roster.invitation import Invitation, invite
from mdt_desktop.roster.joining import JoinRequest
from mdt_desktop.wire import events, names
from mdt_desktop.wire.cursor import Cursor
from mdt_desktop.wire.events import EventReader
from mdt_desktop.wire.frames import framed
from mdt_desktop.wire.limits import ASSERTION_MAX_SECONDS, SKEW_SECONDS
from mdt_desktop.wire.snapshot import VERSION, SnapshotHeader
from tests.bench.figures import Figure, hold
from tests.integration.hub.hub_actors import Actor, Team, answered
from tests.running_hub import HubProcess, hub_process

SPACES, DEVICES_A_SPACE, PROCESSES = 10, 20, 2
ROUND_SECONDS, ROUNDS, WARM = 10, 60, 12
"""Each device pushes once a round; memory is compared with that of the round `WARM`."""
SIGN_IN_ROUNDS = 12
BODY_BYTES = 300
JOINS_KEPT = 4
PATIENCE_SECONDS = 120


@dataclass
class Device:
    """One that pushes and listens, with a connection for each."""

    actor: Actor
    port: int
    heard: str = ""
    seconds: list[float] = field(default_factory=list)
    listening: "asyncio.Task[None] | None" = None

    async def live(self, delay: float) -> None:
        """One push a round, a new token now and then."""
        start = time.monotonic() + delay
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        for number in range(ROUNDS):
            if number % SIGN_IN_ROUNDS == 0:
                await asyncio.to_thread(self.actor.sign_in)
                await self.stop_listening()
                self.listening = asyncio.create_task(self.listen())
            await asyncio.sleep(start + number * ROUND_SECONDS - time.monotonic())
            body = framed([self.actor.write(size=BODY_BYTES)])
            began = time.perf_counter()
            writer.write(self._head("POST", "", f"Content-Length: {len(body)}\r\n") + body)
            answer = await reader.readuntil(b"\r\n\r\n")
            assert answer.startswith(b"HTTP/1.1 204"), answer
            self.seconds.append(time.perf_counter() - began)
        writer.close()

    async def listen(self) -> None:
        """Follow the events from what was heard last."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        stream = EventReader()
        try:
            writer.write(self._head("GET", f"?after={self.heard}"))
            answer = await reader.readuntil(b"\r\n\r\n")
            assert answer.startswith(b"HTTP/1.1 200"), answer
            while size := int(await reader.readline(), 16):
                for event in stream.feed((await reader.readexactly(size + 2))[:-2]):
                    self.heard = event.data if event.kind == events.MORE else event.id or self.heard
        finally:
            writer.close()

    async def stop_listening(self) -> None:
        """Go away, as a window that is closed does. A stream that broke is told of here."""
        if self.listening:
            self.listening.cancel()
            with suppress(asyncio.CancelledError):
                await self.listening

    def _head(self, method: str, query: str, more: str = "") -> bytes:
        path = self.actor.path(names.ENTRIES if method == "POST" else names.EVENTS) + query
        said = f"Authorization: Bearer {self.actor.token}\r\n{more}\r\n"
        return f"{method} {path} HTTP/1.1\r\nHost: hub\r\n{said}".encode()


@dataclass
class Admin:
    """Makes what a hub keeps for a while: snapshots, and requests to join."""

    actor: Actor
    invitation: Invitation

    def work(self) -> None:
        """A new snapshot in place of the last, and one who asks to join."""
        self.actor.sign_in()
        team, content = self.actor.team, random_bytes(4096)
        head, at = team.roster.head, hash_256(content)
        device = self.actor.keys.device_id
        header = SnapshotHeader(
            VERSION, "snapshot", team.space, device, head, team.key.id, 1, len(content), at, bytes(32), ()
        )
        answered(self.actor.send("PUT", names.BASELINE_CONTENT, content, {"hash": at}, at=0))
        answered(self.actor.send("PUT", names.BASELINE, header.sign(self.actor.keys)))
        request = JoinRequest.make(self.invitation, DeviceKeys.generate(), "A").to_bytes()
        # Only so many with one invitation: the rest are refused, which is what keeps the table small.
        self.actor.http.post(self.actor.path(names.JOINS), content=request)


@pytest.fixture
def processes(postgresql_url: str) -> Iterator[list[HubProcess]]:
    options = ("--requests-a-minute", "1000000")
    with hub_process(postgresql_url, *options) as one, hub_process(postgresql_url, *options) as other:
        yield [one, other]


@pytest.mark.slow
def test_nothing_grows_but_the_log(postgresql_url: str, processes: list[HubProcess]) -> None:
    database = Database(postgresql_url)
    devices, admins = _everybody(database, processes)
    memory = asyncio.run(_soak(database, processes, devices, admins))
    waits = sorted(seconds for one in devices for seconds in one.seconds)
    print(f"{len(waits)} pushes, 99 of 100 within {1000 * waits[len(waits) * 99 // 100]:.0f} ms")
    hold(
        *(
            Figure(f"hub {number}: memory at the end, over that of minute two", last / first, 1.1, "times")
            for number, (first, last) in enumerate(memory, 1)
        ),
    )
    _bounded(database)
    for one in [*devices, *admins]:
        one.actor.close()
    database.close()


async def _soak(
    database: Database, processes: list[HubProcess], devices: list[Device], admins: list[Admin]
) -> list[tuple[float, float]]:
    """Everybody at once, until all have heard everything; megabytes of each process, early and at the end."""

    async def remember() -> list[float]:
        await asyncio.sleep(WARM * ROUND_SECONDS)
        return [_memory_mb(one) for one in processes]

    async def administer(admin: Admin) -> None:
        for _ in range(ROUNDS // 2):
            await asyncio.to_thread(admin.work)
            await asyncio.sleep(2 * ROUND_SECONDS)

    early = asyncio.create_task(remember())
    delays = [ROUND_SECONDS * number / len(devices) for number in range(len(devices))]
    async with asyncio.TaskGroup() as group:
        for one, delay in zip(devices, delays, strict=True):
            group.create_task(one.live(delay))
        for admin in admins:
            group.create_task(administer(admin))
    await _until_all_is_heard(database, devices)
    memory = list(zip(await early, [_memory_mb(one) for one in processes], strict=True))
    print("\nmegabytes of each process, early and at the end:", memory)
    for one in devices:
        await one.stop_listening()
    return memory


async def _until_all_is_heard(database: Database, devices: list[Device]) -> None:
    with database.reading() as connection:
        rows = connection.execute(select(SPACE.c.space, SPACE.c.last_place, SPACE.c.last_hash)).all()
    ends = {space: str(Cursor.at(place, digest)) for space, place, digest in rows}
    async with asyncio.timeout(PATIENCE_SECONDS):
        while any(one.heard != ends[one.actor.team.space] for one in devices):
            await asyncio.sleep(0.1)


def _bounded(database: Database) -> None:
    """Of every table, as much as there is to keep."""
    devices = SPACES * DEVICES_A_SPACE
    with database.reading() as connection:
        counts = {
            table: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (ENTRY, SPACE, STATEMENT, HEAD, ASSERTION, BROUGHT, JOINING, SNAPSHOT, PART)
        }
        oldest = connection.execute(select(func.min(ASSERTION.c.expires))).scalar_one()
    print({table.name: count for table, count in counts.items()})
    assert counts[ENTRY] == devices * ROUNDS
    assert counts[SPACE] == counts[SNAPSHOT] == counts[PART] == SPACES
    assert counts[STATEMENT] == counts[HEAD] == counts[BROUGHT] == devices
    assert counts[JOINING] == SPACES * JOINS_KEPT
    # Each sign-in lets go of those of its space that are out of time.
    kept_seconds = ASSERTION_MAX_SECONDS + 2 * SKEW_SECONDS
    signed_in = DEVICES_A_SPACE * (1 + kept_seconds // (SIGN_IN_ROUNDS * ROUND_SECONDS))
    by_admins = 1 + kept_seconds // (2 * ROUND_SECONDS)
    assert counts[ASSERTION] <= SPACES * (signed_in + by_admins)
    assert oldest > time.time() - kept_seconds - 2 * ROUND_SECONDS


def _everybody(database: Database, processes: list[HubProcess]) -> tuple[list[Device], list[Admin]]:
    """Teams, their devices spread over the processes, and an admin of each."""
    devices, admins = [], []
    for _ in range(SPACES):
        team = Team()
        keys = [team.founder, *(DeviceKeys.generate() for _ in range(DEVICES_A_SPACE - 1))]
        for one in keys[1:]:
            team.admit(one)
        admin = Actor(processes[0].address, team)
        answered(admin.found(operator.invite(database)["code"]))
        expires = int(time.time()) + 3600
        who = {"name": "A", "role": Role.CHAIR, "issued_by": "B", "expires": expires}
        admins.append(Admin(admin, invite(team.roster, team.founder, **who)))  # type: ignore[arg-type]
        for number, one in enumerate(keys):
            address = processes[number % PROCESSES].address
            devices.append(Device(Actor(address, team, one), int(address.rpartition(":")[2])))
    return devices, admins


def _memory_mb(hub: HubProcess) -> float:
    return float(psutil.Process(hub.process.pid).memory_info().rss) / 2**20
