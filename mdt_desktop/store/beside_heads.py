"""Which entries somebody lacks who has named the heads it has: those that no chain to one of these holds."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from mdt_desktop.crypto.header import Head, Header
from mdt_desktop.crypto.unreadable import Unreadable
from mdt_desktop.store import log
from mdt_desktop.store.connection import Connection
from mdt_desktop.store.held import Range


def entries_beside(
    connection: Connection, space: int, heads: Collection[Head], held: Collection[Range]
) -> list[int]:
    """The local numbers of the entries here that lie on no chain to these heads, as far as can be told.

    `held` is what was known of it before: of a chain whose head is not here no more than that can be told.
    """
    by_device: dict[bytes, list[Head]] = defaultdict(list)
    for head in heads:
        by_device[head.device].append(head)
    beside = _Beside(connection, space, held)
    rows = connection.execute(
        "SELECT device, count(*), max(seq) FROM entry WHERE space = ? GROUP BY device", (space,)
    )
    # As many entries as the newest one's number says are one chain.
    return [
        no
        for device, count, newest in rows
        for no in beside.of_device(device, by_device[device], newest, one_chain=count == newest)
    ]


class _Beside:
    def __init__(self, connection: Connection, space: int, held: Collection[Range]) -> None:
        self._connection, self._space, self._held = connection, space, held

    def of_device(self, device: bytes, heads: list[Head], newest: int, *, one_chain: bool) -> Iterator[int]:
        dots = [(device, head.seq, head.short_hash) for head in heads]
        here = [log.entry_of(self._connection, self._space, dot) for dot in dots]
        if one_chain and len(heads) == 1 and here[0]:
            yield from self._numbers(device, heads[0].seq)
        elif len(heads) == 1 and heads[0].seq > newest:
            known = self._held
            yield from (
                no for no in self._numbers(device) if not any(first <= no <= last for first, last in known)
            )
        else:
            behind = set(self._leading_to(here))
            yield from (no for no in self._numbers(device) if no not in behind)

    def _numbers(self, device: bytes, after: int = 0) -> list[int]:
        rows = self._connection.execute(
            "SELECT no FROM entry WHERE space = ? AND device = ? AND seq > ?", (self._space, device, after)
        )
        return [row[0] for row in rows]

    def _leading_to(self, heads: Iterable[int | None]) -> Iterator[int]:
        for no in heads:
            while no is not None:
                yield no
                no = self._before(no)

    def _before(self, no: int) -> int | None:
        """The entry before one in its chain; None before the first, and where the bytes are still to come."""
        try:
            prev = Header.decode(log.envelope_of(self._connection, no).header).prev
        except Unreadable:
            return None
        row = self._connection.one("SELECT no FROM entry WHERE hash = ?", (prev,))
        return int(row[0]) if row else None
