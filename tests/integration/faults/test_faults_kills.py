"""`kill -9` of laptops and of their hub at random points: nothing kept is lost, doubled or blocked."""

import random
from collections import Counter
from pathlib import Path

import pytest

from tests.integration.faults.looking import hub_entries, look_at_the_end
from tests.integration.faults.world_of_kills import World

ROUNDS = 10
EACH_ROUND = Counter(admin=6, colleague=5, hub=6, newcomer=3)
A_FEW = Counter(admin=2, colleague=1, hub=2, newcomer=1)


def kill_and_look(folder: Path, kills: Counter[str]) -> str:
    """Everybody ends with the same: all that anybody was told to be kept. What it came to, in words."""
    order = list(kills.elements())
    random.shuffle(order)
    world = World(folder)
    try:
        for who in order:
            world.kill(who)
        ends = {name: look_at_the_end(path) for name, path in world.end().items()}
        at_hub = hub_entries(world.hub_file)
    finally:
        world.close()
    assert len({end.digest for end in ends.values()}) == 1
    for end in ends.values():
        assert end.entries == set(at_hub)
        assert end.texts >= set().union(*world.committed.values())
    committed = sum(map(len, world.committed.values()))
    return f"{len(order)} kills, {len(at_hub):,} entries, {committed:,} actions said to be kept, 0 lost"


def test_a_few_kills_lose_nothing(tmp_path: Path) -> None:
    kill_and_look(tmp_path, A_FEW)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(1, ROUNDS + 1))
def test_two_hundred_kills_lose_nothing(tmp_path: Path, number: int) -> None:
    assert EACH_ROUND.total() * ROUNDS == 200
    print(f"\nround {number}: {kill_and_look(tmp_path, EACH_ROUND)}")
