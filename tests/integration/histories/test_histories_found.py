"""Histories that were drawn once and did not hold, as short as they came: they hold now."""

import pytest

from tests.integration.histories.test_rules_switched_off import Steps
from tests.integration.histories.world import World, history
from tests.running_hub import RunningHub


def written_under_the_key_of_a_branch_that_removed_the_founder(world: World) -> None:
    world.clone(0)
    world.demote(1, 0)
    world.remove(3, 1)
    world.edit(1, 1, 2, 1)


def two_admins_who_remove_each_other(world: World) -> None:
    world.clone(1)
    for _ in range(2):
        world.clone(0)
    world.remove(5, 1)
    world.remove(3, 0)


FOUND: list[Steps] = [
    written_under_the_key_of_a_branch_that_removed_the_founder,
    two_admins_who_remove_each_other,
]


@pytest.mark.parametrize("steps", FOUND, ids=lambda steps: steps.__name__)
@pytest.mark.parametrize("by_hub", [False, True], ids=["folder", "both"])
def test_they_hold(steps: Steps, by_hub: bool, request: pytest.FixtureRequest) -> None:
    hub: RunningHub | None = request.getfixturevalue("hub") if by_hub else None
    with history(hub) as world:
        steps(world)
        world.check()
