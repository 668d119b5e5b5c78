"""The derived tables: one a record kind, one column a field, made from the records themselves.

They hold nothing that the log does not, so they have no migrations: when the records change, the
text of the schema differs, and the projection is made anew (`projection.ensure`).
"""

import types
import typing
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import msgspec

from mdt_desktop.domain.records import KINDS, Record

Plain = Any
"""A value as the log holds it: None, bool, int, float, str, bytes, list or dict."""


@dataclass(frozen=True)
class Column:
    """One field of a record: its SQL type, and its way into a table and back."""

    name: str
    sql_type: str
    to_sql: Callable[[Plain], Any]
    from_sql: Callable[[Any], Any]
    default: Any


_ENCODE = msgspec.json.Encoder()
_DECODE = msgspec.json.Decoder()

VERSION = 4
"""Grows when what the derived tables hold changes though their columns do not."""

INDEXES = {
    "person": ("nhs_number", "dob"),
    "case": ("person_id", "status", "review_due", "ref"),
    "basis": ("case_id",),
    "huddle": ("day", "ref"),
    "attendance": ("huddle_id",),
    "agenda_item": ("huddle_id", "case_id"),
    "discussion": ("agenda_item_id", "huddle_id", "case_id"),
    "note": ("case_id",),
    "need": ("case_id",),
    "action": ("case_id", "huddle_id", "owner_id", "status", "due", "ref"),
    "minutes": ("huddle_id",),
    "issue": ("huddle_id",),
    "audit": ("target_id", "at"),
}

# In a table without rowids, whatever is longer than a quarter of a page takes a page of its own: records are.
_FIXED = """
CREATE TABLE standing (
    space INTEGER NOT NULL,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    entry INTEGER NOT NULL,
    fields BLOB NOT NULL,
    PRIMARY KEY (space, record, kind, entry)
) STRICT;
CREATE TABLE conflict (
    space INTEGER NOT NULL,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    field TEXT NOT NULL,
    PRIMARY KEY (space, record, kind, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE replaced_early (
    space INTEGER NOT NULL,
    record TEXT NOT NULL,
    kind TEXT NOT NULL,
    field TEXT NOT NULL,
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    short_hash BLOB NOT NULL,
    PRIMARY KEY (space, record, kind, field, device, seq, short_hash)
) STRICT, WITHOUT ROWID;
CREATE TABLE searchable (
    no INTEGER PRIMARY KEY,
    space INTEGER NOT NULL,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    text_hash BLOB NOT NULL,
    UNIQUE (space, record, kind)
) STRICT;
CREATE VIRTUAL TABLE search USING fts5 (
    text, content = '', contentless_delete = 1, prefix = '1 2',
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);
INSERT INTO search (search, rank) VALUES ('hashsize', 4194304);
CREATE TABLE listed (
    space INTEGER NOT NULL,
    name TEXT NOT NULL COLLATE NOCASE,
    id TEXT NOT NULL,
    status TEXT NOT NULL,
    PRIMARY KEY (space, name, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX listed_id ON listed (space, id);
"""

FIXED_TABLES = ("standing", "conflict", "replaced_early", "search", "searchable", "listed")


def same(value: Any) -> Any:
    """As it is."""
    return value


def json_text(value: Plain) -> str:
    """A list or dict as a table holds it."""
    return _ENCODE.encode(value).decode()


def _to_bool(value: Any) -> bool:
    return bool(value)


def _nullable(convert: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else convert(value)


def _instant(value: str) -> datetime:
    return datetime.fromisoformat(value).astimezone(UTC)


def _column(name: str, annotation: Any, default: Any) -> Column:
    optional = False
    if isinstance(annotation, types.UnionType):
        choices = [choice for choice in typing.get_args(annotation) if choice is not type(None)]
        annotation, optional = choices[0], True
    wrap = _nullable if optional else same
    if annotation is bool:
        return Column(name, "INTEGER", same, wrap(_to_bool), default)
    if annotation is int:
        return Column(name, "INTEGER", same, same, default)
    if annotation is float:
        return Column(name, "REAL", same, same, default)
    if annotation is bytes:
        return Column(name, "BLOB", same, same, default)
    if annotation is date:
        return Column(name, "TEXT", same, wrap(date.fromisoformat), default)
    if annotation is datetime:
        return Column(name, "TEXT", same, wrap(_instant), default)
    if annotation is str:
        return Column(name, "TEXT", same, same, default)
    return Column(name, "TEXT", _nullable(json_text), _DECODE.decode, default)


@cache
def columns(kind: str) -> dict[str, Column]:
    """The fields of a kind in their order, `id` left out."""
    record = KINDS[kind]
    found = {}
    for field in msgspec.structs.fields(record):
        if field.name == "id":
            continue
        default = field.default
        if default is msgspec.NODEFAULT:
            default = typing.cast(Callable[[], Any], field.default_factory)()
        found[field.name] = _column(field.name, field.type, default)
    return found


def table_sql(kind: str) -> list[str]:
    """What makes the table of one kind, with its indexes."""
    lines = [f'"{column.name}" {column.sql_type}' for column in columns(kind).values()]
    fields = ", ".join(lines)
    statements = [
        f'CREATE TABLE "{kind}" (space INTEGER NOT NULL, id TEXT NOT NULL, {fields}, '
        "PRIMARY KEY (space, id)) STRICT"
    ]
    for name in INDEXES.get(kind, ()):
        statements.append(f'CREATE INDEX "{kind}_{name}" ON "{kind}" (space, "{name}")')
    return statements


def all_sql() -> list[str]:
    """Every statement that makes the derived tables."""
    made = [statement.strip() for statement in _FIXED.split(";\n") if statement.strip()]
    for kind in KINDS:
        made.extend(table_sql(kind))
    return made


@cache
def whole_sql() -> str:
    """The derived tables as one text, by which a store knows whether its own are current."""
    return ";\n".join([f"-- {VERSION}", *all_sql()])


def plain(value: Any) -> Plain:
    """A field's value as the log holds it: dates and instants as ISO 8601 text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds")
    if isinstance(value, date):
        return value.isoformat()
    return value


def to_record(kind: str, identity: str, row: typing.Sequence[Any]) -> Record:
    """A record from its table row (the fields in the order of `columns`)."""
    fields = {}
    for column, value in zip(columns(kind).values(), row, strict=True):
        if value is not None:
            fields[column.name] = column.from_sql(value)
    return KINDS[kind](id=identity, **fields)
