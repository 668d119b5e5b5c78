"""The log: this device's entries written, every entry read back."""

from collections.abc import Sequence

import msgspec

from mdt_desktop.crypto.envelope import Envelope
from mdt_desktop.crypto.header import VERSION, Head, Header
from mdt_desktop.store import body as bodies
from mdt_desktop.store import spaces
from mdt_desktop.store.body import Body, Dot
from mdt_desktop.store.connection import Connection
from mdt_desktop.store.spaces import Space

SCHEMA = 1
"""Grows with every version that adds kinds or fields: a hint for “a colleague uses a newer version”."""


class Taken(msgspec.Struct, frozen=True):
    """An entry in the log, by its local number."""

    no: int
    hash: bytes
    device: bytes
    seq: int
    hlc: int


STUB = b""
"""The envelope of an entry that a snapshot named and whose bytes have not come yet."""

TAKEN = "no, hash, device, seq, hlc"
"""The columns of `entry` that make a `Taken`."""


def append(connection: Connection, space: Space, body: Body, hlc: int) -> Taken:
    """Seal, sign and store one entry of this device at the end of its chain."""
    device = space.device.device_id
    last = own_head(connection, space)
    key = spaces.newest_key(connection, space.no)
    seq, prev, last_no = (last.seq + 1, last.hash, last.no) if last else (1, b"", 0)
    header = Header(
        v=VERSION,
        space=space.id,
        device=device,
        seq=seq,
        prev=prev,
        deps=_heads_since(connection, space, last_no),
        roster=spaces.roster_head(connection, space.no),
        key=key.id,
        hlc=hlc,
        schema=SCHEMA,
    )
    envelope = Envelope.write(header.encode(), bodies.pack(body), key, space.device)
    taken = store(connection, space.no, header, envelope)
    set_own_head(connection, space, taken.hash)
    return taken


def own_head(connection: Connection, space: Space) -> Taken | None:
    """The entry this installation's next one follows; None before its first."""
    row = connection.one(
        "SELECT e.no, e.hash, e.device, e.seq, e.hlc FROM space s JOIN entry e ON e.hash = s.own_head "
        "WHERE s.no = ?",
        (space.no,),
    )
    return Taken(*row) if row else None


def set_own_head(connection: Connection, space: Space, whole: bytes) -> None:
    """Go on from this entry."""
    connection.execute("UPDATE space SET own_head = ? WHERE no = ?", (whole, space.no))


def next_seq(connection: Connection, space: Space) -> int:
    """The sequence number of the entry this device writes next."""
    last = own_head(connection, space)
    return last.seq + 1 if last else 1


def store(connection: Connection, space: int, header: Header, envelope: Envelope) -> Taken:
    """Put an entry whose chain is here into the log, and move the head of its chain."""
    connection.execute(
        "INSERT INTO entry (space, hash, device, seq, hlc, envelope) VALUES (?, ?, ?, ?, ?, ?)",
        (space, envelope.hash, header.device, header.seq, header.hlc, envelope.pack()),
    )
    no = connection.last_row()
    connection.execute(
        "DELETE FROM head WHERE space = ? AND device = ? AND hash = ?", (space, header.device, header.prev)
    )
    connection.execute(
        "INSERT INTO head (space, device, seq, hash) VALUES (?, ?, ?, ?)",
        (space, header.device, header.seq, envelope.hash),
    )
    return Taken(no, envelope.hash, header.device, header.seq, header.hlc)


def _heads_since(connection: Connection, space: Space, entry: int) -> tuple[Head, ...]:
    """The other chains' heads that were taken after this device's entry of that number."""
    rows = connection.execute(
        "SELECT h.device, h.seq, h.hash FROM head h JOIN entry e ON e.hash = h.hash "
        "WHERE h.space = ? AND h.device <> ? AND e.no > ? ORDER BY h.device, h.seq",
        (space.no, space.device.device_id, entry),
    )
    return tuple(Head(device, seq, whole[:16]) for device, seq, whole in rows)


def envelope_of(connection: Connection, no: int) -> Envelope:
    """The entry of a local number, as it was received."""
    return Envelope.unpack(connection.execute("SELECT envelope FROM entry WHERE no = ?", (no,))[0][0])


def body_of(connection: Connection, space: int, no: int) -> Body:
    """What an entry says. Raises a ValueError when it does not open or parse."""
    envelope = envelope_of(connection, no)
    header = Header.decode(envelope.header)
    key = spaces.key_named(connection, space, header.key)
    if key is None:
        raise ValueError("the key of this entry’s epoch is not here")
    return bodies.unpack(envelope.open_(key))


def dots(connection: Connection, entries: Sequence[int]) -> list[Dot]:
    """The dots that name these entries everywhere."""
    found = []
    for no in entries:
        device, seq, whole = connection.execute("SELECT device, seq, hash FROM entry WHERE no = ?", (no,))[0]
        found.append((device, seq, whole[:16]))
    return found


def has_stubs(connection: Connection, space: int) -> bool:
    """Whether entries' bytes are still to come: what needs the whole log has to wait."""
    return connection.one("SELECT 1 FROM entry WHERE space = ? AND envelope = x''", (space,)) is not None


def stubs(connection: Connection, space: int) -> int:
    """How many entries' bytes are still to come."""
    rows = connection.execute("SELECT count(*) FROM entry WHERE space = ? AND envelope = x''", (space,))
    return int(rows[0][0])


def has_entries(connection: Connection, space: int) -> bool:
    """Whether anything of a space's log is here."""
    return connection.one("SELECT 1 FROM entry WHERE space = ?", (space,)) is not None


def count(connection: Connection, space: int) -> int:
    """How many entries of a space are here, those by name alone included."""
    return int(connection.execute("SELECT count(*) FROM entry WHERE space = ?", (space,))[0][0])


def entry_of(connection: Connection, space: int, dot: Dot) -> int | None:
    """The local number of the entry a dot names, if it is here."""
    device, seq, short = dot
    rows = connection.execute(
        "SELECT no, hash FROM entry WHERE space = ? AND device = ? AND seq = ?", (space, device, seq)
    )
    return next((no for no, whole in rows if whole[:16] == short), None)
