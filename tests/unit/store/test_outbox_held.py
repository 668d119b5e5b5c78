"""What a route holds: a set of local numbers, in as few rows as it can be."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mdt_desktop.store import routes
from mdt_desktop.store.held import Held, runs
from mdt_desktop.store.store import Store
from tests.spaces_of_tests import found_space

_LAST = 40
STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "discard", "all but"]), st.sets(st.integers(1, _LAST), max_size=12)),
    max_size=12,
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Two spaces whose entries lie between each other: those of the first at odd numbers."""
    made = found_space(Store.open(Path(tmp_path_factory.mktemp("held")) / "s.mdt", bytes(32)))
    first = made.space
    found_space(made)
    second = made.space
    made.use(first)
    rows = [
        (number, (first if number % 2 else second).no, number.to_bytes(32, "big"), b"d" * 16, number)
        for number in range(1, _LAST + 1)
    ]
    made.connection.many(
        "INSERT INTO entry (no, space, hash, device, seq, hlc, envelope) VALUES (?, ?, ?, ?, ?, 1, x'00')",
        rows,
    )
    yield made
    made.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(steps=STEPS)
def test_it_is_the_set_it_says(store: Store, steps: list[tuple[str, set[int]]]) -> None:
    connection, space = store.connection, store.space.no
    route = routes.add(connection, space, "folder", "/x")
    held, expected = Held(connection, space, route.no), set()
    held.clear()
    for what, numbers in steps:
        own = {number for number in numbers if number % 2}
        if what == "add":
            held.add(own)
            expected |= own
        elif what == "all but":
            held.all_but(own)
            expected = set(range(1, _LAST + 1, 2)) - own
        else:
            held.discard(own)
            expected -= own
    every = set(range(1, _LAST + 1, 2))
    gaps = [number for number in sorted(every) if any(a <= number <= b for a, b in held.gaps())]
    assert set(gaps) == every - expected
    ranges = held.ranges()
    assert ranges == sorted(ranges)
    blocks = sum(1 for one in expected if one - 2 not in expected)
    # Other spaces' numbers may be left over where own ones were taken out.
    taken_out = sum(len(numbers) for what, numbers in steps if what != "add")
    assert blocks <= len(ranges) <= blocks + taken_out


def test_runs_of_numbers() -> None:
    assert runs([5, 1, 2, 2, 9, 3]) == [(1, 3), (5, 5), (9, 9)]
    assert runs([]) == []
