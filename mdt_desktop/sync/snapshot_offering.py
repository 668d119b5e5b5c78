"""An admin's device leaves a snapshot on each way, so that a new device need not read the whole log first."""

from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from mdt_desktop.refused import OutOfReach
from mdt_desktop.store import log
from mdt_desktop.store.snapshots import writing
from mdt_desktop.store.store import Store
from mdt_desktop.sync.desk import Desk
from mdt_desktop.sync.transport import Transport

ENTRIES_AT_LEAST = 1_000
"""Below that the log itself is read as quickly."""
GROWN_BY = 1.25
"""A new one when the log has grown by a quarter: then a new device reads at most as much behind it."""

TRIED_AGAIN_AFTER = timedelta(hours=1)

_LAST = "entries at last snapshot"
_NOT_BEFORE = "no snapshot before"


def offer(transport: Transport, desk: Desk) -> bool:
    """Write and post a snapshot if it is time and this device may; whether one was posted.

    It spares others time, and so waits for a better moment where the line is slow or something is to be sent.
    """
    count = desk.step(_due)
    if not count or count < GROWN_BY * int(desk.recall(_LAST) or 0):
        return False
    if transport.is_slow() or desk.outstanding() > desk.left_out or _is_early(desk):
        return False
    there = transport.snapshot_entries()
    if count < max(ENTRIES_AT_LEAST, GROWN_BY * there):
        desk.remember(_LAST, str(there).encode())
        return False
    mark = desk.mark()
    with TemporaryDirectory(prefix="mdt-snapshot-") as folder:
        # Sealed bytes: nothing in them can be read without the space's key.
        path = Path(folder) / "snapshot"
        reader = desk.step(lambda store: store.reader())
        try:
            written = writing.write(reader, path)
        finally:
            reader.close()
        try:
            transport.post_snapshot(written.header, path, mark)
        except OutOfReach:
            desk.remember(_NOT_BEFORE, (desk.clock() + TRIED_AGAIN_AFTER).isoformat().encode())
            raise
    desk.remember(_LAST, str(written.entries).encode())
    return True


def _is_early(desk: Desk) -> bool:
    """Whether the line was too slow or broken a moment ago: writing one takes time, too."""
    not_before = desk.recall(_NOT_BEFORE).decode()
    return bool(not_before) and desk.clock() < datetime.fromisoformat(not_before)


def _due(store: Store) -> int:
    """How many entries a snapshot of this device would hold; 0 if it may or need not write one."""
    if not store.roster().is_admin(store.space.device.device_id) or not writing.is_whole(store):
        return 0
    count = log.count(store.connection, store.space.no)
    return count if count >= ENTRIES_AT_LEAST else 0
