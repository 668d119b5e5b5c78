"""A place in an ordered list that a merge may have left with equal, over-long or spoiled keys."""

from collections.abc import Sequence
from itertools import takewhile

from mdt_desktop.domain.agenda import order_key


def place(keys: Sequence[str], at: int) -> tuple[str, dict[int, str]]:
    """The key of an item put at place `at` of a list, and new keys for others, by their place in it.

    Between equal keys the later ones get new keys. A list whose keys grow over 60 digits, or are no keys at
    all, gets new ones throughout. `keys` stand in the list's order.
    """
    before = keys[at - 1] if at else None
    equal = list(takewhile(lambda key: key == before, keys[at:]))
    upper = keys[at + len(equal)] if at + len(equal) < len(keys) else None
    try:
        fresh = [order_key.between(before, upper)]
        for _ in equal:
            fresh.append(order_key.between(fresh[-1], upper))
    except ValueError:
        return _anew(len(keys), at)
    if any(order_key.needs_rekey(key) for key in fresh):
        return _anew(len(keys), at)
    return fresh[0], dict(enumerate(fresh[1:], at))


def _anew(count: int, at: int) -> tuple[str, dict[int, str]]:
    keys = order_key.rekey(count + 1)
    others = keys[:at] + keys[at + 1 :]
    return keys[at], dict(enumerate(others))
