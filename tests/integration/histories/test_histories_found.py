"""Histories that were drawn once and did not hold, as short as they came: they hold now."""

import pytest

from mdt_desktop.roster import Role
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


def written_by_one_whose_admission_was_set_aside_and_who_had_heard_so(world: World) -> None:
    world.clone(1)
    world.clone(0)
    world.sync(0, 1)
    world.demote(1, 0)
    world.admit(Role.PRACTITIONER, 1)
    world.sync(5, 3)
    world.part_sync(3, 1)
    world.stale(5, 0, 0, 0)
    world.sync(5, 3)
    world.forbid(5)


def admitted_by_an_admin_who_had_not_heard_of_another_admission(world: World) -> None:
    world.admit(Role.CHAIR, 1)


def a_clone_whose_twin_is_further_at_the_hub(world: World) -> None:
    world.admit(Role.CHAIR, 0)
    world.clone(2)
    world.unknown(4, 1, 3)
    world.unknown(2, 1, 0)
    world.retire(2, 3)


def removed_with_a_statement_that_the_hub_has_not_got(world: World) -> None:
    world.clone(1)
    world.epoch(1)
    world.remove(3, 0)


def admitted_beside_what_came_to_the_hub_before(world: World) -> None:
    world.sync(0, 1)
    world.admit(Role.CHAIR, 1)
    world.forbid(3)
    world.admit(Role.CHAIR, 0)
    world.sync(1, 0)


def written_between_an_admission_and_its_second(world: World) -> None:
    world.sync(0, 0)
    world.admit(Role.PRACTITIONER, 1)
    world.sync(3, 0)
    world.edit(3, 0, 0, 1)
    world.sync(3, 0)
    world.sync(0, 0)


def built_on_who_was_admitted_by_one_demoted_meanwhile(world: World) -> None:
    world.admit(Role.CHAIR, 1)
    world.demote(1, 0)
    world.stale(3, 0, 3, 1)
    world.gossip(1, 3, 393)
    world.edit(1, 0, 0, 1)


FOUND: list[Steps] = [
    written_under_the_key_of_a_branch_that_removed_the_founder,
    two_admins_who_remove_each_other,
    written_by_one_whose_admission_was_set_aside_and_who_had_heard_so,
    admitted_by_an_admin_who_had_not_heard_of_another_admission,
    a_clone_whose_twin_is_further_at_the_hub,
    removed_with_a_statement_that_the_hub_has_not_got,
    admitted_beside_what_came_to_the_hub_before,
    written_between_an_admission_and_its_second,
    built_on_who_was_admitted_by_one_demoted_meanwhile,
]


@pytest.mark.parametrize("ways", ["folder", "hub", "both"])
@pytest.mark.parametrize("steps", FOUND, ids=lambda steps: steps.__name__)
def test_they_hold(steps: Steps, ways: str, request: pytest.FixtureRequest) -> None:
    hub: RunningHub | None = None if ways == "folder" else request.getfixturevalue("hub")
    with history(hub, folder=ways != "hub") as world:
        steps(world)
        world.check()
