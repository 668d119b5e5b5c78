"""Which entries an author had taken when writing another: read from the heads that headers name.

An entry names the heads of the chains taken since its author's previous one, so the newest head named at or
before it, on its own chain, says how far its author had come in another (docs/sync.md).
"""

from mdt_desktop.crypto.header import Header
from mdt_desktop.store import log
from mdt_desktop.store.connection import Connection


class Causality:
    """What came before what in one space. Chains are read back only as far as needed, each once."""

    def __init__(self, connection: Connection, space: int) -> None:
        self._connection = connection
        self._space = space
        self._headers: dict[int, Header] = {}
        self._reach: dict[tuple[int, bytes], frozenset[int]] = {}

    def saw(self, entry: int, other: int) -> bool:
        """Whether the author of `entry` had taken `other` when writing it (local numbers)."""
        if other >= entry:
            return other == entry
        author, target = self._header(entry), self._header(other)
        if author.device == target.device:
            return self._leads_to(entry, other)
        return any(self._leads_to(head, other) for head in self._heads_seen(entry, target.device))

    def apart(self, one: int, other: int) -> bool:
        """Whether neither author had taken the other's entry."""
        return not self.saw(one, other) and not self.saw(other, one)

    def _heads_seen(self, entry: int, device: bytes) -> frozenset[int]:
        """The newest entries of a device, one a chain, that an entry's author had taken."""
        key = (entry, device)
        if key not in self._reach:
            self._reach[key] = self._newest_heads(entry, device)
        return self._reach[key]

    def _newest_heads(self, entry: int, device: bytes) -> frozenset[int]:
        forked = self._is_forked(device)
        found: set[int] = set()
        at: int | None = entry
        while at is not None:
            header = self._header(at)
            named = [head for head in header.deps if head.device == device]
            found |= {
                no
                for head in named
                if (no := log.entry_of(self._connection, self._space, (device, head.seq, head.short_hash)))
            }
            if named and not forked:
                break
            at = self._before(header)
        return frozenset(found)

    def _leads_to(self, head: int, other: int) -> bool:
        """Whether a chain that ends in `head` holds `other`, an entry of the same device."""
        target = self._header(other)
        if self._header(head).seq < target.seq:
            return False
        if not self._is_forked(target.device):
            return True
        at: int | None = head
        while at is not None and at != other and self._header(at).seq > target.seq:
            at = self._before(self._header(at))
        return at == other

    def _is_forked(self, device: bytes) -> bool:
        rows = self._connection.execute(
            "SELECT count(*) > 1 FROM head WHERE space = ? AND device = ?", (self._space, device)
        )
        return bool(rows[0][0])

    def _header(self, no: int) -> Header:
        if no not in self._headers:
            self._headers[no] = Header.decode(log.envelope_of(self._connection, no).header)
        return self._headers[no]

    def _before(self, header: Header) -> int | None:
        row = self._connection.one("SELECT no FROM entry WHERE hash = ?", (header.prev,))
        return int(row[0]) if row else None
