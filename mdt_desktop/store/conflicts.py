"""Fields with several standing values: read for people to settle. The rows are made by the projection."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec

from mdt_desktop.store import log
from mdt_desktop.store.body import Dot
from mdt_desktop.store.clock import instant
from mdt_desktop.store.connection import Connection
from mdt_desktop.store.merge import Stamps, standing


class Version(msgspec.Struct, frozen=True):
    """One standing write to a field. `entry` is this device's number for it; `dot` names it everywhere."""

    entry: int
    dot: Dot
    hlc: int
    value: Any

    @property
    def device(self) -> bytes:
        """Whose write it is."""
        return self.dot[0]

    @property
    def at(self) -> datetime:
        """When it was written, by its author's clock."""
        return instant(self.hlc)


def disputed(connection: Connection, space: int) -> dict[tuple[str, str], frozenset[str]]:
    """The (kind, id) of every record with fields in conflict, and those fields."""
    found: dict[tuple[str, str], set[str]] = {}
    for kind, record, field in connection.execute(
        "SELECT kind, record, field FROM conflict WHERE space = ? ORDER BY record, kind, field", (space,)
    ):
        found.setdefault((kind, record), set()).add(field)
    return {key: frozenset(fields) for key, fields in found.items()}


def versions(
    connection: Connection, space: int, kind: str, record: str, fields: Iterable[str] | None = None
) -> dict[str, list[Version]]:
    """What stands of a record (or of some of its fields), the value shown first."""
    now, stamps = standing(connection, space, kind, record), Stamps(connection)
    entries = sorted(now.versions, key=lambda no: (stamps[no].hlc, stamps[no].device), reverse=True)
    dots = dict(zip(entries, log.dots(connection, entries), strict=True))
    wanted = None if fields is None else frozenset(fields)
    found: dict[str, list[Version]] = {}
    for no in entries:
        for name, value in now.versions[no].items():
            if wanted is None or name in wanted:
                found.setdefault(name, []).append(Version(no, dots[no], stamps[no].hlc, value))
    return found
