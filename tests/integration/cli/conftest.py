"""The command line as a script uses it: real profile, real store, `--json`, exit codes."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mdt_desktop.cli import main

PASSPHRASE = "correct horse battery"


@dataclass(frozen=True)
class Ran:
    """What one command did."""

    code: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)


Mdt = Callable[..., Ran]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "passphrase.txt"
    path.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return path


@pytest.fixture
def mdt(home: Path, secret: Path, capsys: pytest.CaptureFixture[str]) -> Mdt:
    """Runs `mdt --json` on the test's profile."""

    def run(*arguments: object, json_: bool = True, passphrase: Path | None = secret) -> Ran:
        options = ["--home", str(home)]
        options += ["--passphrase-file", str(passphrase)] if passphrase else []
        capsys.readouterr()
        code = main([*options, *(["--json"] if json_ else []), *map(str, arguments)])
        shown = capsys.readouterr()
        return Ran(code, shown.out, shown.err)

    return run


@pytest.fixture
def team(mdt: Mdt) -> Mdt:
    """A founded team with two colleagues."""
    founded = mdt(
        "team", "found", "North", "--me", "Amara Okafor", "--role", "chair", "--template", "Lewisham"
    )
    assert founded.code == 0, founded.err
    mdt(
        "team",
        "add",
        "Priya Shah",
        "--sector",
        "COM",
        "--job",
        "Care coordinator",
        "--org",
        "Community Trust",
    )
    mdt("team", "add", "Tom Reilly", "--sector", "ASC")
    return mdt
