"""Honest laptops, a hub, and a member who writes what no program of ours would."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.malice.members import Member
from tests.integration.sync.teams_that_sync import Crew, make_crew
from tests.running_hub import RunningHub, running_hub


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RunningHub]:
    """A hub on SQLite that listens."""
    with running_hub(f"sqlite:///{tmp_path / 'hub.sqlite'}") as running:
        yield running


@pytest.fixture
def team(tmp_path: Path, hub: RunningHub) -> Iterator[Crew]:
    """Three laptops whose team the hub carries, all in one state."""
    made = make_crew(tmp_path, 3)
    for laptop in made:
        laptop.use_hub(hub.address)
    founder = made.laptops[0]
    founder.hubs[0].found(hub.invite(), founder.store.statements())
    founder.write("before")
    made.sync_all()
    yield made
    made.close()


@pytest.fixture
def member(team: Crew) -> Member:
    """A member of the team, at whose laptop nobody honest sits."""
    laptop = team.join()
    team.laptops.remove(laptop)
    member = Member(laptop.store)
    for honest in team:
        honest.store.take_statements(laptop.store.statements())
    team.sync_all()
    for packed in team.laptops[0].store.connection.execute("SELECT envelope FROM entry ORDER BY no"):
        laptop.store.apply([packed[0]])
    return member
