"""What holds of every way between laptops alike."""

import pytest

from tests.integration.sync.teams_that_sync import Crew


@pytest.fixture(params=["crew", "team"], ids=["folder", "hub"])
def laptops(request: pytest.FixtureRequest) -> Crew:
    """Three laptops that share a folder, then three that share a hub."""
    made: Crew = request.getfixturevalue(request.param)
    return made


def test_everything_arrives_and_everybody_agrees(laptops: Crew) -> None:
    for number, laptop in enumerate(laptops):
        laptop.write(f"by {number}")
    laptops.sync_all()
    assert all(laptop.texts() == {"by 0", "by 1", "by 2"} for laptop in laptops)
    assert len(laptops.digests()) == 1
    last = laptops.laptops[0].sync()
    assert (last.pushed, last.pulled, last.waiting, last.problems) == (0, 0, 0, ())
