"""A space's chains while a page of entries is taken: looked up once, and written together at the end."""

from mdt_desktop.crypto.envelope import Envelope
from mdt_desktop.crypto.header import Header
from mdt_desktop.store import log
from mdt_desktop.store.body import Dot
from mdt_desktop.store.connection import Connection
from mdt_desktop.store.log import Taken


class Chains:
    """What is in the log of one space, new entries included, whether they are written yet or not."""

    def __init__(self, connection: Connection, space: int) -> None:
        self._connection = connection
        self._space = space
        self._next = int(connection.execute("SELECT coalesce(max(no), 0) + 1 FROM entry")[0][0])
        self._hashes: dict[bytes, tuple[bytes, int] | None] = {}
        self._dots: dict[Dot, int] = {}
        self._places: dict[tuple[bytes, int], int] = {}
        self.stubs: dict[bytes, tuple[Taken, bool]] = {}
        """Of those expected, the ones whose bytes are to come, and whether they have effect."""
        self._entries: list[tuple[int, int, bytes, bytes, int, int, bytes, int]] = []
        self._followed: dict[bytes, tuple[bytes, int]] = {}
        self._heads: dict[bytes, tuple[bytes, int]] = {}

    def expect(self, hashes: list[bytes]) -> None:
        """Look up at once which of these entries are here."""
        marks = ", ".join("?" * len(hashes))
        rows = self._connection.execute(
            f"SELECT hash, {log.TAKEN}, effect, envelope = x'' FROM entry WHERE hash IN ({marks})", hashes
        )
        here = {row[0]: (row[3], row[4]) for row in rows}
        self.stubs |= {row[0]: (Taken(*row[1:-2]), bool(row[-2])) for row in rows if row[-1]}
        self._hashes.update((one, here.get(one)) for one in hashes)

    def holds(self, whole: bytes) -> bool:
        """Whether the entry of this hash is here."""
        return self.place_of(whole) is not None

    def place_of(self, whole: bytes) -> tuple[bytes, int] | None:
        """Device and place in its chain of the entry of this hash; None if it is not here."""
        if whole not in self._hashes:
            row = self._connection.one("SELECT device, seq FROM entry WHERE hash = ?", (whole,))
            self._hashes[whole] = row and (row[0], row[1])
        return self._hashes[whole]

    def entry_of(self, dot: Dot) -> int | None:
        """The local number of the entry a dot names, if it is here."""
        if dot not in self._dots:
            found = log.entry_of(self._connection, self._space, dot)
            if found is None:
                return None
            self._dots[dot] = found
        return self._dots[dot]

    def at(self, device: bytes, seq: int) -> int:
        """How many entries of a device there are at one place in its chain: two or more from a clone on."""
        if (device, seq) not in self._places:
            rows = self._connection.execute(
                "SELECT count(*) FROM entry WHERE space = ? AND device = ? AND seq = ?",
                (self._space, device, seq),
            )
            self._places[device, seq] = int(rows[0][0])
        return self._places[device, seq]

    def chains_of(self, device: bytes) -> int:
        """How many chains of a device there are."""
        self.write()
        rows = self._connection.execute(
            "SELECT count(*) FROM head WHERE space = ? AND device = ?", (self._space, device)
        )
        return int(rows[0][0])

    def add(self, header: Header, envelope: Envelope, *, effect: bool) -> Taken:
        """Put an entry whose chain is here into the log, and move the head of its chain."""
        taken = Taken(self._next, envelope.hash, header.device, header.seq, header.hlc)
        self._next += 1
        self._entries.append(
            (
                taken.no,
                self._space,
                taken.hash,
                taken.device,
                taken.seq,
                taken.hlc,
                envelope.pack(),
                int(effect),
            )
        )
        self._places[taken.device, taken.seq] = self.at(taken.device, taken.seq) + 1
        self._hashes[taken.hash] = taken.device, taken.seq
        self._dots[taken.device, taken.seq, taken.hash[:16]] = taken.no
        if self._heads.pop(header.prev, None) is None and header.prev:
            self._followed[header.prev] = taken.device, taken.seq
        self._heads[taken.hash] = taken.device, taken.seq
        return taken

    def write(self) -> None:
        """Write the new entries and the heads."""
        self._connection.many(
            "INSERT INTO entry (no, space, hash, device, seq, hlc, envelope, effect) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            self._entries,
        )
        self._connection.many(
            "DELETE FROM head WHERE space = ? AND device = ? AND hash = ?",
            [(self._space, device, prev) for prev, (device, _) in self._followed.items()],
        )
        self._connection.many(
            "INSERT INTO head (space, device, seq, hash) VALUES (?, ?, ?, ?)",
            [(self._space, device, seq, whole) for whole, (device, seq) in self._heads.items()],
        )
        self._entries, self._followed, self._heads = [], {}, {}
