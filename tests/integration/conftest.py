"""A hub, a team at it, and a watch on what a test may not leave behind for the next."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.sync.teams_that_sync import Crew, make_crew
from tests.left_changed import changed, rules
from tests.running_hub import RunningHub, running_hub


@pytest.fixture(autouse=True)
def rules_as_they_were() -> Iterator[None]:
    """Fail a test that leaves a bound or a function of the program other than it found it."""
    before = rules()
    yield
    left = changed(before)
    assert not left, f"left changed for the tests that follow: {', '.join(left)}"


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RunningHub]:
    """A hub on SQLite that listens."""
    with running_hub(f"sqlite:///{tmp_path / 'hub.sqlite'}") as running:
        yield running


@pytest.fixture
def team(tmp_path: Path, hub: RunningHub) -> Iterator[Crew]:
    """Three laptops whose team the hub carries; they have synced nothing."""
    made = make_crew(tmp_path, 3)
    made.found_at(hub)
    yield made
    made.close()
