"""Which entries an author had taken when writing another: read from the heads that headers name.

An entry names the heads of the chains taken since its author's previous one, so the newest head named at or
before it, on its own chain, says how far its author had come in another (docs/sync.md).
"""

from mdt_desktop.crypto.envelope import Envelope
from mdt_desktop.crypto.header import Header
from mdt_desktop.store import log
from mdt_desktop.store.connection import Connection


class Causality:
    """What came before what in one space. Chains are read back only as far as needed, each once."""

    def __init__(self, connection: Connection, space: int) -> None:
        self._connection = connection
        self._space = space
        self._headers: dict[int, Header | None] = {}
        self._places: dict[int, tuple[bytes, int]] = {}
        self._forked: dict[bytes, bool] = {}
        self._seen: dict[tuple[int, bytes], frozenset[int] | None] = {}

    def saw(self, entry: int, other: int) -> bool:
        """Whether the author of `entry` had taken `other` when writing it (local numbers).

        Where that can't be told yet, because a snapshot's log is still to come, it is taken to be so: nobody
        is asked about what may turn out to be no question.
        """
        if other >= entry:  # what an entry rests on is always taken before it
            return other == entry
        author, target = self._place(entry), self._place(other)
        if author[0] == target[0]:
            return self._leads_to(entry, other)
        heads = self._heads_seen(entry, target[0])
        return heads is None or any(self._leads_to(head, other) for head in heads)

    def apart(self, one: int, other: int) -> bool:
        """Whether neither author had taken the other's entry."""
        return not self.saw(one, other) and not self.saw(other, one)

    def _heads_seen(self, entry: int, device: bytes) -> frozenset[int] | None:
        """A device's newest entries, one a chain, that an author had taken; None where that is not known."""
        key = (entry, device)
        if key not in self._seen:
            self._seen[key] = self._newest_heads(entry, device)
        return self._seen[key]

    def _newest_heads(self, entry: int, device: bytes) -> frozenset[int] | None:
        forked = self._is_forked(device)
        found: set[int] = set()
        at: int | None = entry
        while at is not None:
            header = self._header(at)
            if header is None:
                return None
            named = [head for head in header.deps if head.device == device]
            places = ((device, head.seq, head.short_hash) for head in named)
            found |= {no for place in places if (no := log.entry_of(self._connection, self._space, place))}
            if named and not forked:
                break
            at = self._before(header)
        return frozenset(found)

    def _leads_to(self, head: int, other: int) -> bool:
        """Whether a chain that ends in `head` holds `other`, an entry of the same device."""
        (device, last), (_, seq) = self._place(head), self._place(other)
        if last < seq:
            return False
        if not self._is_forked(device):
            return True
        at: int | None = head
        while at is not None and at != other and self._place(at)[1] > seq:
            header = self._header(at)
            if header is None:
                return True
            at = self._before(header)
        return at == other

    def _is_forked(self, device: bytes) -> bool:
        if device not in self._forked:
            rows = self._connection.execute(
                "SELECT count(*) > 1 FROM head WHERE space = ? AND device = ?", (self._space, device)
            )
            self._forked[device] = bool(rows[0][0])
        return self._forked[device]

    def _place(self, no: int) -> tuple[bytes, int]:
        if no not in self._places:
            self._places[no] = self._connection.execute("SELECT device, seq FROM entry WHERE no = ?", (no,))[
                0
            ]
        return self._places[no]

    def _header(self, no: int) -> Header | None:
        if no not in self._headers:
            row = self._connection.one("SELECT envelope FROM entry WHERE no = ?", (no,))
            packed = row[0] if row else log.STUB
            self._headers[no] = Header.decode(Envelope.unpack(packed).header) if packed else None
        return self._headers[no]

    def _before(self, header: Header) -> int | None:
        row = self._connection.one("SELECT no FROM entry WHERE hash = ?", (header.prev,))
        return int(row[0]) if row else None
