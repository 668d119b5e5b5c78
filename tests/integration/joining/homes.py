"""Profiles in folders of their own, driven by `mdt --json`."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from mdt_desktop.cli import main
from tests.integration.cli.conftest import Ran

PASSPHRASE = "four plain words here"


@dataclass
class Home:
    """One computer's profile."""

    name: str
    path: Path
    secret: Path
    capsys: pytest.CaptureFixture[str] = field(repr=False)
    code: str = ""
    """The printed recovery code."""

    def run(self, *arguments: object) -> Ran:
        self.capsys.readouterr()
        options = ["--home", str(self.path), "--passphrase-file", str(self.secret), "--json"]
        code = main([*options, *map(str, arguments)])
        shown = self.capsys.readouterr()
        return Ran(code, shown.out, shown.err)

    def done(self, *arguments: object, code: int = 0) -> Any:
        """The answer of a command that has to end like this."""
        ran = self.run(*arguments)
        assert ran.code == code, (arguments, ran)
        return ran.value

    def refused(self, *arguments: object, code: int = 1) -> str:
        """The sentence of a command that has to be refused."""
        ran = self.run(*arguments)
        assert (ran.code, ran.out) == (code, ""), (arguments, ran)
        return ran.err

    def case(self, family_name: str) -> str:
        """Somebody new on the list; the case's reference."""
        value = self.done("case", "open", f"family_name={family_name}", "dob=1944-03-14")
        return str(value["ref"])

    def cases(self) -> set[str]:
        """The names on the list."""
        return {one["name"] for one in self.done("case", "list")}

    def digest(self) -> str:
        return str(self.done("store", "digest")["digest"])


class Homes:
    """Everybody's computers, and the folder they share."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.share = folder / "share"
        self.share.mkdir()
        self._secret = folder / "passphrase.txt"
        self._secret.write_text(PASSPHRASE + "\n", encoding="utf-8")
        self._capsys = capsys

    def home(self, name: str) -> Home:
        return Home(name, self.folder / name, self._secret, self._capsys)

    def empty(self, name: str) -> Path:
        """A folder with nothing in it yet."""
        path = self.folder / name
        path.mkdir()
        return path

    def text(self, name: str, words: str) -> Path:
        """A file with this text."""
        path = self.folder / name
        path.write_text(words + "\n", encoding="utf-8")
        return path
