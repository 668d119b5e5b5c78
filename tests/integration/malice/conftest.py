"""Honest laptops, and a member who writes what no program of ours would."""

import pytest

from tests.integration.malice.members import Member
from tests.integration.sync.teams_that_sync import Crew


@pytest.fixture
def team(team: Crew) -> Crew:
    """Three laptops whose team the hub carries, all in one state."""
    team.laptops[0].write("before")
    team.sync_all()
    return team


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
