"""Signed versions of one huddle's minutes that were made apart: which one counts, which wait for the chair.

The final with the lowest (hlc, device) is shown; the others are amendment requests. A version whose author
had another line's final before them settles the matter: it outranks any final, however late that arrives.
"""

from collections.abc import Iterable, Sequence

import msgspec


class Signed(msgspec.Struct, frozen=True):
    """One signed version. `saw`: the ids of the other signed versions that its author had."""

    id: str
    version: int
    amends: str
    stamp: tuple[int, bytes]
    saw: frozenset[str] = frozenset()


def shown(signed: Iterable[Signed]) -> Signed:
    """The version that counts. At least one is needed."""
    by_id = {one.id: one for one in signed}
    settling = [one for one in by_id.values() if _settles(by_id, one)]
    if settling:
        base = min(settling, key=_newest_first)
    else:
        roots = [one for one in by_id.values() if one.amends not in by_id]
        base = min(roots or by_id.values(), key=lambda one: one.stamp)
    grown = [one for one in by_id.values() if base.id in line(by_id, one)]
    return min(grown, key=_newest_first)


def requests(signed: Sequence[Signed]) -> list[Signed]:
    """The versions that the chair has yet to settle, the earliest first; each stands for what it amends."""
    if not signed:
        return []
    by_id = {one.id: one for one in signed}
    kept = line(by_id, shown(signed))
    settled = {other for one in kept for other in by_id[one].saw}
    left = [one for one in signed if one.id not in kept and one.id not in settled]
    amended = {one.amends for one in left}
    return sorted((one for one in left if one.id not in amended), key=lambda one: one.stamp)


def line(by_id: dict[str, Signed], one: Signed) -> list[str]:
    """A version and those it amends, one after another, the newest first."""
    found = [one.id]
    while (one.amends in by_id) and one.amends not in found:
        one = by_id[one.amends]
        found.append(one.id)
    return found


def _settles(by_id: dict[str, Signed], one: Signed) -> bool:
    """Whether its author chose between lines: it amends one and had another before them."""
    return one.amends in by_id and any(
        other in by_id and _root(by_id, by_id[other]) != _root(by_id, one) for other in one.saw
    )


def _root(by_id: dict[str, Signed], one: Signed) -> str:
    return line(by_id, one)[-1]


def _newest_first(one: Signed) -> tuple[int, tuple[int, bytes]]:
    return -one.version, one.stamp
