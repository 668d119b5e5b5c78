"""What was written to one record, when and by which device: read from the log itself."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec

from mdt_desktop.store.body import Body
from mdt_desktop.store.clock import instant
from mdt_desktop.store.connection import Connection


class Written(msgspec.Struct, frozen=True):
    """One entry's write to one record. `entry` is this device's local number for it."""

    at: datetime
    device: bytes
    entry: int
    kind: str
    fields: dict[str, Any]


def history(connection: Connection, space: int, record: str, body_of: Callable[[int], Body]) -> list[Written]:
    """Every write with effect to a record, oldest first."""
    rows = connection.execute(
        "SELECT e.no, e.hlc, e.device FROM touched t JOIN entry e ON e.no = t.entry "
        "WHERE t.record = ? AND e.space = ? AND e.effect ORDER BY e.hlc, e.device",
        (record, space),
    )
    found = []
    for no, hlc, device in rows:
        for write in body_of(no).records:
            if write.record == record:
                found.append(Written(instant(hlc), device, no, write.kind, write.fields))
    return found
