"""Entries taken without effect: why, what they would write, and how an admin writes it again as their own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mdt_desktop.crypto.header import Header
from mdt_desktop.crypto.unreadable import Unreadable
from mdt_desktop.domain.changes import Change
from mdt_desktop.roster import Chosen, Within
from mdt_desktop.store import log, merge
from mdt_desktop.store.body import Body, RecordWrite
from mdt_desktop.store.clock import instant
from mdt_desktop.store.connection import Connection
from mdt_desktop.store.cuts import Cuts


class Why(StrEnum):
    """Why an entry has no effect."""

    UNREADABLE = "unreadable"
    OLD_KEY = "old_key"
    REMOVED = "removed"
    NOT_ALLOWED = "not_allowed"


@dataclass(frozen=True)
class SetAside:
    """One entry without effect. `body` is None where it does not open or parse."""

    entry: int
    hash: bytes
    device: bytes
    at: datetime
    why: Why
    body: Body | None


def set_aside(connection: Connection, space: int, chosen: Chosen) -> Iterator[SetAside]:
    """Every entry without effect whose bytes are here, in the order they were taken."""
    rows = connection.execute(
        "SELECT no, hash, device, hlc FROM entry "
        "WHERE space = ? AND effect = 0 AND envelope <> x'' ORDER BY no",
        (space,),
    )
    for no, whole, device, hlc in rows:
        header = Header.decode(log.envelope_of(connection, no).header)
        body = _body(connection, space, no)
        within = within_cuts(connection, space, no)
        why = _why(chosen, header, body, within)
        yield SetAside(no, whole, device, instant(hlc), why, body)


def within_cuts(connection: Connection, space: int, no: int) -> Within:
    """Whether one entry lies within a cut of its device."""
    device, seq, whole = connection.execute("SELECT device, seq, hash FROM entry WHERE no = ?", (no,))[0]
    return Cuts(connection, space, device).within(seq, whole)


def _body(connection: Connection, space: int, no: int) -> Body | None:
    try:
        return log.body_of(connection, space, no)
    except (Unreadable, ValueError):
        return None


def _why(chosen: Chosen, header: Header, body: Body | None, within: Within) -> Why:
    removed = chosen.roster.term(header.device, within) is None
    if not removed and header.roster in chosen.rosters and chosen.is_superseded(header):
        return Why.OLD_KEY
    if body is None:
        return Why.UNREADABLE
    if removed:
        return Why.REMOVED
    return Why.NOT_ALLOWED


class Reentry:
    """An entry's writes as changes of one's own, in place of what its author replaced and still stands."""

    def __init__(self, connection: Connection, space: int, again: dict[int, frozenset[int]]) -> None:
        """`again`: for entries that were entered again already, the entries that did so."""
        self._connection = connection
        self._space = space
        self._again = again

    def changes(self, entry: int) -> list[Change]:
        """The values of one entry. What nothing of its author's stands under is put beside what stands."""
        body = log.body_of(self._connection, self._space, entry)
        return [
            Change(write.kind, write.record, write.fields, over=self._over(body, write))
            for write in body.records
        ]

    def _over(self, body: Body, write: RecordWrite) -> dict[str, tuple[int, ...]]:
        now = merge.standing(self._connection, self._space, write.kind, write.record)
        return {
            name: tuple(sorted(self._standing_under(body, write, name) & set(merge.versions_of(now, name))))
            for name in write.fields
        }

    def _standing_under(self, body: Body, write: RecordWrite, name: str) -> set[int]:
        """What a field's write replaces, seen through entries that have no effect themselves."""
        found: set[int] = set()
        for at in write.replaces.get(name, ()):
            no = log.entry_of(self._connection, self._space, body.dots[at])
            if no is None:
                continue
            found |= {no, *self._again.get(no, ())}
            if not self._has_effect(no) and no not in self._again:
                found |= self._under(no, write, name)
        return found

    def _under(self, no: int, write: RecordWrite, name: str) -> set[int]:
        body = _body(self._connection, self._space, no)
        earlier = body.records if body else ()
        return {
            one
            for before in earlier
            if body and (before.kind, before.record) == (write.kind, write.record)
            for one in self._standing_under(body, before, name)
        }

    def _has_effect(self, no: int) -> bool:
        return bool(self._connection.execute("SELECT effect FROM entry WHERE no = ?", (no,))[0][0])
