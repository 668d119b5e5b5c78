"""Lines that are cut anywhere: nothing missing, nothing doubled, nothing said that is not so."""

import pytest

from tests.integration.sync.lines import line_to, random_cuts
from tests.integration.sync.teams_that_sync import Crew, Laptop
from tests.running_hub import RunningHub


def entries_of(laptop: Laptop) -> list[bytes]:
    return [row[0] for row in laptop.store.connection.execute("SELECT hash FROM entry ORDER BY hash")]


@pytest.mark.parametrize("seed", range(6))
def test_cut_at_random_bytes(team: Crew, hub: RunningHub, seed: int) -> None:
    a, b, c = team
    with line_to(hub.address, random_cuts(seed, 200, 30_000)) as line:
        for laptop in (a, b):
            laptop.ways.clear()
            laptop.use_hub(line.address)
        a.write_many(f"by a {number} " + "word " * 40 for number in range(150))
        b.write_many(f"by b {number}" for number in range(60))
        for _ in range(200):
            if all(not laptop.sync().problems for laptop in (a, b)) and a.texts() == b.texts():
                break
        line.heal()
        team.sync_all()
        assert len(a.texts()) == 210
        assert len(team.digests()) == 1
        assert entries_of(a) == entries_of(b) == entries_of(c)
        with hub.hub.database.reading() as connection:
            count = connection.exec_driver_sql("SELECT count(*), count(DISTINCT hash) FROM entry").one()
        assert tuple(count) == (210, 210)
        for laptop in (a, b):
            laptop.hubs.pop().close()


def test_what_a_cut_kept_from_being_acknowledged_is_said_to_wait(team: Crew, hub: RunningHub) -> None:
    a = team.laptops[0]
    a.sync()
    with line_to(hub.address, iter([0, 0, 0, 0, 0, 0, 0, 0])) as line:
        a.ways.clear()
        a.use_hub(line.address)
        a.write("not acknowledged")
        synced = a.sync()
        assert synced.waiting == 1
        assert "cut" in synced.problems[0] or "reached" in synced.problems[0]
        a.hubs.pop().close()


def test_an_edit_and_nothing_new_cost_one_round_trip(team: Crew, hub: RunningHub) -> None:
    a, b, _ = team
    team.sync_all()
    with line_to(hub.address) as line:
        for laptop in (a, b):
            laptop.ways.clear()
            laptop.use_hub(line.address).sync()
        line.reset_counts()
        a.sync()
        assert line.up + line.down <= 2048
        assert line.trips == 1
        line.reset_counts()
        action = a.write("Ring Helen about the walking frame")
        a.sync()
        a.edit(action, status="accepted")
        line.reset_counts()
        assert a.sync().pushed == 1
        assert line.up <= 1024
        assert line.down <= 1024
        assert line.trips == 1
        line.reset_counts()
        assert b.sync().pulled == 2
        assert line.trips == 1
        assert line.up <= 1024
        assert line.connections == 2
        for laptop in (a, b):
            laptop.hubs.pop().close()
