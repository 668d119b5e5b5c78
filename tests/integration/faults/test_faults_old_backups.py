"""A hub set back to old backups, again and again, while its team goes on: everybody ends with everything."""

import random
import shutil
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.early_snapshots import early_snapshots
from tests.integration.faults.looking import hub_entries
from tests.integration.sync.lines import Line
from tests.integration.sync.teams_that_sync import Crew, make_crew
from tests.running_hub import RunningHub, running_hub

SEEDS = 4
DAYS_WORK = 60


class HubWithPast:
    """A hub on SQLite behind an address that stays; it is stopped to be copied, or to be set back."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "hub.sqlite"
        self.backups: list[Path] = []
        self._life = ExitStack()
        self.hub = self._start()
        self.line = Line(self._target())

    def back_up(self) -> None:
        """Copy the file, the hub being stopped."""
        self._life.close()
        self.backups.append(self.file.with_name(f"backup{len(self.backups)}.sqlite"))
        shutil.copy(self.file, self.backups[-1])
        self._go_on()

    def set_back(self, backup: Path) -> None:
        """As it was then; whatever it acknowledged since is gone."""
        self._life.close()
        for part in self.file.parent.glob("hub.sqlite*"):
            part.unlink()
        shutil.copy(backup, self.file)
        self._go_on()

    def close(self) -> None:
        self.line.close()
        self._life.close()

    def _go_on(self) -> None:
        self.hub = self._start()
        self.line.target = self._target()
        self.line.cut_all()

    def _start(self) -> RunningHub:
        return self._life.enter_context(running_hub(f"sqlite:///{self.file}"))

    def _target(self) -> tuple[str, int]:
        parts = urlsplit(self.hub.address)
        assert parts.hostname
        assert parts.port
        return parts.hostname, parts.port


class Days:
    """What a team does in any order, with what it must have in the end."""

    def __init__(self, chance: random.Random, crew: Crew, hub: HubWithPast) -> None:
        self._chance, self._crew, self._hub = chance, crew, hub
        self.written: set[str] = set()

    def go_on(self) -> None:
        """One thing more."""
        kinds = [self.write, self.sync, self.back_up, self.set_back, self.join]
        (kind,) = self._chance.choices(kinds, [10, 20, 2, 2, 1])
        kind()

    def write(self) -> None:
        """Some changes of one laptop, which may have read the log up to anywhere."""
        laptop = self._chance.choice(self._crew.laptops)
        texts = [f"text {len(self.written) + number}" for number in range(self._chance.randrange(1, 6))]
        laptop.write_many(texts)
        self.written.update(texts)

    def sync(self) -> None:
        """One laptop. A newcomer whose admission the hub has lost is told so."""
        laptop = self._chance.choice(self._crew.laptops)
        problems = laptop.sync().problems
        assert problems == () or laptop not in self._crew.laptops[:3], problems

    def back_up(self) -> None:
        """Now, whatever has come by now."""
        self._hub.back_up()

    def set_back(self) -> None:
        """To any of the backups, so that offsets are given out a second and a third time."""
        self._hub.set_back(self._chance.choice(self._hub.backups))

    def join(self) -> None:
        """A new laptop, admitted by the founder, who has told the hub or has not."""
        if self._chance.random() < 0.5:
            self._crew.laptops[0].sync()
        self._crew.join().use_hub(self._hub.line.address)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_everybody_ends_with_everything(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with ExitStack() as life:
        life.enter_context(early_snapshots(part_bytes=1000))
        hub = HubWithPast(tmp_path)
        life.callback(hub.close)
        crew = make_crew(tmp_path, 3)
        life.callback(crew.close)
        for laptop in crew:
            laptop.use_hub(hub.line.address)
        crew.laptops[0].hubs[0].found(hub.hub.invite(), crew.laptops[0].store.statements())
        hub.back_up()
        days = Days(chance, crew, hub)
        for _ in range(DAYS_WORK):
            days.go_on()
        for _ in range(3):
            crew.sync_all(1)
            crew.clock.pass_(13)
        assert [laptop.sync().problems for laptop in crew] == [()] * len(crew.laptops)
        assert len(crew.digests()) == 1
        for laptop in crew:
            assert laptop.texts() == days.written
            entries = {row[0] for row in laptop.store.connection.execute("SELECT hash FROM entry")}
            assert entries == set(hub_entries(hub.file))
