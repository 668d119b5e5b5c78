"""A snapshot waits for a better moment: never before what somebody wrote, and not over a slow line."""

import secrets
from itertools import count

import pytest

from mdt_desktop.sync import snapshot_offering
from mdt_desktop.sync.desk import Desk
from mdt_desktop.sync.hub_transport import Hub
from mdt_desktop.sync.pacing import Pace
from tests.integration.sync.teams_that_sync import Crew, Laptop


@pytest.fixture
def founder(team: Crew, monkeypatch: pytest.MonkeyPatch) -> Laptop:
    """An admin's laptop whose next sync is to leave a snapshot."""
    monkeypatch.setattr(snapshot_offering, "ENTRIES_AT_LEAST", 20)
    laptop = team.laptops[0]
    laptop.write_many(f"action {number}" for number in range(30))
    return laptop


class Slow(Pace):
    @property
    def is_slow(self) -> bool:
        return True


def test_over_a_slow_line_there_is_none_until_it_is_quicker(founder: Laptop) -> None:
    hub = founder.hubs[0]
    hub._pace = Slow()
    assert founder.sync().waiting == 0
    assert hub.snapshot_entries() == 0
    hub._pace = Pace()
    founder.sync()
    assert hub.snapshot_entries() == 30


def test_while_something_waits_to_be_sent_there_is_none(founder: Laptop) -> None:
    hub = founder.hubs[0]
    route, _ = founder.ways[0]

    class Busy(Hub):
        def exchange(self, desk: Desk) -> None:
            super().exchange(desk)
            founder.write("meanwhile")

    busy = Busy(route.address, founder.store.space.id, founder.store.space.device)
    founder.ways[0] = route, lambda: busy
    assert founder.sync().waiting == 1
    assert hub.snapshot_entries() == 0
    founder.ways[0] = route, lambda: hub
    founder.sync()
    assert hub.snapshot_entries() == 31
    busy.close()


def test_a_line_that_its_first_part_shows_to_be_slow_is_left_for_an_hour(team: Crew, founder: Laptop) -> None:
    hub = founder.hubs[0]
    founder.write_many(secrets.token_hex(32_000) for _ in range(40))
    ticks = count(step=10)
    hub._pace = Pace(clock=lambda: float(next(ticks)))
    assert founder.sync().problems == ()
    assert hub.snapshot_entries() == 0
    hub._pace = Pace()
    founder.sync()
    assert hub.snapshot_entries() == 0
    team.clock.pass_(1.1)
    founder.sync()
    assert hub.snapshot_entries() == 70
