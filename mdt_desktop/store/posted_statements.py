"""Which roster statements a route is known to hold, and which it is to be given."""

from collections.abc import Collection, Iterable, Sequence

from mdt_desktop.roster import Chosen
from mdt_desktop.roster.signed import read
from mdt_desktop.roster.statements import Later
from mdt_desktop.store.connection import Connection
from mdt_desktop.store.spaces import Space

Named = tuple[bytes, bytes]
"""A statement's hash, and the statement."""


class PostedStatements:
    """The statements of one route; inside the caller's transaction."""

    def __init__(self, connection: Connection, space: int, route: int) -> None:
        self._connection = connection
        self._space = space
        self._route = route

    def holds(self, hashes: Iterable[bytes]) -> None:
        """The route holds these."""
        self._connection.many(
            "INSERT OR IGNORE INTO held_statement (route, hash) VALUES (?, ?)",
            [(self._route, digest) for digest in hashes],
        )

    def to_post(self) -> list[Named]:
        """Those that the route is not known to hold, the founding first, those set aside among them."""
        rows = self._connection.execute(
            "SELECT hash, statement FROM statement WHERE space = ? "
            "AND hash NOT IN (SELECT hash FROM held_statement WHERE route = ?) ORDER BY no",
            (self._space, self._route),
        )
        return [(digest, statement) for digest, statement in rows]

    def tree_to_post(self, chosen: Chosen) -> list[Named]:
        """Those of them that stand, each behind the one it names: for a hub, which checks every one."""
        lacking = dict(self.to_post())
        places = {digest: roster.position for digest, roster in chosen.rosters.items() if digest in lacking}
        return [(digest, lacking[digest]) for digest in sorted(places, key=lambda one: (places[one], one))]

    def holds_only(self, hashes: Collection[bytes]) -> bool:
        """The route holds these and no others; whether it was thought to hold more."""
        known = "SELECT hash FROM held_statement WHERE route = ?"
        lost = {row[0] for row in self._connection.execute(known, (self._route,))} - set(hashes)
        self._connection.many(
            "DELETE FROM held_statement WHERE route = ? AND hash = ?",
            [(self._route, digest) for digest in lost],
        )
        self.holds(hashes)
        return bool(lost)


def own_statements_waiting(connection: Connection, space: Space, routes: Sequence[int]) -> int:
    """How many that this device signed, and that stay, are at none of these routes (by number)."""
    rows = connection.execute(
        "SELECT statement FROM statement WHERE space = ? AND position IS NOT NULL "
        "AND hash NOT IN (SELECT hash FROM held_statement "
        f"WHERE route IN ({', '.join('?' * len(routes))}))",
        (space.no, *routes),
    )
    bodies = (read(row[0]).body for row in rows)
    return sum(isinstance(one, Later) and one.signer == space.device.device_id for one in bodies)
