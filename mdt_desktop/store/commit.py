"""From what somebody means to change to entries of the log: the write path."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from mdt_desktop.crypto.envelope import TooLarge
from mdt_desktop.domain.changes import Change, combined
from mdt_desktop.progress import Progress, silent
from mdt_desktop.refused import Refused
from mdt_desktop.store import log, merge, projection, schema
from mdt_desktop.store.body import RECORDS_AT_MOST, Body, RecordWrite, record_id
from mdt_desktop.store.clock import Clock
from mdt_desktop.store.connection import Connection
from mdt_desktop.store.merge import Merging, Stamps, Standing, standings
from mdt_desktop.store.spaces import Space

TOO_LONG = (
    "That text is too long to be saved in one piece. Nothing was changed; "
    "shorten it, or keep it as several notes."
)
NOT_STORABLE = (
    "That holds half of a character, or a number with too many digits. Nothing was changed; "
    "type it again instead of pasting it."
)


class Draft(msgspec.Struct, frozen=True):
    """One change against what stands: the fields that really change, and the entries they replace."""

    now: Standing
    fields: dict[str, Any]
    replaces: dict[str, tuple[int, ...]]


def write(
    connection: Connection,
    space: Space,
    clock: Clock,
    changes: Iterable[Change],
    progress: Progress = silent,
) -> list[log.Taken]:
    """Write one intent, as few entries as its size allows; inside the caller's transaction.

    What the tables say already is not written again; an intent that changes nothing writes nothing.
    """
    wanted = combined(changes)
    now = standings(connection, space.no, [(change.kind, change.id) for change in wanted])
    drafts = [draft for change in wanted if (draft := _draft(now[change.kind, change.id], change)).fields]
    taken: list[log.Taken] = []
    stamps = Stamps(connection)
    for number, part in enumerate(_parts(drafts, RECORDS_AT_MOST)):
        progress(number * RECORDS_AT_MOST, len(drafts))
        taken += _append(connection, space, clock, part, stamps)
    return taken


def _parts(drafts: Sequence[Draft], size: int) -> Iterator[Sequence[Draft]]:
    for start in range(0, len(drafts), size):
        yield drafts[start : start + size]


def _append(
    connection: Connection, space: Space, clock: Clock, drafts: Sequence[Draft], stamps: Stamps
) -> list[log.Taken]:
    body = _body(connection, drafts)
    try:
        entry = log.append(connection, space, body, clock.tick())
    except (UnicodeEncodeError, OverflowError):
        raise Refused(NOT_STORABLE) from None
    except TooLarge:
        if len(drafts) == 1:
            raise Refused(TOO_LONG) from None
        half = len(drafts) // 2
        first = _append(connection, space, clock, drafts[:half], stamps)
        return first + _append(connection, space, clock, drafts[half:], stamps)
    merging = Merging(connection, space.no, [draft.now for draft in drafts])
    merging.apply(entry, body)
    projection.project(connection, space.no, merging.write(), stamps)
    return [entry]


def _draft(now: Standing, change: Change) -> Draft:
    fields, replaces = {}, {}
    for name, value in change.fields.items():
        value = schema.plain(value)
        seen = _seen(now, change, name)
        standing = list(merge.versions_of(now, name))
        settles = name in change.over
        if not settles and seen and len(standing) == 1 and now.versions[standing[0]][name] == value:
            continue
        if not standing and value is None:
            continue
        fields[name] = value
        if seen:
            replaces[name] = seen
    return Draft(now, fields, replaces)


def _seen(now: Standing, change: Change, name: str) -> tuple[int, ...]:
    standing = merge.versions_of(now, name)
    if name in change.over:
        return tuple(entry for entry in standing if entry in change.over[name])
    if change.as_of is not None:
        return tuple(entry for entry in standing if entry <= change.as_of)
    return tuple(standing)


def _body(connection: Connection, drafts: Sequence[Draft]) -> Body:
    entries = sorted({entry for draft in drafts for seen in draft.replaces.values() for entry in seen})
    place = {entry: at for at, entry in enumerate(entries)}
    records = [
        RecordWrite(
            draft.now.kind,
            record_id(draft.now.record),
            draft.fields,
            {name: [place[entry] for entry in seen] for name, seen in draft.replaces.items()},
        )
        for draft in drafts
    ]
    return Body(log.dots(connection, entries), records)
