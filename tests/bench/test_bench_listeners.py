"""What it costs a hub to tell the forty devices of a team of one entry: its processor time alone."""

import time
from collections.abc import Iterator
from contextlib import ExitStack

import psutil
import pytest

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.hub import operator
from mdt_desktop.hub.database import Database
from mdt_desktop.wire import events
from tests.bench.figures import Figure, hold
from tests.integration.hub.hub_actors import Actor, Team, answered
from tests.integration.hub.test_hub_events import Stream, listening
from tests.running_hub import HubProcess, hub_process
from tests.running_postgresql import new_database, running_postgresql

LISTENERS, PUSHES = 40, 60


@pytest.fixture
def hub() -> Iterator[tuple[HubProcess, str]]:
    """A hub process on PostgreSQL, and a one-use code of it."""
    with ExitStack() as stack:
        url = stack.enter_context(new_database(stack.enter_context(running_postgresql())))
        process = stack.enter_context(hub_process(url))
        database = Database(url)
        code = operator.invite(database)["code"]
        database.close()
        yield process, code


def test_a_team_that_listens(hub: tuple[HubProcess, str]) -> None:
    process, code = hub
    founder = Actor(process.address, team := Team())
    answered(founder.found(code))
    founder.sign_in()
    devices = []
    for _ in range(LISTENERS):
        answered(founder.post_statements(team.admit(keys := DeviceKeys.generate())))
        devices.append(Actor(process.address, team, keys))
        devices[-1].sign_in()
    alone = _pushes(process, founder, [])
    with ExitStack() as stack:
        streams = [stack.enter_context(listening(one)) for one in devices]
        _pushes(process, founder, streams, 5)
        told = _pushes(process, founder, streams)
    for one in (founder, *devices):
        one.http.close()
    hold(Figure("hub: telling one of forty listeners of one entry", (told - alone) / LISTENERS, 0.3, "ms"))


def _pushes(process: HubProcess, founder: Actor, streams: list[Stream], count: int = PUSHES) -> float:
    """The hub's milliseconds for a push, everybody told of one before the next."""
    before = _processor(process)
    for _ in range(count):
        answered(founder.push(founder.write(size=400)))
        for stream in streams:
            while (event := stream.next()) and event.kind != events.ENTRIES:
                pass
    return 1000 * (_processor(process) - before) / count


def _processor(process: HubProcess) -> float:
    time.sleep(0.1)  # what follows an answer is counted with it
    used = psutil.Process(process.process.pid).cpu_times()
    return float(used.user + used.system)
