"""Sizes by time, and waits that grow."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdt_desktop.sync.pacing import FIRST_BYTES, LONGEST_WAIT_SECONDS, Pace, PageSize, back_off
from mdt_desktop.wire.frames import Placed
from mdt_desktop.wire.limits import PUSH_MAX_BYTES


def test_a_quick_line_is_soon_given_more() -> None:
    size = PageSize()
    assert size.bytes == FIRST_BYTES
    for _ in range(5):
        size = size.after(size.bytes, 0.01)
    assert size.bytes == PUSH_MAX_BYTES // 2


def test_a_slow_line_is_given_what_two_seconds_carry() -> None:
    size = PageSize(1024 * 1024)
    for _ in range(3):
        size = size.after(size.bytes, size.bytes / 16_000)
    assert 30_000 <= size.bytes <= 34_000


def test_a_request_that_was_not_full_says_nothing_of_how_much_more_would_go() -> None:
    assert PageSize(32_000).after(500, 0.001) == PageSize(32_000)
    assert PageSize(32_000).after(500, 10).bytes < 32_000


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1000), st.booleans()), max_size=30))
def test_it_stays_within_what_a_request_may_hold(line: list[tuple[float, float, bool]]) -> None:
    size = PageSize()
    for part, seconds, cut in line:
        size = size.cut() if cut else size.after(int(size.bytes * part), seconds)
        assert 4096 <= size.bytes <= PUSH_MAX_BYTES // 2


def test_waits_double_up_to_five_minutes() -> None:
    longest = [back_off(failures, lambda: 1.0) for failures in range(12)]
    assert longest[:5] == [0, 1, 2, 4, 8]
    assert longest[-1] == LONGEST_WAIT_SECONDS
    assert back_off(10**9, lambda: 1.0) == LONGEST_WAIT_SECONDS


@pytest.mark.parametrize("failures", [1, 5, 40])
def test_waits_are_jittered_between_half_and_all(failures: int) -> None:
    whole = back_off(failures, lambda: 1.0)
    assert back_off(failures, lambda: 0.0) == whole / 2
    drawn = {back_off(failures) for _ in range(20)}
    assert len(drawn) > 1
    assert all(whole / 2 <= one <= whole for one in drawn)


def test_a_line_is_known_to_be_slow_once_something_large_enough_took_long() -> None:
    pace = Pace()
    pace.carried(1_000, 60)
    assert not pace.is_slow
    pace.carried(64 * 1024, 4)
    assert pace.is_slow
    pace.carried(64 * 1024, 0.1)
    assert not pace.is_slow


def test_what_is_done_with_entries_meanwhile_does_not_count_as_the_lines() -> None:
    now = [0.0]
    pace = Pace(clock=lambda: now[0])

    def landing() -> Iterator[list[Placed]]:
        for number in range(4):
            now[0] += 0.01
            yield [Placed(number, bytes(16 * 1024))]

    for _ in pace.timing(landing()):
        now[0] += 60
    assert pace.bytes_a_second == pytest.approx(4 * 16 * 1024 / 0.04)
