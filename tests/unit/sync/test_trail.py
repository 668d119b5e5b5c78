"""Where to go on after a hub was set back."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mdt_desktop.sync.trail import Trail
from mdt_desktop.wire.cursor import Cursor


def cursor(offset: int) -> str:
    return str(Cursor(offset, bytes([offset % 256]) * 9))


@given(st.sets(st.integers(1, 2**40), max_size=200))
def test_it_is_short_and_reaches_back_by_doubling(offsets: set[int]) -> None:
    trail = Trail()
    for offset in sorted(offsets):
        trail = trail.on(cursor(offset))
    assert Trail.of(trail.to_bytes()) == trail
    assert len(trail.cursors) <= 42
    kept = [Cursor.parse(one).offset for one in trail.cursors]
    assert kept == sorted(kept, reverse=True)
    assert set(kept) <= offsets
    assert trail.offset == max(offsets, default=0)


def test_steps_of_one_entry_keep_a_cursor_in_each_doubling() -> None:
    trail = Trail()
    for offset in range(1, 1001):
        trail = trail.on(cursor(offset))
    behind = [1000 - Cursor.parse(one).offset for one in trail.cursors[1:]]
    assert behind[0] <= 2
    assert all(later <= earlier * 4 + 4 for earlier, later in pairwise(behind))
    assert len(trail.cursors) <= 12


def test_back_to_the_beginning() -> None:
    trail = Trail().on(cursor(5)).on(cursor(9))
    assert trail.newest == cursor(9)
    assert trail.back().newest == cursor(5)
    assert trail.back().back().newest == ""
    assert trail.back().back().back() == Trail()


def test_nothing_new_is_the_same_trail() -> None:
    trail = Trail().on(cursor(5))
    assert trail.on(cursor(5)) is trail
    assert trail.on("") is trail
    assert not trail.is_behind(trail)
    assert trail.on(cursor(6)).is_behind(trail)


def test_what_is_no_cursor_counts_as_the_beginning() -> None:
    assert Trail.of(b"nonsense").offset == 0
