"""This device's signed word that it deletes a space that has removed it: the last entry of its chain."""

from datetime import UTC, datetime

from mdt_desktop.crypto.envelope import Envelope
from mdt_desktop.crypto.header import VERSION, Header
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Audit
from mdt_desktop.store import body as bodies
from mdt_desktop.store import log, spaces
from mdt_desktop.store.body import Body, RecordWrite
from mdt_desktop.store.clock import instant
from mdt_desktop.store.store import Store

_DELETED = "deleted the team"


def say_deleted(store: Store) -> None:
    """Put this device's last entry into its log, for handing in: that it deletes the space.

    It is written as by somebody who does not know of the removal, since the new key is not here; beyond the
    cut it has no effect on anybody, but it is signed.
    """
    space, chosen = store.space, store.chosen()
    device = space.device.device_id
    before = next(
        roster
        for roster in sorted(chosen.rosters.values(), key=lambda one: one.position, reverse=True)
        if device in roster.present and roster.head in chosen.roster.hashes
    )
    key = spaces.key_named(store.connection, space.no, before.key)
    if key is None:
        return  # it never had the key of its last epoch, so nothing it said would open
    said = {"who": space.member, "action": _DELETED, "at": datetime.now(UTC).isoformat()}
    last = log.own_head(store.connection, space)
    header = Header(
        VERSION,
        space.id,
        device,
        last.seq + 1 if last else 1,
        last.hash if last else b"",
        (),
        before.head,
        key.id,
        store.clock.tick(),
        log.SCHEMA,
    )
    packed = bodies.pack(Body([], [RecordWrite(Audit.KIND, bodies.record_id(new_id()), said)]))
    envelope = Envelope.write(header.encode(), packed, key, space.device)
    with store.connection.transaction():
        taken = log.store(store.connection, space.no, header, envelope)
        store.connection.execute("UPDATE entry SET effect = 0 WHERE no = ?", (taken.no,))
        log.set_own_head(store.connection, space, taken.hash)


def deleted(store: Store) -> dict[bytes, datetime]:
    """The removed devices whose last entry says that they deleted the space, and when."""
    rows = store.connection.execute(
        "SELECT e.no, e.device, e.hlc FROM head h JOIN entry e ON e.hash = h.hash "
        "WHERE h.space = ? AND NOT e.effect",
        (store.space.no,),
    )
    return {device: instant(hlc) for no, device, hlc in rows if _says_deleted(store, no)}


def is_farewell(body: Body) -> bool:
    """Whether an entry says that its device deleted the space, which leaves an admin nothing to re-enter."""
    return [(one.kind, one.fields.get("action")) for one in body.records] == [(Audit.KIND, _DELETED)]


def _says_deleted(store: Store, entry: int) -> bool:
    try:
        return is_farewell(store.body_of(entry))
    except ValueError:
        return False
