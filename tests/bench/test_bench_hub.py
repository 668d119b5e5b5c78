"""Two hub processes on one PostgreSQL, two hundred devices at once: how much is accepted durably, how soon.

Devices are plain sockets with requests made beforehand, so that what is measured is the hub.
"""

import asyncio
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

import psutil
import pytest

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.hub import operator
from mdt_desktop.hub.database import Database
from mdt_desktop.wire import names
from mdt_desktop.wire.frames import framed
from tests.bench.figures import Figure, hold
from tests.integration.hub.hub_actors import Actor, Team, answered
from tests.running_hub import HubProcess, hub_process
from tests.running_postgresql import new_database, running_postgresql

DEVICES, SPACES, PROCESSES = 200, 10, 2
ENTRIES = 18_000
BODY_BYTES = 300
BAR_A_SECOND = 1500


@dataclass
class Device:
    """One device's requests, as bytes."""

    port: int
    requests: list[bytes]
    seconds: list[float] = field(default_factory=list)

    async def push(self, start: float, gap: float) -> None:
        """One every `gap` seconds, or as soon as the one before was acknowledged."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        for number, request in enumerate(self.requests):
            await asyncio.sleep(start + number * gap - time.perf_counter())
            began = time.perf_counter()
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 204"), head
            self.seconds.append(time.perf_counter() - began)
        writer.close()
        await writer.wait_closed()


@pytest.fixture(scope="module")
def hubs() -> Iterator[tuple[str, list[HubProcess]]]:
    with ExitStack() as stack:
        url = stack.enter_context(new_database(stack.enter_context(running_postgresql())))
        options = ("--requests-a-minute", "1000000")
        yield url, [stack.enter_context(hub_process(url, *options)) for _ in range(PROCESSES)]


@pytest.mark.parametrize("entries_a_push", [1, 10])
def test_two_hundred_devices_at_once(hubs: tuple[str, list[HubProcess]], entries_a_push: int) -> None:
    url, processes = hubs
    devices = _devices(url, processes, entries_a_push)
    half = len(devices[0].requests) // 2
    _run([Device(one.port, one.requests[:half]) for one in devices], entries_a_push)
    before = sum(_memory_mb(one) for one in processes)
    second = [Device(one.port, one.requests[half:]) for one in devices]
    took = _run(second, entries_a_push)
    entries = sum(len(one.requests) for one in second) * entries_a_push
    waits = sorted(seconds for one in second for seconds in one.seconds)
    late = 1000 * waits[len(waits) * 99 // 100]
    grown = sum(_memory_mb(one) for one in processes) / before
    pushes = f"pushes of {entries_a_push}"
    hold(
        Figure(
            f"hub: {BAR_A_SECOND} entries by 200 devices, {pushes}", took * BAR_A_SECOND / entries, 1, "s"
        ),
        Figure(f"hub: 99 of 100 {pushes} within", late, 500, "ms"),
        Figure("hub: memory after as many again, over before", grown, 1.1, "times"),
    )


def _run(devices: list[Device], entries_a_push: int) -> float:
    """Seconds until all is acknowledged that the devices together offer at a tenth over the bar."""
    gap = len(devices) * entries_a_push / (BAR_A_SECOND * 1.1)

    async def together() -> None:
        start = time.perf_counter()
        starts = [start + gap * number / len(devices) for number in range(len(devices))]
        await asyncio.gather(*(one.push(at, gap) for one, at in zip(devices, starts, strict=True)))

    began = time.perf_counter()
    asyncio.run(together())
    return time.perf_counter() - began


def _memory_mb(hub: HubProcess) -> float:
    return float(psutil.Process(hub.process.pid).memory_info().rss) / 2**20


def _devices(url: str, processes: list[HubProcess], entries_a_push: int) -> list[Device]:
    """Devices of several teams, signed in, their pushes written; spread over the processes."""
    database = Database(url)
    devices = []
    for _ in range(SPACES):
        team = Team()
        keys = [team.founder, *(DeviceKeys.generate() for _ in range(DEVICES // SPACES - 1))]
        for one in keys[1:]:
            team.admit(one)
        founder = Actor(processes[0].address, team)
        answered(founder.found(operator.invite(database)["code"]))
        founder.close()
        for number, one in enumerate(keys):
            actor = Actor(processes[number % PROCESSES].address, team, one).sign_in()
            port = int(actor.address.rpartition(":")[2])
            pushes = range(ENTRIES // DEVICES // entries_a_push)
            devices.append(Device(port, [_request(actor, entries_a_push) for _ in pushes]))
            actor.close()
    database.close()
    return devices


def _request(actor: Actor, entries: int) -> bytes:
    body = framed([actor.write(size=BODY_BYTES) for _ in range(entries)])
    head = f"POST {actor.path(names.ENTRIES)} HTTP/1.1\r\nHost: hub\r\nContent-Length: {len(body)}\r\n"
    return f"{head}Authorization: Bearer {actor.token}\r\n\r\n".encode() + body
