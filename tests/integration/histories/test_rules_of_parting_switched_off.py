"""The rules for laptops that part, switched off in turn: a history that was found once notices each."""

import pytest

from mdt_desktop.hub.calls import roster as hub_roster_calls
from mdt_desktop.hub.refusing import refused
from mdt_desktop.store import handing_on, outbox
from mdt_desktop.store.peers import Taker
from mdt_desktop.sync.hub_roster import HubRoster
from mdt_desktop.wire.problems import ProblemType
from tests.integration.histories import test_histories_found as found
from tests.integration.histories.test_rules_switched_off import Rule, Steps, _nothing, _set
from tests.integration.histories.world import history
from tests.running_hub import RunningHub


def _no_branches(*_args: object) -> None:
    raise refused(ProblemType.ROSTER_MOVED, roster=bytes(32))


SWITCHED_OFF: dict[str, tuple[Rule, Steps]] = {
    "a hub keeps both branches": (
        _set(hub_roster_calls, "check_branches", _no_branches),
        found.admitted_by_an_admin_who_had_not_heard_of_another_admission,
    ),
    "what came to a hub before is asked for": (
        _set(HubRoster, "seek", _nothing),
        found.admitted_beside_what_came_to_the_hub_before,
    ),
    "whom a branch admitted is an author": (
        _set(Taker, "_admitted_aside", {}),
        found.written_between_an_admission_and_its_second,
    ),
    "a removed device waits for no statement": (
        _set(Taker, "_is_heard", lambda *_: True),
        found.removed_with_a_statement_that_the_hub_has_not_got,
    ),
    "a key that an admin can't carry on is handed on": (
        _set(handing_on, "hand_on", _nothing),
        found.written_under_the_key_of_a_branch_that_removed_the_founder,
    ),
    "a head that is not here may be a clone's": (
        _set(outbox, "entries_beside", lambda *_: []),
        found.a_clone_whose_twin_is_further_at_the_hub,
    ),
}
OVER_A_FOLDER = {"a key that an admin can't carry on is handed on", "whom a branch admitted is an author"}


@pytest.mark.parametrize("rule", SWITCHED_OFF)
def test_without_its_rule_a_found_history_fails(
    hub: RunningHub, rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    off, steps = SWITCHED_OFF[rule]
    folder = rule in OVER_A_FOLDER
    with history(None if folder else hub, folder=folder) as world:
        off(monkeypatch)
        noticed = False
        try:
            steps(world)
            world.check()
        except Exception:  # wherever it shows first
            noticed = True
    assert noticed
