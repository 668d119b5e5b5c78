"""A founded team on a real store in a folder of its own, and a clock that stands until it is moved."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from team_at_work import PASSPHRASE, Neighbourhood, SetClock

from mdt_desktop.crypto import vault
from mdt_desktop.crypto.passphrase import CHEAPEST
from mdt_desktop.services.team import directory, team


@pytest.fixture
def cheap_vault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases that take a moment instead of a tenth of a second."""
    monkeypatch.setattr(vault, "Argon2id", lambda: CHEAPEST)


@pytest.fixture
def clock() -> SetClock:
    """Half past nine on the day of the huddle."""
    return SetClock(datetime(2026, 11, 26, 9, 30, tzinfo=UTC))


@pytest.fixture
def neighbourhood(tmp_path: Path, cheap_vault: None, clock: SetClock) -> Iterator[Neighbourhood]:
    """A team that meets on Thursdays, whose chair uses this computer."""
    home = tmp_path / "profile"
    session = team.found(home, PASSPHRASE, "Harbourside", "Dr Amara Okafor", "chair").session
    session.clock = clock
    members = {"Amara": session.store.space.member}
    for name, sector, job, organisation in (
        ("Priya Shah", "COM", "District nurse", "Harbour Community Health"),
        ("Tom Reilly", "ASC", "Social worker", "Harbour Council"),
        ("Marek Nowak", "HOU", "Housing officer", "Harbour Homes"),
    ):
        members[name.split()[0]] = directory.add_member(
            session, name, sector=sector, job_title=job, organisation=organisation
        )
    yield Neighbourhood(session, clock, home, members)
    session.close()
