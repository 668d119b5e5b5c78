"""A hub that was set back to a backup: its devices bring what it lost, and read again no more than that."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from mdt_desktop.roster import Role
from mdt_desktop.roster.issuing import change_role
from tests.integration.sync.lines import line_to
from tests.integration.sync.teams_that_sync import Crew, make_crew
from tests.running_hub import running_hub


class HubWithBackups:
    """A hub on SQLite that can be stopped and set back."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "hub.sqlite"
        self._backup = folder / "backup.sqlite"
        self._running = running_hub(f"sqlite:///{self.path}")
        self.hub = self._running.__enter__()

    def back_up(self) -> None:
        with sqlite3.connect(self.path) as source, sqlite3.connect(self._backup) as target:
            source.backup(target)

    def restore(self) -> None:
        self.stop()
        for path in self.path.parent.glob("hub.sqlite*"):
            path.unlink()
        shutil.copy(self._backup, self.path)
        self._running = running_hub(f"sqlite:///{self.path}")
        self.hub = self._running.__enter__()

    def stop(self) -> None:
        self._running.__exit__(None, None, None)


@pytest.fixture
def backed_up(tmp_path: Path) -> Iterator[HubWithBackups]:
    hub = HubWithBackups(tmp_path)
    yield hub
    hub.stop()


@pytest.fixture
def crew_at_hub(tmp_path: Path, backed_up: HubWithBackups) -> Iterator[Crew]:
    crew = make_crew(tmp_path, 3)
    founder = crew.laptops[0].use_hub(backed_up.hub.address)
    founder.hubs[0].found(backed_up.hub.invite(), founder.store.statements())
    yield crew
    crew.close()


def use(crew: Crew, hub: HubWithBackups) -> None:
    """The hub listens at another port once it is restored: the same route all the same."""
    for laptop in crew:
        for old in laptop.hubs:
            old.close()
        laptop.ways.clear()
        laptop.hubs.clear()
        laptop.store.connection.execute("UPDATE route SET address = ?", (hub.hub.address,))
        laptop.use_hub(hub.hub.address)


def hub_entries(hub: HubWithBackups) -> int:
    with hub.hub.hub.database.reading() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM entry").scalar_one())


def test_it_ends_with_everything_after_an_old_backup(crew_at_hub: Crew, backed_up: HubWithBackups) -> None:
    a, b, c = crew_at_hub
    use(crew_at_hub, backed_up)
    a.write_many(f"early {number}" for number in range(60))
    crew_at_hub.sync_all()
    backed_up.back_up()
    a.write("a, lost by the hub")
    b.write("b, lost by the hub")
    crew_at_hub.sync_all()
    backed_up.restore()
    use(crew_at_hub, backed_up)
    assert hub_entries(backed_up) == 60
    c.write("c, written after it")
    for laptop in (c, a, b, c, a):
        assert laptop.sync().problems == ()
    assert hub_entries(backed_up) == 63
    assert len(crew_at_hub.digests()) == 1
    assert len(c.texts()) == 63
    fresh = crew_at_hub.join().use_hub(backed_up.hub.address)
    a.sync()
    fresh.sync()
    assert fresh.digest() == c.digest()


def test_what_its_author_cannot_bring_another_does(crew_at_hub: Crew, backed_up: HubWithBackups) -> None:
    a, b, c = crew_at_hub
    use(crew_at_hub, backed_up)
    crew_at_hub.sync_all()
    backed_up.back_up()
    a.write("by a, who is away")
    crew_at_hub.sync_all()
    backed_up.restore()
    use(crew_at_hub, backed_up)
    b.sync()
    assert hub_entries(backed_up) == 1
    b.write("next")
    b.sync()
    c.sync()
    assert c.texts() == {"by a, who is away", "next"}


def test_a_roster_that_it_lost_comes_back_too(crew_at_hub: Crew, backed_up: HubWithBackups) -> None:
    a, b, _ = crew_at_hub
    use(crew_at_hub, backed_up)
    crew_at_hub.sync_all()
    backed_up.back_up()
    b_id = b.device
    a.store.sign(lambda pen: change_role(pen, b_id, Role.COORDINATOR, (), admin=False))
    a.write("after it")
    crew_at_hub.sync_all()
    backed_up.restore()
    use(crew_at_hub, backed_up)
    crew_at_hub.sync_all()
    fresh = crew_at_hub.join().use_hub(backed_up.hub.address)
    crew_at_hub.sync_all()
    assert fresh.store.roster().head == b.store.roster().head
    assert len(crew_at_hub.digests()) == 1


def test_only_what_is_different_is_read_again(crew_at_hub: Crew, backed_up: HubWithBackups) -> None:
    a, b, c = crew_at_hub
    use(crew_at_hub, backed_up)
    for batch in range(10):
        a.write_many(f"{batch} {number} " + "word " * 100 for number in range(30))
        crew_at_hub.sync_all(1)
    crew_at_hub.sync_all(1)
    backed_up.back_up()
    a.write("lost")
    crew_at_hub.sync_all()
    backed_up.restore()
    use(crew_at_hub, backed_up)
    c.write("written after the backup was put back, before the others came")
    c.sync()
    with line_to(backed_up.hub.address) as line:
        b.ways.clear()
        b.store.connection.execute("UPDATE route SET address = ?", (line.address,))
        b.use_hub(line.address)
        assert b.sync().problems == ()
        assert b.texts() == c.texts()
        assert line.down < 30_000
        b.hubs.pop().close()


def test_a_push_that_was_acknowledged_and_lost_before_anybody_read_it(
    crew_at_hub: Crew, backed_up: HubWithBackups
) -> None:
    a, b, c = crew_at_hub
    use(crew_at_hub, backed_up)
    a.write("early")
    crew_at_hub.sync_all()
    backed_up.back_up()
    a.write("acknowledged")
    assert a.sync().waiting == 0
    backed_up.restore()
    use(crew_at_hub, backed_up)
    assert a.sync().problems == ()
    b.sync()
    assert b.texts() == {"early", "acknowledged"}
    c.sync()
    assert c.digest() == a.digest()
