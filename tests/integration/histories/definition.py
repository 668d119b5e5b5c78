"""What a space's log comes to, by definition and as slowly as it takes: not by the store's way.

From all entries that are here and the chosen roster: which have effect, and which values of each field stand.
"""

from dataclasses import dataclass

from mdt_desktop.crypto.envelope import Envelope
from mdt_desktop.crypto.header import Header
from mdt_desktop.crypto.unreadable import Unreadable
from mdt_desktop.roster import Cut
from mdt_desktop.store import body as bodies
from mdt_desktop.store import spaces
from mdt_desktop.store.body import Body
from mdt_desktop.store.store import Store

Dot = tuple[bytes, int, bytes]
Place = tuple[str, str, str]


@dataclass(frozen=True)
class Read:
    """An entry, opened as far as it opens."""

    dot: Dot
    header: Header
    body: Body | None


def standing(store: Store) -> dict[Place, dict[Dot, object]]:
    """(kind, record, field) to the values that stand, each under the dot of the entry that wrote it."""
    effective = [entry for entry in read_log(store).values() if has_effect(store, entry)]
    values: dict[Place, dict[Dot, object]] = {}
    replaced: dict[Place, set[Dot]] = {}
    for entry in effective:
        assert entry.body
        for write in entry.body.records:
            for field, value in write.fields.items():
                values.setdefault((write.kind, write.record, field), {})[entry.dot] = value
            for field, indexes in write.replaces.items():
                gone = replaced.setdefault((write.kind, write.record, field), set())
                gone |= {tuple(entry.body.dots[at]) for at in indexes}
    left = {
        place: {dot: value for dot, value in found.items() if dot not in replaced.get(place, set())}
        for place, found in values.items()
    }
    return {place: found for place, found in left.items() if found}


def read_log(store: Store) -> dict[bytes, Read]:
    """Every entry of the space, by hash."""
    found = {}
    rows = store.connection.execute("SELECT envelope FROM entry WHERE space = ?", (store.space.no,))
    for (packed,) in rows:
        envelope = Envelope.unpack(packed)
        header = Header.decode(envelope.header)
        key = spaces.key_named(store.connection, store.space.no, header.key)
        try:
            body = bodies.unpack(envelope.open_(key)) if key else None
        except (Unreadable, ValueError):
            body = None
        found[envelope.hash] = Read((header.device, header.seq, envelope.hash[:16]), header, body)
    return found


def has_effect(store: Store, entry: Read) -> bool:
    """By the entry's bytes and the roster alone."""
    chosen, header = store.chosen(), entry.header

    def within(cut: Cut) -> bool:
        return any(_leads_to(store, entry, head.device, head.seq, head.short_hash) for head in cut)

    if chosen.roster.term(header.device, within) is None or header.roster not in chosen.rosters:
        return False
    if entry.body is None or chosen.is_superseded(header):
        return False
    return all(
        chosen.roster.may_write(header.device, write.kind, write.fields, within)
        for write in entry.body.records
    )


def _leads_to(store: Store, entry: Read, device: bytes, seq: int, short: bytes) -> bool:
    """Whether the chain that ends in a head goes through this entry, step by step back from the head."""
    log = read_log(store)
    at = next((one for whole, one in log.items() if one.dot == (device, seq, short)), None)
    while at is not None:
        if at.dot == entry.dot:
            return True
        at = log.get(at.header.prev)
    return False
