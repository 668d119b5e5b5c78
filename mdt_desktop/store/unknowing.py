"""An entry of a removed device, written as by somebody who has not heard: the newest key is not here.

Beyond the cut it has no effect on anybody, but it is signed, and opens for those who stay.
"""

from mdt_desktop.crypto.envelope import Envelope
from mdt_desktop.crypto.header import VERSION, Header
from mdt_desktop.roster import Chosen
from mdt_desktop.store import body as bodies
from mdt_desktop.store import log, spaces
from mdt_desktop.store.body import Body, RecordWrite
from mdt_desktop.store.clock import Clock
from mdt_desktop.store.connection import Connection
from mdt_desktop.store.spaces import Space


def append(connection: Connection, space: Space, chosen: Chosen, clock: Clock, write: RecordWrite) -> bool:
    """Put it at the end of this device's chain, inside the caller's transaction; False if no key is here."""
    device = space.device.device_id
    before = next(
        roster
        for roster in sorted(chosen.rosters.values(), key=lambda one: one.position, reverse=True)
        if device in roster.present and roster.head in chosen.roster.hashes
    )
    key = spaces.key_named(connection, space.no, before.key)
    if key is None:
        return False  # it never had the key of its last epoch, so nothing it said would open
    last = log.own_head(connection, space)
    header = Header(
        VERSION,
        space.id,
        device,
        last.seq + 1 if last else 1,
        last.hash if last else b"",
        (),
        before.head,
        key.id,
        clock.tick(),
        log.SCHEMA,
    )
    envelope = Envelope.write(header.encode(), bodies.pack(Body([], [write])), key, space.device)
    taken = log.store(connection, space.no, header, envelope)
    connection.execute("UPDATE entry SET effect = 0 WHERE no = ?", (taken.no,))
    log.set_own_head(connection, space, taken.hash)
    return True
