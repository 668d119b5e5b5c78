"""Several people with a computer each, who share one folder; all of it through `mdt`, as a script would."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from homes import Home, Homes

from mdt_desktop.crypto import vault
from mdt_desktop.crypto.passphrase import CHEAPEST
from mdt_desktop.services import session


class Clock:
    """The clock of every session: the real one, moved on."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def on(self, **by: float) -> None:
        """Move it, by `hours=` or `days=`."""
        self.ahead += timedelta(**by)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    moved = Clock()
    monkeypatch.setattr(session, "system_clock", moved)
    return moved


@pytest.fixture
def homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Homes:
    monkeypatch.setattr(vault, "Argon2id", lambda: CHEAPEST)
    return Homes(tmp_path, capsys)


@pytest.fixture
def amara(homes: Homes) -> Home:
    """The founder: a chair, and the only admin."""
    home = homes.home("amara")
    founded = home.done("team", "found", "North", "--me", "Amara Okafor", "--folder", homes.share)
    home.code = founded["recovery_code"]
    return home


@pytest.fixture
def join(homes: Homes, amara: Home) -> Callable[..., Home]:
    """Brings somebody into Amara's team."""

    def bring(name: str, role: str = "practitioner", *, admin: bool = False) -> Home:
        home = homes.home(name.replace(" ", "_").lower())
        invitation = homes.folder / f"{home.name}.invite"
        amara.done("team", "invite", "--name", name, "--role", role, "--out", invitation)
        home.done("team", "join", invitation, "--me", name, "--folder", homes.share)
        amara.done("team", "admit", name, *(["--admin"] if admin else []))
        assert home.done("team", "join", invitation, "--me", name)["status"] == "admitted"
        return home

    return bring
