"""Putting an item anywhere into a list keeps its order, whatever keys a merge has left in it."""

from hypothesis import given
from hypothesis import strategies as st

from mdt_desktop.domain.agenda import order_key
from mdt_desktop.domain.merging.places import place

KEYS = st.lists(st.sampled_from(["Vabc", "Vabd", "k123", "z" * 60 + "1", "", "0", "a0", "!"]), max_size=6)


@given(keys=KEYS.map(sorted), at=st.integers(0, 6))
def test_the_item_stands_where_it_was_put(keys: list[str], at: int) -> None:
    at = min(at, len(keys))
    fresh, others = place(keys, at)
    names = [*range(len(keys))]
    after = {name: others.get(name, key) for name, key in zip(names, keys, strict=True)} | {"new": fresh}
    wanted = [*names[:at], "new", *names[at:]]
    # Equal keys stand in the order of their ids, so those that were equal before may be so still.
    assert sorted(wanted, key=lambda name: after[name]) == wanted
    neighbours = [after[name] for name in (*names[max(0, at - 1) : at], *names[at : at + 1])]
    assert fresh not in neighbours
    assert not order_key.needs_rekey(fresh)


def test_between_equal_keys_only_the_later_get_new_ones() -> None:
    fresh, others = place(["Vabc", "Vabc", "Vabc", "k123"], 1)
    assert set(others) == {1, 2}
    assert "Vabc" < fresh < others[1] < others[2] < "k123"


def test_an_ordinary_place_costs_one_key() -> None:
    fresh, others = place(["Vabc", "k123"], 1)
    assert "Vabc" < fresh < "k123"
    assert others == {}


def test_a_list_grown_too_deep_gets_new_keys() -> None:
    deep = ["z" * 60 + "1", "z" * 60 + "2"]
    fresh, others = place(deep, 1)
    assert (len(fresh) < 10, set(others)) == (True, {0, 1})
