"""A team of three, and a folder that they share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.sync.teams_that_sync import Crew, make_crew


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """An empty shared folder."""
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


@pytest.fixture
def crew(tmp_path: Path, shared: Path) -> Iterator[Crew]:
    """Three laptops that share a folder and have synced nothing."""
    made = make_crew(tmp_path, 3)
    for laptop in made:
        laptop.use_folder(shared)
    yield made
    made.close()
