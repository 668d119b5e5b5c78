"""Many at once, restarts, kills, old backups: what was acknowledged is there, no reader skips."""

import shutil
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.wire import names
from mdt_desktop.wire.problems import ProblemType
from tests.integration.hub.hub_actors import Actor, Team, answered, refusal
from tests.running_hub import hub_process, running_hub

DEVICES = 8
PUSHES = 12


def test_offsets_have_no_hole_and_no_reader_skips(database_url: str) -> None:
    """Devices push to two hubs on one database while others read both along."""
    team, devices = Team(), [DeviceKeys.generate() for _ in range(DEVICES)]
    for keys in devices:
        team.admit(keys)
    with running_hub(database_url) as first, running_hub(database_url) as second:
        founder = Actor(first.address, team)
        answered(founder.found(first.invite()))
        addresses = [first.address, second.address]
        done = threading.Event()
        with ThreadPoolExecutor(DEVICES + 2) as threads:
            readers = [threads.submit(_read_along, one, team, done) for one in addresses]
            writers = [
                threads.submit(_write, addresses[at % 2], team, keys) for at, keys in enumerate(devices)
            ]
            written = [one for writer in writers for one in writer.result()]
            done.set()
            read = [reader.result() for reader in readers]
        for offsets, envelopes in read:
            assert offsets == list(range(1, len(written) + 1))
            assert sorted(envelopes) == sorted(written)
        founder.close()


def _write(address: str, team: Team, keys: DeviceKeys) -> list[bytes]:
    actor = Actor(address, team, keys).sign_in()
    written = []
    for size in range(PUSHES):
        entries = [actor.write(size=size * 50) for _ in range(1 + size % 3)]
        answered(actor.push(*entries))
        written += entries
    actor.close()
    return written


def _read_along(address: str, team: Team, done: threading.Event) -> tuple[list[int], list[bytes]]:
    actor, cursor = Actor(address, team).sign_in(), ""
    offsets: list[int] = []
    envelopes: list[bytes] = []
    while True:
        last = done.is_set()
        entries, cursor = actor.pull(cursor, max=2000)
        offsets += [entry.offset for entry in entries]
        envelopes += [entry.envelope for entry in entries]
        if last and not entries:
            actor.close()
            return offsets, envelopes


def test_a_hub_that_starts_again_goes_on(database_url: str) -> None:
    team = Team()
    with running_hub(database_url) as hub:
        actor = Actor(hub.address, team)
        answered(actor.found(hub.invite()))
        entry = actor.sign_in().write()
        answered(actor.push(entry))
        actor.close()
    with running_hub(database_url) as hub:
        again = Actor(hub.address, team)
        again.token, again.seq, again.prev = actor.token, actor.seq, actor.prev
        assert again.pull_all() == [entry]
        answered(again.push(second := again.write()))
        assert again.pull_all() == [entry, second]
        again.close()


def test_what_was_acknowledged_outlives_a_kill(database_url: str) -> None:
    team, acknowledged = Team(), []
    cursor: tuple[int, bytes] = (0, b"")
    for _ in range(3):
        with hub_process(database_url) as hub:
            actor = Actor(hub.address, team)
            if not acknowledged:
                answered(actor.found(_invite(database_url)))
            actor.sign_in()
            actor.seq, actor.prev = cursor
            enough = threading.Event()
            killer = threading.Thread(target=lambda hub=hub, enough=enough: enough.wait() and hub.kill())
            killer.start()
            before = len(acknowledged)
            try:
                while True:
                    entry = actor.write(size=500)
                    answered(actor.push(entry))
                    acknowledged.append(entry)
                    cursor = actor.seq, actor.prev
                    if len(acknowledged) == before + 5:
                        enough.set()
            except httpx.HTTPError:
                pass
            enough.set()
            killer.join()
            actor.close()
        with running_hub(database_url) as hub_again:
            reader = Actor(hub_again.address, team).sign_in()
            found = reader.pull_all()
            # The last may have been taken without anybody hearing of it.
            assert found[: len(acknowledged)] == acknowledged
            assert len(found) <= len(acknowledged) + 1
            for late in found[len(acknowledged) :]:
                acknowledged.append(late)
                cursor = actor.seq, actor.prev
            reader.close()
    assert len(acknowledged) > 10


def _invite(url: str) -> str:
    from mdt_desktop.hub import operator
    from mdt_desktop.hub.database import Database

    database = Database(url)
    code: str = operator.invite(database)["code"]
    database.close()
    return code


def test_a_signal_ends_it_in_order(database_url: str) -> None:
    team = Team()
    with hub_process(database_url) as hub:
        actor = Actor(hub.address, team)
        answered(actor.found(_invite(database_url)))
        answered(actor.sign_in().push(actor.write()))
        hub.process.terminate()
        assert hub.process.wait(timeout=30) == 0
        actor.close()


def test_a_hub_set_back_to_a_backup_is_noticed_and_heals(tmp_path: Path) -> None:
    file, backup = tmp_path / "hub.sqlite", tmp_path / "backup.sqlite"
    team, keys = Team(), DeviceKeys.generate()
    team.admit(keys)
    with running_hub(str(file)) as hub:
        one, other = Actor(hub.address, team), Actor(hub.address, team, keys)
        answered(one.found(hub.invite()))
        one.sign_in()
        other.sign_in()
        early = [one.write() for _ in range(3)]
        answered(one.push(*early))
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(backup)) as target:
            source.backup(target)
        late = [one.write() for _ in range(3)]
        answered(one.push(*late))
        _, cursor = other.pull()
        one.close()
        other.close()
    for leftover in tmp_path.glob("hub.sqlite*"):
        leftover.unlink()
    shutil.copy(backup, file)
    with running_hub(str(file)) as hub:
        back = Actor(hub.address, team, keys).sign_in()
        theirs = back.write()
        answered(back.push(theirs))
        problem = refusal(ProblemType.CURSOR_UNKNOWN, back.get(names.ENTRIES, after=cursor))
        heads = {head.device: head.seq for head in problem.heads}
        assert heads == {one.keys.device_id: 3, keys.device_id: 1}
        answered(back.push(*late))
        assert back.pull_all() == [*early, theirs, *late]
        back.close()


def test_a_roster_set_back_is_read_anew(tmp_path: Path) -> None:
    """What a process remembers of a roster yields to what the database says now."""
    file = tmp_path / "hub.sqlite"
    team = Team()
    with running_hub(str(file)) as hub:
        one = Actor(hub.address, team)
        answered(one.found(hub.invite()))
        one.sign_in()
        founding = team.roster.head
        answered(one.post_statements(team.admit(DeviceKeys.generate())))
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            connection.execute("DELETE FROM statement WHERE place = 1")
            connection.execute("UPDATE space SET roster = ?, statements = 1", (founding,))
        mark = answered(one.get(names.ENTRIES)).headers[names.ROSTER_HEADER]
        assert mark == names.roster_mark(founding)
        one.close()


@pytest.mark.parametrize("count", [2])
def test_processes_that_start_at_once_migrate_once(postgresql_url: str, count: int) -> None:
    with ThreadPoolExecutor(count) as threads:
        hubs = [threads.submit(_start_and_stop, postgresql_url) for _ in range(count)]
        assert [hub.result() for hub in hubs] == [204] * count


def _start_and_stop(url: str) -> int:
    with hub_process(url) as hub:
        return httpx.get(f"{hub.address}/readyz", trust_env=False).status_code
