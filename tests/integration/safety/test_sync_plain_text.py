"""No plain text of a person in anything that sync leaves behind: what carries entries can read none.

Looked through while the hub runs and after it ends: the shared folder, a stick, an invitation, the hub's
database with its journal, everybody's profiles, temporary and cache folders, and what programs wrote to
their logs.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mdt_desktop.services.demo import demo
from tests.integration.safety.conftest import ROOT
from tests.integration.safety.known_strings import known_strings, leaks
from tests.running_hub import running_hub

PASSPHRASE = "four plain words here"


@dataclass(frozen=True)
class World:
    """A folder in which programs find their home, their temporary files and their cache."""

    folder: Path

    def __post_init__(self) -> None:
        for name in ("tmp", "share", "stick", "log"):
            (self.folder / name).mkdir(parents=True)
        (self.folder / "passphrase.txt").write_text(PASSPHRASE + "\n", encoding="utf-8")

    def mdt(self, who: str, *arguments: object) -> Any:
        """One command as its own process; its messages go to a log. 5 is done, with something to look at."""
        places = {
            "HOME": self.folder,
            "TMPDIR": self.folder / "tmp",
            "XDG_CACHE_HOME": self.folder / "cache",
            "PYTHONPATH": ROOT,
        }
        options = ["--home", self.folder / who, "--passphrase-file", self.folder / "passphrase.txt", "--json"]
        with open(self.folder / "log" / f"{who}.txt", "ab") as log:
            ran = subprocess.run(
                [sys.executable, "-m", "mdt_desktop.cli", *map(str, [*options, *arguments])],
                cwd=self.folder,
                env={**os.environ, **{name: str(path) for name, path in places.items()}},
                stdout=subprocess.PIPE,
                stderr=log,
                check=False,
            )
        assert ran.returncode in (0, 5), (arguments, (self.folder / "log" / f"{who}.txt").read_text())
        return json.loads(ran.stdout)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "world")


def test_nothing_that_sync_writes_can_be_read(world: World) -> None:
    strings, folder = known_strings(), world.folder
    demo.found_demo(folder / "first", PASSPHRASE).close()
    with running_hub(f"sqlite:///{folder / 'hub.sqlite'}") as hub:
        world.mdt("first", "team", "connect", "--folder", folder / "share")
        world.mdt("first", "team", "connect", "--hub", hub.address, "--code", hub.invite())
        invitation = folder / "share" / "priya.mdtinvite"
        world.mdt(
            "first", "team", "invite", "--name", "Priya S", "--role", "coordinator", "--out", invitation
        )
        world.mdt("second", "team", "join", invitation, "--me", "Priya S")
        world.mdt("first", "team", "admit", "--all")
        assert world.mdt("second", "team", "join", invitation, "--me", "Priya S")["status"] == "admitted"
        world.mdt("second", "sync")
        cases = world.mdt("second", "case", "list")
        world.mdt("second", "case", "set", cases[0]["ref"], f"what_matters={strings[0]} and {strings[1]}")
        world.mdt("second", "sync", "--folder", folder / "stick")
        world.mdt("second", "sync")
        world.mdt("first", "sync")
        while_it_runs = list(leaks([folder], strings))
    assert {one["name"].split(",")[0].title() for one in cases} & {one.title() for one in strings}
    assert world.mdt("first", "store", "digest") == world.mdt("second", "store", "digest")
    for carried in ("share", "stick"):
        assert sum(path.stat().st_size for path in (folder / carried).rglob("*.mdt")) > 2_000
    assert (folder / "hub.sqlite").stat().st_size > 10_000
    assert (folder / "log" / "second.txt").exists()
    assert (while_it_runs, list(leaks([folder], strings))) == ([], [])
