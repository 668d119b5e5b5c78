"""Undo: a new change that gives back the earlier values where the undone ones still stand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from mdt_desktop.domain.changes import Change
from mdt_desktop.store.body import Body, Dot, RecordWrite
from mdt_desktop.store.connection import Connection
from mdt_desktop.store.merge import standing


@dataclass(frozen=True)
class Undoing:
    """The changes that undo, and what was edited since and is therefore left alone: (kind, id, field)."""

    changes: list[Change]
    left_alone: list[tuple[str, str, str]]


def undoing(
    connection: Connection,
    space: int,
    entries: Sequence[int],
    body_of: Callable[[int], Body],
    entry_of: Callable[[Dot], int | None],
) -> Undoing:
    """What undoes these entries (one intent, in the order they were made)."""
    changes: list[Change] = []
    left: list[tuple[str, str, str]] = []
    for entry in reversed(entries):
        body = body_of(entry)
        earlier = [entry_of(dot) for dot in body.dots]
        for write in body.records:
            versions = standing(connection, space, write.kind, write.record).versions
            still = versions.get(entry, {})
            left += [(write.kind, write.record, name) for name in left_of(write, still)]
            if _made(connection, write.record, entry):
                # A record that others have built on stays whole; an untouched one goes.
                if set(versions) == {entry} and not left_of(write, still):
                    changes.append(Change(write.kind, write.record, {"retired": True}))
                else:
                    left += [(write.kind, write.record, name) for name in still]
                continue
            back = {name: _earlier_value(write, name, earlier, body_of) for name in still}
            if back:
                changes.append(Change(write.kind, write.record, back, over=dict.fromkeys(back, (entry,))))
    return Undoing(changes, left)


def left_of(write: RecordWrite, still: dict[str, Any]) -> list[str]:
    """The fields of a write that something has replaced since."""
    return [name for name in write.fields if name not in still]


def _made(connection: Connection, record: str, entry: int) -> bool:
    """Whether this entry was the first to write the record."""
    rows = connection.execute("SELECT min(entry) FROM touched WHERE record = ?", (record,))
    return bool(rows[0][0] == entry)


def _earlier_value(
    write: RecordWrite, name: str, earlier: list[int | None], body_of: Callable[[int], Body]
) -> Any:
    """What the field held before: None (its default) where nothing had been written."""
    for at in reversed(write.replaces.get(name, [])):
        entry = earlier[at]
        if entry is None:
            continue
        for old in body_of(entry).records:
            if old.record == write.record and old.kind == write.kind and name in old.fields:
                return old.fields[name]
    return None
