"""What the screens show of a conflict: one person at a time, field by field, whose value and when."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from mdt_desktop.domain.merging.asking import How


@dataclass(frozen=True)
class Value:
    """One of the values of a field. `entries` are the local numbers of the writes that say it."""

    value: Any
    words: str
    who: str
    when: datetime
    mine: bool
    """Whether the member who uses this computer wrote it."""
    device: str
    entries: tuple[int, ...] = field(repr=False, default=())


@dataclass(frozen=True)
class FieldConflict:
    """A field with several values, the one shown everywhere first.

    `id` names exactly these values: once another comes or one goes, the conflict has another id.
    `how`: choose one of `values`; join (text) or unite (a list), where `both` is proposed; keep (a record
    that one side removed and the other says to keep). `proposed`: the index into `values`, None for `both`.
    """

    id: str
    kind: str
    record: str
    field: str
    record_words: str
    label: str
    how: How
    values: tuple[Value, ...]
    both: Any = None
    both_words: str = ""
    proposed: int | None = 0
    followers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fitted:
    """A change that fitted in by itself, beside those in conflict."""

    label: str
    words: str
    who: str
    when: datetime


@dataclass(frozen=True)
class Clash:
    """All that is in conflict about one person, or about one thing that belongs to nobody.

    `words` is the sentence below the heading; `theirs` the names of everybody else who wrote.
    """

    id: str
    title: str
    words: str
    theirs: tuple[str, ...]
    fields: tuple[FieldConflict, ...]
    fitted: tuple[Fitted, ...] = ()


@dataclass(frozen=True)
class Pick:
    """What somebody decided about a field: the index of a value, both of them, or words of their own."""

    at: int | None = None
    both: bool = False
    typed: str | None = None
