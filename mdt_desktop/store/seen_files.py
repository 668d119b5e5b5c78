"""Files of a shared folder whose content was taken: so that an unchanged folder costs one listing.

A file that vanished deletes nothing here. What no other file holds, the folder is known to lack from then on.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from mdt_desktop.store.connection import Connection
from mdt_desktop.store.held import Held


@dataclass(frozen=True)
class SeenFile:
    """One file, and which entries it holds: those of one device's chain from `first` to `last`.

    `device` is empty for a file of roster statements.
    """

    path: str
    """Below the folder, with `/`."""
    size: int
    device: bytes = b""
    first: int = 0
    last: int = 0


class SeenFiles:
    """What was read of one folder; inside the caller's transaction."""

    def __init__(self, connection: Connection, space: int, route: int) -> None:
        self._connection = connection
        self._space = space
        self._route = route

    def all(self) -> list[SeenFile]:
        """Every file that was taken."""
        rows = self._connection.execute(
            "SELECT path, size, device, first, last FROM seen_file WHERE route = ?", (self._route,)
        )
        return [SeenFile(*row) for row in rows]

    def add(self, files: Iterable[SeenFile]) -> None:
        """These were taken."""
        self._connection.many(
            "INSERT OR REPLACE INTO seen_file (route, path, size, device, first, last) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            [(self._route, one.path, one.size, one.device, one.first, one.last) for one in files],
        )

    def replaced(self, files: Iterable[str]) -> None:
        """These have gone because a wider one, which is here, holds what they held."""
        self._connection.many(
            "DELETE FROM seen_file WHERE route = ? AND path = ?", [(self._route, path) for path in files]
        )

    def gone(self, files: Collection[SeenFile]) -> None:
        """These have vanished, or are not what they were: the folder lacks what no other file holds."""
        self.replaced(one.path for one in files)
        for device in {one.device for one in files}:
            if not device:
                self._forget_statements()
            elif self._is_cloned(device):
                self._forget_device(device)
            else:
                self._lose(device, [one for one in files if one.device == device])

    def _lose(self, device: bytes, files: Iterable[SeenFile]) -> None:
        """One chain: what lies in no other file's range is lost."""
        lost: set[int] = set()
        for one in files:
            rows = self._connection.execute(
                "SELECT e.no FROM entry e WHERE e.space = ? AND e.device = ? AND e.seq BETWEEN ? AND ? "
                "AND NOT EXISTS (SELECT 1 FROM seen_file s WHERE s.route = ? AND s.device = e.device "
                "AND e.seq BETWEEN s.first AND s.last)",
                (self._space, device, one.first, one.last, self._route),
            )
            lost |= {row[0] for row in rows}
        self._held.discard(lost)

    def _forget_device(self, device: bytes) -> None:
        """Two chains may have one range, so which of them a file holds is seen by reading it again."""
        self._connection.execute(
            "DELETE FROM seen_file WHERE route = ? AND device = ?", (self._route, device)
        )
        rows = self._connection.execute(
            "SELECT no FROM entry WHERE space = ? AND device = ?", (self._space, device)
        )
        self._held.discard(row[0] for row in rows)

    def _forget_statements(self) -> None:
        self._connection.execute("DELETE FROM seen_file WHERE route = ? AND device = x''", (self._route,))
        self._connection.execute("DELETE FROM held_statement WHERE route = ?", (self._route,))

    def _is_cloned(self, device: bytes) -> bool:
        rows = self._connection.execute(
            "SELECT count(*) FROM head WHERE space = ? AND device = ?", (self._space, device)
        )
        return int(rows[0][0]) > 1

    @property
    def _held(self) -> Held:
        return Held(self._connection, self._space, self._route)
