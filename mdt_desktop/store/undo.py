"""Undo: a new change that gives back the earlier values where the undone ones still stand."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import msgspec

from mdt_desktop.crypto.unreadable import Unreadable
from mdt_desktop.domain.changes import Change
from mdt_desktop.refused import Refused
from mdt_desktop.store.body import Body, Dot, RecordWrite
from mdt_desktop.store.connection import Connection
from mdt_desktop.store.merge import Fields, Stamps, standing

_BODIES_AT_HAND = 64
NOT_YET = (
    "What was there before is still being fetched, so this can’t be undone yet. Nothing was changed; "
    "try again once this computer has everything."
)

Earlier = tuple[int, Any]
"""A value that an undone write had replaced, and the entry that had written it."""


class Undoing(msgspec.Struct, frozen=True):
    """The changes that undo, and what was edited since and is therefore left alone: (kind, id, field).

    Where several values had stood beside each other, `beside` puts the others back: one list a value, each to
    be committed after the one before.
    """

    changes: list[Change]
    left_alone: list[tuple[str, str, str]]
    beside: list[list[Change]] = []


def undoing(
    connection: Connection,
    space: int,
    entries: Sequence[int],
    body_of: Callable[[int], Body],
    entry_of: Callable[[Dot], int | None],
) -> Undoing:
    """What undoes these entries (one intent)."""
    return _Undo(connection, space, frozenset(entries), body_of, entry_of).whole()


class _Undo:
    """One intent, taken back record by record."""

    def __init__(
        self,
        connection: Connection,
        space: int,
        entries: frozenset[int],
        body_of: Callable[[int], Body],
        entry_of: Callable[[Dot], int | None],
    ) -> None:
        self._connection = connection
        self._space = space
        self._entries = entries
        self._body_of = body_of
        self._said = lru_cache(maxsize=_BODIES_AT_HAND)(self._read)
        self._entry_of = lru_cache(maxsize=None)(entry_of)
        self._stamps = Stamps(connection)
        self._undoing = Undoing([], [])

    def whole(self) -> Undoing:
        """All records of the intent, the last written first."""
        for (kind, record), entries in reversed(self._written().items()):
            self._take_back(kind, record, entries)
        return self._undoing

    def _written(self) -> dict[tuple[str, str], list[int]]:
        """The intent's entries that wrote each record, in their order."""
        found: dict[tuple[str, str], list[int]] = {}
        for entry in sorted(self._entries):
            for written in self._said(entry)[1]:
                found.setdefault(written, []).append(entry)
        return found

    def _read(self, entry: int) -> tuple[list[Dot], dict[tuple[str, str], RecordWrite]]:
        """What an entry says, by (kind, id), and the dots it names."""
        try:
            body = self._body_of(entry)
        except Unreadable:  # known by a snapshot, its bytes are still to come
            raise Refused(NOT_YET) from None
        return body.dots, {(write.kind, write.record): write for write in body.records}

    def _take_back(self, kind: str, record: str, entries: list[int]) -> None:
        versions = standing(self._connection, self._space, kind, record).versions
        ours = {entry: versions[entry] for entry in entries if entry in versions}
        names = [name for entry in entries for name in self._write(entry, kind, record).fields]
        left = [name for name in dict.fromkeys(names) if not any(name in said for said in ours.values())]
        self._undoing.left_alone.extend((kind, record, name) for name in left)
        if self._made(record):
            # A record that others have built on stays whole; an untouched one goes.
            if versions.keys() <= self._entries and not left:
                self._undoing.changes.append(Change(kind, record, {"retired": True}))
            else:
                still = dict.fromkeys(name for said in ours.values() for name in said)
                self._undoing.left_alone.extend((kind, record, name) for name in still)
            return
        self._give_back(kind, record, ours)

    def _give_back(self, kind: str, record: str, ours: dict[int, Fields]) -> None:
        """What stood before, in place of what still stands of the intent; what was shown is written last."""
        rounds: list[Change] = []
        for name in dict.fromkeys(name for said in ours.values() for name in said):
            over = tuple(entry for entry, said in ours.items() if name in said)
            for at, value in enumerate(self._values_before(kind, record, name, over)):
                if at == len(rounds):
                    rounds.append(Change(kind, record, {}))
                rounds[at].fields[name] = value
                rounds[at].over[name] = () if at else over
        if rounds:
            self._undoing.changes.append(rounds[0])
        for at, change in enumerate(rounds[1:]):
            if at == len(self._undoing.beside):
                self._undoing.beside.append([])
            self._undoing.beside[at].append(change)

    def _values_before(self, kind: str, record: str, name: str, over: Sequence[int]) -> list[Any]:
        """The values that stood before, the one shown last; None (the default) where there was none."""
        earlier = {no: value for entry in over for no, value in self._replaced(entry, kind, record, name)}
        values: list[Any] = []
        for no in sorted(earlier, key=lambda no: (self._stamps[no].hlc, self._stamps[no].device)):
            if earlier[no] in values:
                values.remove(earlier[no])
            values.append(earlier[no])
        return values or [None]

    def _replaced(self, entry: int, kind: str, record: str, name: str) -> Iterator[Earlier]:
        """What a write had replaced; through the intent's own writes, what those had."""
        dots = self._said(entry)[0]
        for at in self._write(entry, kind, record).replaces.get(name, ()):
            no = self._entry_of(dots[at])
            if no in self._entries:
                yield from self._replaced(no, kind, record, name)
            elif no is not None and name in (fields := self._write(no, kind, record).fields):
                yield no, fields[name]

    def _write(self, entry: int, kind: str, record: str) -> RecordWrite:
        """What an entry says of one record; nothing where it does not name it."""
        return self._said(entry)[1].get((kind, record)) or RecordWrite(kind, record, {})

    def _made(self, record: str) -> bool:
        """Whether this intent was the first to write the record."""
        rows = self._connection.execute("SELECT min(entry) FROM touched WHERE record = ?", (record,))
        return rows[0][0] in self._entries
