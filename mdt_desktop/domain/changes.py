"""What somebody means to change, and what has changed."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from mdt_desktop.domain.records import Record


class Change(msgspec.Struct, frozen=True):
    """New values for some fields of one record.

    `as_of` is the store's entry count when the author was shown the record (a form that has been open for
    a while); None means the author saw what stands now. Only versions the author saw are replaced.
    `over` names for some fields the very entries to replace (undo and settling do): these are written even
    if they say what stands, and beside whatever else stands.
    """

    kind: str
    id: str
    fields: dict[str, Any]
    as_of: int | None = None
    over: dict[str, tuple[int, ...]] = msgspec.field(default_factory=dict)


class Changed(msgspec.Struct, frozen=True):
    """The records one commit touched, as (kind, id): what the views filter their broadcast by.

    `by_others`: it came from other devices, so nothing that was done here is any different for it.
    """

    records: frozenset[tuple[str, str]] = msgspec.field(default_factory=frozenset)
    by_others: bool = False

    def touches(self, *kinds: str) -> bool:
        """Whether any record of these kinds changed."""
        return any(kind in kinds for kind, _ in self.records)

    def ids(self, kind: str) -> set[str]:
        """The ids of the changed records of one kind."""
        return {identity for a_kind, identity in self.records if a_kind == kind}


def creation(record: Record) -> Change:
    """All that a new record says beyond its defaults (at least one field, so that it exists)."""
    bare = type(record)(id=record.id)
    fields = {
        name: getattr(record, name)
        for name in record.__struct_fields__
        if name != "id" and getattr(record, name) != getattr(bare, name)
    }
    return Change(record.KIND, record.id, fields or {"retired": False})


def edit(record: Record, **fields: Any) -> Change:
    """New values for some fields of a record that is there."""
    unknown = set(fields) - set(record.__struct_fields__)
    if unknown:
        raise AttributeError(f"{record.KIND} has no field {sorted(unknown)}")
    return Change(record.KIND, record.id, fields)


def combined(changes: Iterable[Change]) -> list[Change]:
    """One change a record, later values over earlier ones, in the order first named."""
    merged: dict[tuple[str, str], Change] = {}
    for change in changes:
        key = (change.kind, change.id)
        earlier = merged.get(key)
        if earlier:
            fields, over = earlier.fields | change.fields, earlier.over | change.over
            change = Change(change.kind, change.id, fields, earlier.as_of, over)
        merged[key] = change
    return list(merged.values())


def applied(record: Record, changes: Sequence[Change]) -> Record:
    """The record as it will be once these changes are committed."""
    for change in changes:
        if (change.kind, change.id) == (record.KIND, record.id):
            record = msgspec.structs.replace(record, **change.fields)
    return record
