"""Whether an entry lies at or before a cut: the chains that end in its heads, and nothing beside them.

While a head of a cut is not here, what comes before it by its number is taken to lead there; when the head
arrives, whatever turns out to lie beside it is judged again. A function of the entries, not of their order.
"""

from mdt_desktop.crypto.header import Header
from mdt_desktop.roster import Cut, Roster, Within
from mdt_desktop.store import log
from mdt_desktop.store.connection import Connection


class Cuts:
    """One device's cuts against the entries of it that are here."""

    def __init__(self, connection: Connection, space: int, device: bytes) -> None:
        self._connection = connection
        self._space = space
        self._device = device
        self._beside: dict[tuple[int, bytes], set[bytes] | None] = {}

    def within(self, seq: int, digest: bytes) -> Within:
        """What `Roster.may_write` asks of the entry at `seq` with this hash."""

        def lies_within(cut: Cut) -> bool:
            return any(
                self._leads_to(seq, digest, head.seq, head.short_hash)
                for head in cut
                if head.device == self._device
            )

        return lies_within

    def _leads_to(self, seq: int, digest: bytes, head_seq: int, head: bytes) -> bool:
        if seq >= head_seq:
            return seq == head_seq and digest[:16] == head
        key = (head_seq, head)
        if key not in self._beside:
            self._beside[key] = self._chain(head_seq, head)
        chain = self._beside[key]
        return chain is None or digest in chain

    def _chain(self, head_seq: int, head: bytes) -> set[bytes] | None:
        """The hashes of the chain that ends in a head; None where nothing lies beside it."""
        row = self._connection.execute(
            "SELECT count(*), count(DISTINCT seq) FROM entry WHERE space = ? AND device = ? AND seq <= ?",
            (self._space, self._device, head_seq),
        )[0]
        no = log.entry_of(self._connection, self._space, (self._device, head_seq, head))
        if no is None or row[0] == row[1]:
            return None
        chain: set[bytes] = set()
        while no is not None:
            envelope = log.envelope_of(self._connection, no)
            chain.add(envelope.hash)
            before = self._connection.one(
                "SELECT no FROM entry WHERE hash = ?", (Header.decode(envelope.header).prev,)
            )
            no = int(before[0]) if before else None
        return chain


def heads_of_cuts(roster: Roster, device: bytes) -> set[tuple[int, bytes]]:
    """(seq, first 16 bytes of the hash) of every head that a cut of this device names."""
    known = roster.device(device)
    if known is None:
        return set()
    return {
        (head.seq, head.short_hash)
        for term in known.terms
        for head in term.until or ()
        if head.device == device
    }
