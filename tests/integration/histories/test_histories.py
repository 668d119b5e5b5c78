"""Any history of a team, over a folder and a hub: all end with the same, and nobody's words are lost."""

import os
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from mdt_desktop.hub.hub import Settings
from mdt_desktop.hub.limits import Limits
from mdt_desktop.roster import Role
from tests.integration.histories.world import history
from tests.running_hub import RunningHub, running_hub

AT = st.integers(0, 5)
SMALL = st.integers(0, 3)
ROLES = st.sampled_from([Role.CHAIR, Role.PRACTITIONER])


class Team(RuleBasedStateMachine):
    """2 to 6 laptops; what they do is drawn."""

    hub: RunningHub | None = None
    folder = True

    def __init__(self) -> None:
        super().__init__()
        self._life = ExitStack()
        self.world = self._life.enter_context(history(type(self).hub, folder=type(self).folder))

    def teardown(self) -> None:
        with self._life:
            self.world.check()

    @rule(at=AT, record=SMALL, field=SMALL, value=SMALL)
    def edit(self, at: int, record: int, field: int, value: int) -> None:
        self.world.edit(at, record, field, value)

    @rule(at=AT, record=SMALL, field=SMALL, value=SMALL)
    def edit_again(self, at: int, record: int, field: int, value: int) -> None:
        self.world.edit(at, record, field, value)

    @rule(at=AT)
    def look(self, at: int) -> None:
        self.world.look(at)

    @rule(at=AT, record=SMALL, field=SMALL, value=SMALL)
    def stale(self, at: int, record: int, field: int, value: int) -> None:
        self.world.stale(at, record, field, value)

    @rule(at=AT, record=SMALL)
    def retire(self, at: int, record: int) -> None:
        self.world.retire(at, record)

    @rule(at=AT, record=SMALL, value=SMALL)
    def unknown(self, at: int, record: int, value: int) -> None:
        self.world.unknown(at, record, value)

    @rule(at=AT)
    def undo(self, at: int) -> None:
        self.world.undo(at)

    @rule(at=AT, how=SMALL)
    def poison(self, at: int, how: int) -> None:
        self.world.poison(at, how)

    @rule(at=AT)
    def forbid(self, at: int) -> None:
        self.world.forbid(at)

    @rule(at=AT, way=SMALL)
    def sync(self, at: int, way: int) -> None:
        self.world.sync(at, way)

    @rule(at=AT, way=SMALL)
    def sync_again(self, at: int, way: int) -> None:
        self.world.sync(at, way)

    @rule(at=AT, files=SMALL)
    def part_sync(self, at: int, files: int) -> None:
        self.world.part_sync(at, files)

    @rule(at=AT, other=AT, seed=st.integers(0, 1000))
    def gossip(self, at: int, other: int, seed: int) -> None:
        self.world.gossip(at, other, seed)

    @rule(at=AT, years=st.sampled_from([-8, -1, 1, 8]))
    def clock(self, at: int, years: int) -> None:
        self.world.clock(at, years)

    @rule(at=AT)
    def clone(self, at: int) -> None:
        self.world.clone(at)

    @rule(at=AT)
    def back_up(self, at: int) -> None:
        self.world.back_up(at)

    @rule(at=AT)
    def restore(self, at: int) -> None:
        self.world.restore(at)

    @rule(role=ROLES, by=SMALL)
    def admit(self, role: Role, by: int) -> None:
        self.world.admit(role, by)

    @rule(at=AT, record=SMALL)
    def bring_back(self, at: int, record: int) -> None:
        self.world.bring_back(at, record)

    @rule(at=AT, other=AT)
    def premature(self, at: int, other: int) -> None:
        self.world.premature(at, other)

    @rule(at=AT)
    def old_key(self, at: int) -> None:
        self.world.old_key(at)

    @rule(at=AT, by=SMALL)
    def demote(self, at: int, by: int) -> None:
        self.world.demote(at, by)

    @rule(at=AT, by=SMALL)
    def remove(self, at: int, by: int) -> None:
        self.world.remove(at, by)

    @rule(by=SMALL)
    def epoch(self, by: int) -> None:
        self.world.epoch(by)

    @rule(number=AT)
    def lose_file(self, number: int) -> None:
        self.world.lose_file(number)

    @rule(number=AT)
    def half_file(self, number: int) -> None:
        self.world.half_file(number)

    @rule(number=AT)
    def conflicted_copy(self, number: int) -> None:
        self.world.conflicted_copy(number)


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    busy = Settings(limits=Limits(requests_a_minute=10_000_000))
    with running_hub(f"sqlite:///{tmp_path_factory.mktemp('hub') / 'hub.sqlite'}", busy) as running:
        yield running


def run(hub: RunningHub | None, examples: int, steps: int, *, folder: bool = True) -> None:
    made = type("TeamOf", (Team,), {"hub": hub, "folder": folder})
    run_state_machine_as_test(
        made,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
        ),
    )


def test_over_a_folder() -> None:
    run(None, 15, 20)


def test_over_a_folder_and_a_hub(hub: RunningHub) -> None:
    run(hub, 10, 20)


def test_over_a_hub_alone(hub: RunningHub) -> None:
    run(hub, 10, 20, folder=False)


@pytest.mark.slow
def test_long_histories_over_both(hub: RunningHub) -> None:
    run(hub, int(os.environ.get("MDT_HISTORIES", "300")), 50)
