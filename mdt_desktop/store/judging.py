"""Whether an entry has effect: by its bytes and the roster alone, never by order of arrival or a clock."""

from mdt_desktop.crypto.envelope import Envelope
from mdt_desktop.crypto.header import Header
from mdt_desktop.crypto.space_key import SpaceKey
from mdt_desktop.crypto.unreadable import Unreadable
from mdt_desktop.roster import Chosen, Within
from mdt_desktop.store import body as bodies
from mdt_desktop.store import log, rebuilding, spaces
from mdt_desktop.store.body import Body
from mdt_desktop.store.connection import Connection
from mdt_desktop.store.cuts import Cuts


def effective_body(
    chosen: Chosen, key: SpaceKey | None, header: Header, envelope: Envelope, within: Within
) -> Body | None:
    """What the entry says, if it opens, parses and its author's role may write all of it; else None."""
    roster = chosen.roster
    # What was written after a removal may name statements that nobody else has: they are not asked for.
    if roster.term(header.device, within) is None or header.roster not in chosen.rosters:
        return None
    body = opened_body(key, envelope)
    if body is None or chosen.is_superseded(header):
        return None
    allowed = all(roster.may_write(header.device, write.kind, write.fields, within) for write in body.records)
    return body if allowed else None


def opened_body(key: SpaceKey | None, envelope: Envelope) -> Body | None:
    """What the entry says, whoever may say it, if it opens and parses."""
    try:
        return bodies.unpack(envelope.open_(key)) if key else None
    except (Unreadable, ValueError):
        return None


def judge_again(connection: Connection, space: int, chosen: Chosen, device_id: bytes) -> set[tuple[str, str]]:
    """Judge all entries of a device anew; the records of those whose verdict changed are rebuilt."""
    records: set[str] = set()
    cuts = Cuts(connection, space, device_id)
    rows = connection.execute(
        "SELECT no, effect FROM entry WHERE space = ? AND device = ? ORDER BY no", (space, device_id)
    )
    for no, effect in rows:
        envelope = log.envelope_of(connection, no)
        header = Header.decode(envelope.header)
        key = spaces.key_named(connection, space, header.key)
        body = effective_body(chosen, key, header, envelope, cuts.within(header.seq, envelope.hash))
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
