"""A colleague uses a newer version: who, and since when. All it writes is kept, not all of it is shown."""

from dataclasses import dataclass
from datetime import datetime

from mdt_desktop.crypto.header import Header
from mdt_desktop.services.conflicts.authors import SOMEBODY, Authors
from mdt_desktop.services.session import Session
from mdt_desktop.store import log
from mdt_desktop.store.clock import instant


@dataclass(frozen=True)
class Newer:
    """Whose device writes what only a newer version shows, and since when (None where that can't be read).

    `waits`: some of it can't even be taken until this computer is updated.
    """

    who: str
    since: datetime | None
    waits: bool = False


def newer_versions(session: Session) -> list[Newer]:
    """The colleagues whose newest entries are of a newer version than this one."""
    authors = Authors(session)
    rows = session.records.rows(
        "SELECT h.device, h.seq, e.no FROM head h JOIN entry e ON e.space = h.space AND e.hash = h.hash "
        "WHERE h.space = ? ORDER BY h.device, h.seq"
    )
    found = {
        authors.name(device): _since(session, device, seq)
        for device, seq, no in rows
        if _schema(session, no) > log.SCHEMA
    }
    named = [Newer(who, since) for who, since in found.items()]
    unreadable = session.records.rows("SELECT 1 FROM waiting WHERE space = ? AND lacks = 'version' LIMIT 1")
    waits = bool(unreadable) or session.store.chosen().newer
    return [*named, Newer(SOMEBODY, None, waits=True)] if waits else named


def _since(session: Session, device: bytes, last: int) -> datetime | None:
    """When a device's entries began to be of a newer version: found by halving, as versions only grow."""
    low, high = 1, last
    while low < high:
        middle = (low + high) // 2
        no = _at(session, device, middle)
        if no is not None and _schema(session, no) > log.SCHEMA:
            high = middle
        else:
            low = middle + 1
    no = _at(session, device, high)
    if no is None:
        return None
    return instant(session.store.connection.execute("SELECT hlc FROM entry WHERE no = ?", (no,))[0][0])


def _at(session: Session, device: bytes, seq: int) -> int | None:
    rows = session.records.rows(
        "SELECT no FROM entry WHERE space = ? AND device = ? AND seq = ? LIMIT 1", (device, seq)
    )
    return int(rows[0][0]) if rows else None


def _schema(session: Session, no: int) -> int:
    """The schema an entry was written with; 0 where its bytes are still to come."""
    packed = session.store.connection.execute("SELECT envelope FROM entry WHERE no = ?", (no,))[0][0]
    if packed == log.STUB:
        return 0
    return Header.decode(log.envelope_of(session.store.connection, no).header).schema
