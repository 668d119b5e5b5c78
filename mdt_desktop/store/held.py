"""Which entries a route is known to hold, as ranges of local numbers: one row for a log of any length.

A gap in which this space has no entry is no gap, so another space's entries make no rows either.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from mdt_desktop.store.connection import Connection

Range = tuple[int, int]
"""First and last local number, both held."""
EVERYTHING: Range = (1, (1 << 62) - 1)


class Held:
    """The ranges of one route; inside the caller's transaction."""

    def __init__(self, connection: Connection, space: int, route: int) -> None:
        self._connection = connection
        self._space = space
        self._route = route

    def ranges(self) -> list[Range]:
        """All ranges, in order."""
        rows = self._connection.execute(
            "SELECT first, last FROM held WHERE route = ? ORDER BY first", (self._route,)
        )
        return [(first, last) for first, last in rows]

    def gaps(self) -> Iterator[Range]:
        """What lies between the ranges and after them, as first and last number not held."""
        edges = [(0, EVERYTHING[0] - 1), *self.ranges(), (EVERYTHING[1] + 1, 0)]
        return ((before[1] + 1, after[0] - 1) for before, after in pairwise(edges))

    def add(self, numbers: Iterable[int]) -> None:
        """The route holds these entries."""
        for first, last in runs(numbers):
            self._join(first, last)

    def discard(self, numbers: Iterable[int]) -> None:
        """The route has lost these entries."""
        for first, last in runs(numbers):
            for whole in self._touching(first, last):
                self._delete(whole)
                self._insert(whole[0], first - 1)
                self._insert(last + 1, whole[1])

    def all_but(self, numbers: Iterable[int]) -> None:
        """The route holds each of the space's entries but these."""
        self.clear()
        # The newest of this space: numbers above it may be given out again.
        row = self._connection.one(
            "SELECT no FROM entry NOT INDEXED WHERE space = ? ORDER BY no DESC LIMIT 1", (self._space,)
        )
        if row:
            self._insert(EVERYTHING[0], row[0])
            self.discard(numbers)

    def clear(self) -> None:
        """Nothing is known of the route any more."""
        self._connection.execute("DELETE FROM held WHERE route = ?", (self._route,))

    def _join(self, first: int, last: int) -> None:
        """Add a range, made one with those that only other spaces' entries lie between."""
        touching = self._touching(self._neighbour(first, "<", "DESC"), self._neighbour(last, ">", "ASC"))
        for whole in touching:
            self._delete(whole)
        self._insert(min([first, *(one for one, _ in touching)]), max([last, *(one for _, one in touching)]))

    def _neighbour(self, number: int, side: str, order: str) -> int:
        """This space's next entry on one side; the number itself if there is none."""
        # By number: the planner would rather walk the space's whole log.
        row = self._connection.one(
            f"SELECT no FROM entry NOT INDEXED WHERE no {side} ? AND space = ? ORDER BY no {order} LIMIT 1",
            (number, self._space),
        )
        return int(row[0]) if row else number

    def _touching(self, first: int, last: int) -> list[Range]:
        rows = self._connection.execute(
            "SELECT first, last FROM held WHERE route = ? AND first <= ? AND last >= ? ORDER BY first",
            (self._route, last, first),
        )
        return [(one, other) for one, other in rows]

    def _insert(self, first: int, last: int) -> None:
        if first <= last:
            self._connection.execute("INSERT INTO held VALUES (?, ?, ?)", (self._route, first, last))

    def _delete(self, whole: Range) -> None:
        self._connection.execute("DELETE FROM held WHERE route = ? AND first = ?", (self._route, whole[0]))


def runs(numbers: Iterable[int]) -> list[Range]:
    """Numbers in any order as ranges of consecutive ones."""
    found: list[Range] = []
    for number in sorted(set(numbers)):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
