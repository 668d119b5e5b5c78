"""Processes of our own, in folders of their own, so that everything they leave behind can be looked at."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]


class Player:
    """The huddle-playing process, and what it has acknowledged."""

    def __init__(
        self, home: Path, world: Path, what: str, program: str = "tests.integration.safety.huddle_player"
    ) -> None:
        temporary = world / "tmp"
        temporary.mkdir(parents=True, exist_ok=True)
        places = {
            "QT_QPA_PLATFORM": "offscreen",
            "HOME": world,
            "TMPDIR": temporary,
            "XDG_CACHE_HOME": world / "cache",
            "PYTHONPATH": ROOT,
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", program, str(home), what],
            cwd=world,
            env={**os.environ, **{name: str(value) for name, value in places.items()}},
            stdout=subprocess.PIPE,
            text=True,
        )
        self.said: list[dict[str, Any]] = []

    def hear(self, enough: Callable[[dict[str, Any]], bool]) -> None:
        """Listen until something said is enough, or the process ends."""
        assert self._process.stdout
        for line in self._process.stdout:
            self.said.append(json.loads(line))
            if enough(self.said[-1]):
                return

    def kill(self) -> None:
        """`kill -9`, then hear what was on its way."""
        self._process.kill()
        self.hear(lambda _: False)
        self._process.wait()
        assert self._process.stdout
        self._process.stdout.close()

    def finish(self) -> None:
        """Wait for its own end."""
        self.hear(lambda _: False)
        assert self._process.wait() == 0
        assert self._process.stdout
        self._process.stdout.close()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[str], Player]]:
    """Starts a player on the test's own profile; all are gone at the end."""
    players: list[Player] = []

    def start_it(what: str) -> Player:
        players.append(Player(tmp_path / "profile", tmp_path / "world", what))
        return players[-1]

    yield start_it
    for player in players:
        if player._process.poll() is None:
            player.kill()


@pytest.fixture
def profile_home(tmp_path: Path, start: Callable[[str], Player]) -> Path:
    """A demo profile, founded by a process that has ended."""
    start("found").finish()
    return tmp_path / "profile"
