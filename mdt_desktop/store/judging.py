"""Whether an entry has effect: by its bytes and the roster alone, never by order of arrival or a clock."""

from mdt_desktop.crypto.envelope import Envelope
from mdt_desktop.crypto.header import Header
from mdt_desktop.crypto.unreadable import Unreadable
from mdt_desktop.roster import Cut, Roster
from mdt_desktop.store import body as bodies
from mdt_desktop.store import log, rebuilding, spaces
from mdt_desktop.store.body import Body
from mdt_desktop.store.connection import Connection


def effective_body(
    connection: Connection, space: int, roster: Roster, header: Header, envelope: Envelope
) -> Body | None:
    """What the entry says, if it opens, parses and its author's role may write all of it; else None."""
    key = spaces.key_named(connection, space, header.key)
    try:
        body = bodies.unpack(envelope.open_(key)) if key else None
    except (Unreadable, ValueError):
        return None
    if body is None:
        return None
    within = Within(connection, space, header)
    allowed = all(roster.may_write(header.device, write.kind, write.fields, within) for write in body.records)
    return body if allowed else None


def cut_devices(roster: Roster) -> set[bytes]:
    """The devices some of whose entries lie beyond a cut."""
    return {
        device_id
        for device_id, device in roster.devices.items()
        if any(term.until is not None for term in device.terms)
    }


def judge_again(connection: Connection, space: int, roster: Roster, device_id: bytes) -> set[tuple[str, str]]:
    """Judge all entries of a device anew; the records of those whose verdict changed are rebuilt."""
    records: set[str] = set()
    rows = connection.execute(
        "SELECT no, effect FROM entry WHERE space = ? AND device = ? ORDER BY no", (space, device_id)
    )
    for no, effect in rows:
        envelope = log.envelope_of(connection, no)
        body = effective_body(connection, space, roster, Header.decode(envelope.header), envelope)
        if (body is not None) == bool(effect):
            continue
        connection.execute("UPDATE entry SET effect = ? WHERE no = ?", (int(body is not None), no))
        records |= _written(connection, no, body)
    return rebuilding.rebuild_records(connection, space, records) if records else set()


def _written(connection: Connection, no: int, body: Body | None) -> set[str]:
    """The records an entry wrote; one that gains effect is noted as having touched them."""
    if body is not None:
        connection.many(
            "INSERT OR IGNORE INTO touched (record, entry) VALUES (?, ?)",
            [(write.record, no) for write in body.records],
        )
    rows = connection.execute("SELECT record FROM touched WHERE entry = ?", (no,))
    return {row[0] for row in rows}


class Within:
    """Whether an entry lies at or before a cut: reached from one of its heads along its own chain."""

    def __init__(self, connection: Connection, space: int, header: Header) -> None:
        self._connection = connection
        self._space = space
        self._header = header

    def __call__(self, cut: Cut) -> bool:
        """True if the entry is one of the cut's heads or before one of them."""
        return any(
            head.device == self._header.device and self._reaches(head.seq, head.short_hash) for head in cut
        )

    def _reaches(self, seq: int, short_hash: bytes) -> bool:
        """Follow the chain back from a head to this entry's place."""
        if seq < self._header.seq:
            return False
        no = log.entry_of(self._connection, self._space, (self._header.device, seq, short_hash))
        while no is not None:
            header = Header.decode(log.envelope_of(self._connection, no).header)
            if header.seq == self._header.seq:
                return header == self._header
            no = _entry_with(self._connection, header.prev)
        return False


def _entry_with(connection: Connection, whole: bytes) -> int | None:
    row = connection.one("SELECT no FROM entry WHERE hash = ?", (whole,))
    return int(row[0]) if row else None
