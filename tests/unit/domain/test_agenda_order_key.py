import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdt_desktop.domain.agenda import between, needs_rekey, rekey
from mdt_desktop.domain.agenda.order_key import DIGITS

keys = st.text(DIGITS, min_size=1, max_size=12).map(lambda text: text.rstrip("0")).filter(bool)


def sound(key: str) -> bool:
    return bool(key) and not key.endswith("0") and all(digit in DIGITS for digit in key)


def test_digits_stand_in_the_order_text_is_compared_in() -> None:
    assert list(DIGITS) == sorted(DIGITS)
    assert len(set(DIGITS)) == 62


@given(st.one_of(st.none(), keys), st.one_of(st.none(), keys))
def test_a_key_between_two_stands_between_them(one: str | None, other: str | None) -> None:
    before, after = one, other
    if one is not None and other is not None:
        before, after = sorted((one, other))
        if before == after:
            with pytest.raises(ValueError, match="no place between"):
                between(before, after)
            return
    key = between(before, after)
    assert sound(key)
    assert before is None or before < key
    assert after is None or key < after


@given(st.lists(st.integers(min_value=0), max_size=60))
def test_insertions_anywhere_keep_the_list_in_order(places: list[int]) -> None:
    order: list[str] = []
    for place in places:
        at = place % (len(order) + 1)
        before = order[at - 1] if at else None
        order.insert(at, between(before, order[at] if at < len(order) else None))
    assert order == sorted(order)
    assert len(set(order)) == len(order)


def test_keys_stay_short_when_a_list_is_built_from_top_to_bottom() -> None:
    last = None
    for _ in range(100):
        last = between(last, None)
    assert last is not None
    assert not needs_rekey(last)


def test_two_devices_seldom_make_the_same_key() -> None:
    assert len({between("a", "b") for _ in range(200)}) > 190


@given(st.integers(min_value=0, max_value=300))
def test_rekey_gives_as_many_short_ordered_keys_as_asked(n: int) -> None:
    fresh = rekey(n)
    assert len(fresh) == n
    assert fresh == sorted(set(fresh))
    assert all(sound(key) and len(key) <= 6 for key in fresh)


@pytest.mark.parametrize("bad", ["", "0", "000", "a-b", "ü"])
def test_what_is_no_key_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="not a place"):
        between(bad, None)


@pytest.mark.parametrize(("before", "after"), [("b", "a"), ("a", "a0"), ("a0", "a")])
def test_nothing_stands_between_equal_or_reversed_keys(before: str, after: str) -> None:
    with pytest.raises(ValueError, match="no place between"):
        between(before, after)


def test_a_long_key_asks_for_new_ones() -> None:
    assert needs_rekey("a" * 61)
    assert not needs_rekey("a" * 60)
