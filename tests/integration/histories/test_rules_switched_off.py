"""A test of the test: each rule of the merge switched off in turn, and a history that notices it.

Every history holds as the program is, and fails as soon as its rule is gone.
"""

from collections.abc import Callable, Iterator

import pytest

from mdt_desktop.roster import Role
from mdt_desktop.store import commit, judging, merge, projection, rosters
from mdt_desktop.store.chains import Chains
from mdt_desktop.store.clock import Clock
from mdt_desktop.store.cuts import Cuts
from mdt_desktop.store.merge import Merging
from mdt_desktop.store.peers import Taker
from mdt_desktop.store.rosters import Rosters
from mdt_desktop.store.waiting import WaitingEntries
from mdt_desktop.sync.desk import Desk
from tests.integration.histories.world import World, history

Steps = Callable[[World], None]
Rule = Callable[[pytest.MonkeyPatch], None]


def everybody_syncs(world: World) -> None:
    for _ in range(2):
        for at in range(len(world.crew.laptops)):
            world.sync(at, 0)


def edited_apart(world: World) -> None:
    everybody_syncs(world)
    world.edit(1, 0, 0, 2)
    world.clock(0, 8)
    world.edit(0, 0, 0, 1)


def edited_in_turn(world: World) -> None:
    world.edit(0, 0, 0, 1)
    world.edit(0, 0, 0, 2)
    everybody_syncs(world)
    world.edit(1, 0, 0, 3)


def saved_late(world: World) -> None:
    everybody_syncs(world)
    world.look(1)
    world.edit(0, 0, 0, 1)
    everybody_syncs(world)
    world.stale(1, 0, 0, 2)


def undone_late(world: World) -> None:
    everybody_syncs(world)
    world.edit(1, 0, 0, 1)
    world.edit(0, 0, 0, 2)
    everybody_syncs(world)
    world.undo(1)


def replaced_before_it_came(world: World) -> None:
    everybody_syncs(world)
    world.edit(2, 0, 0, 1)
    world.premature(1, 2)
    world.sync(1, 0)
    world.sync(0, 0)
    everybody_syncs(world)


def came_in_pieces(world: World) -> None:
    everybody_syncs(world)
    for value in range(9):
        world.edit(1, 0, 0, value)
    for seed in range(20):
        world.gossip(2, 1, seed)


def taken_away_and_not(world: World) -> None:
    everybody_syncs(world)
    world.bring_back(0, 0)
    world.clock(1, 8)
    world.retire(1, 0)


def demoted_unknowing(world: World) -> None:
    everybody_syncs(world)
    world.demote(2, 0)
    world.sync(0, 0)
    world.forbid(2)
    world.sync(2, 0)
    world.forbid(2)


def removed_unknowing(world: World) -> None:
    everybody_syncs(world)
    world.edit(2, 0, 0, 1)
    everybody_syncs(world)
    world.remove(2, 0)


def heard_of_before_the_removal(world: World) -> None:
    everybody_syncs(world)
    world.edit(2, 0, 0, 1)
    for seed in range(20):
        world.gossip(1, 2, seed)
    world.remove(2, 0)


def wrote_under_the_old_key(world: World) -> None:
    everybody_syncs(world)
    world.epoch(0)
    everybody_syncs(world)
    world.old_key(1)


def two_admins_at_once(world: World) -> None:
    everybody_syncs(world)
    world.admit(Role.CHAIR, 1)
    world.epoch(0)


def a_clock_years_ahead(world: World) -> None:
    world.clock(1, 8)
    world.edit(1, 0, 0, 1)


def a_file_lost(world: World) -> None:
    everybody_syncs(world)
    world.edit(2, 0, 0, 1)
    world.sync(2, 0)
    for _ in range(9):
        world.lose_file(0)
    world.admit()


def heard_twice(world: World) -> None:
    everybody_syncs(world)
    world.edit(1, 0, 0, 1)
    for seed in range(3):
        world.gossip(2, 1, seed)


def _nothing(*_args: object, **_more: object) -> None:
    return None


def _set(owner: object, name: str, value: object) -> Rule:
    return lambda patch: patch.setattr(owner, name, value)


def _everything_seen(now: merge.Standing, _change: object, name: str) -> tuple[int, ...]:
    return tuple(merge.versions_of(now, name))


_shown = merge.shown
_effective = judging.effective_body
_lack = Taker._lack


def _by_arrival(now: merge.Standing, stamps: merge.Stamps) -> tuple[merge.Fields, set[str]]:
    values: merge.Fields = {}
    for entry in sorted(now.versions):
        values |= now.versions[entry]
    return values, _shown(now, stamps)[1]


def _last_says(now: merge.Standing, stamps: merge.Stamps) -> tuple[merge.Fields, set[str]]:
    values, conflicts = _shown(now, stamps)
    order = sorted(now.versions, key=lambda entry: (stamps[entry].hlc, stamps[entry].device))
    for entry in order:
        if "retired" in now.versions[entry]:
            values = {**values, "retired": now.versions[entry]["retired"]}
    return values, conflicts


def _whatever_role(chosen: object, key: object, header: object, envelope: object, _within: object) -> object:
    return judging.opened_body(key, envelope)


def _only_known_lacks(taker: Taker, header: object, whole: object) -> object:
    lack = _lack(taker, header, whole)
    return lack if lack and lack.kind != "entry" else None


def _anything_ahead(clock: Clock, hlc: int) -> None:
    clock._last = max(clock._last, hlc)


SWITCHED_OFF: dict[str, tuple[Rule, Steps]] = {
    "a write replaces what it names": (_set(Merging, "_replace", _nothing), edited_in_turn),
    "a form replaces only what it showed": (_set(commit, "_seen", _everything_seen), saved_late),
    "undo takes back only its own": (_set(commit, "_seen", _everything_seen), undone_late),
    "what is replaced early stays replaced": (
        _set(Merging, "_remember_early", _nothing),
        replaced_before_it_came,
    ),
    "all show the greatest stamp": (_set(projection, "shown", _by_arrival), edited_apart),
    "retired is retired for all": (_set(projection, "shown", _last_says), taken_away_and_not),
    "an entry waits for what its author had": (_set(Taker, "_lack", _only_known_lacks), came_in_pieces),
    "what waited is freed": (_set(WaitingEntries, "freed_by", lambda *_: []), came_in_pieces),
    "an entry is taken once": (_set(Chains, "holds", lambda *_: False), heard_twice),
    "roles are judged": (_set(judging, "effective_body", _whatever_role), demoted_unknowing),
    "cuts are kept": (_set(Cuts, "within", lambda *_: lambda _cut: True), removed_unknowing),
    "what lies before a cut counts": (_set(Cuts, "within", lambda *_: lambda _cut: False), removed_unknowing),
    "a changed roster judges again": (
        _set(judging, "judge_again", lambda *_: set()),
        heard_of_before_the_removal,
    ),
    "all whom a statement concerns": (
        _set(rosters, "whose_rights_changed", lambda *_: set()),
        heard_of_before_the_removal,
    ),
    "who knew the new key uses it": (
        _set(judging, "effective_body", _whatever_role),
        wrote_under_the_old_key,
    ),
    "what was set aside is meant again": (_set(Rosters, "_reissued", lambda *_: ()), two_admins_at_once),
    "a clock moves others a day at most": (_set(Clock, "saw", _anything_ahead), a_clock_years_ahead),
    "what a folder lost is posted again": (_set(Desk, "gone", _nothing), a_file_lost),
}


@pytest.fixture
def world() -> Iterator[World]:
    with history() as begun:
        yield begun


HISTORIES = {steps.__name__: steps for _, steps in SWITCHED_OFF.values()}


@pytest.mark.parametrize("name", HISTORIES)
def test_each_history_holds(world: World, name: str) -> None:
    HISTORIES[name](world)
    world.check()


@pytest.mark.parametrize("rule", SWITCHED_OFF)
def test_without_its_rule_it_does_not(world: World, rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    off, steps = SWITCHED_OFF[rule]
    off(monkeypatch)
    noticed = False
    try:
        steps(world)
        world.check()
    except Exception:  # wherever it shows first
        noticed = True
    assert noticed
