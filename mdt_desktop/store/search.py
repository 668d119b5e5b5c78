"""Full-text search over people, notes, discussions and actions: the index lies in the encrypted file."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mdt_desktop.crypto.primitives import short_hash
from mdt_desktop.store.connection import Connection
from mdt_desktop.store.schema import json_text

FIELDS = {
    "person": (
        "family_name",
        "given_names",
        "preferred_name",
        "nhs_number",
        "local_id",
        "postcode",
        "address",
    ),
    "case": ("ref", "reason", "what_matters", "conditions"),
    "note": ("text",),
    "discussion": ("text", "decision"),
    "action": ("ref", "text"),
    "member": ("display_name", "job_title"),
    "huddle": ("ref",),
}


@dataclass(frozen=True)
class Hit:
    """One record that matches."""

    kind: str
    id: str


def text_of(kind: str, fields: Mapping[str, Any]) -> str:
    """What of a record can be found, one field a line; empty for kinds that are not searched."""
    return "\n".join([text for name in FIELDS.get(kind, ()) if (text := fields.get(name))])


def index(connection: Connection, space: int, rows: Sequence[tuple[str, str, str]]) -> None:
    """Bring the index up to date with (kind, record, text)."""
    there = {
        (kind, record): (no, text_hash)
        for kind, record, no, text_hash in connection.execute(
            "SELECT kind, record, no, text_hash FROM searchable WHERE space = ? "
            "AND record IN (SELECT value FROM json_each(?))",
            (space, json_text([record for _, record, _ in rows])),
        )
    }
    last = {kind: _last(connection, space, kind) for kind in {kind for kind, _, _ in rows}}
    known, texts = [], []
    for kind, record, text in rows:
        text_hash = short_hash(text.encode())
        old = there.get((kind, record))
        if (old is None and text) or (old and old[1] != text_hash):
            no = old[0] if old else last[kind] + 1
            last[kind] = max(no, last[kind])
            known.append((no, space, kind, record, text_hash))
            texts.append((no, text))
    connection.many("INSERT OR REPLACE INTO searchable VALUES (?, ?, ?, ?, ?)", known)
    connection.many("INSERT OR REPLACE INTO search (rowid, text) VALUES (?, ?)", texts)


def _numbers(space: int, kind: str) -> tuple[int, int]:
    """The first and last number of one kind's records: so a search in one kind passes by all others."""
    first = (space << 48) + (list(FIELDS).index(kind) << 40)
    return first, first + (1 << 40) - 1


def _last(connection: Connection, space: int, kind: str) -> int:
    first, last = _numbers(space, kind)
    taken = connection.execute("SELECT max(no) FROM searchable WHERE no BETWEEN ? AND ?", (first, last))
    return int(taken[0][0] or first)


def matching(words: str) -> str:
    """The index's expression for records that hold every word, or its beginning; "" if none was typed.

    An NHS number may be typed with its spaces.
    """
    words = re.sub(r"\b(\d{3})[ -]?(\d{3})[ -]?(\d{4})\b", r"\1\2\3", words)
    terms = (term.replace('"', " ").strip() for term in re.split(r"[\s,]+", words))
    return " AND ".join(f'"{term}" *' for term in terms if any(map(str.isalnum, term)))


HITS = (
    "SELECT s.record FROM search JOIN searchable s ON s.no = search.rowid "
    "WHERE search MATCH ? AND search.rowid BETWEEN ? AND ?"
)
"""The ids of one kind's records that match, for the values of `hit_values`."""


def hit_values(space: int, kind: str, words: str) -> list[Any]:
    """What HITS is asked: an expression that nothing matches if no word was typed."""
    return [matching(words) or '""', *_numbers(space, kind)]


def find(connection: Connection, space: int, words: str, kinds: tuple[str, ...], limit: int) -> list[Hit]:
    """Records of these kinds that hold every word, in the order of the kinds, the first made first."""
    hits: list[Hit] = []
    for kind in kinds:
        rows = connection.execute(
            f"{HITS} ORDER BY search.rowid LIMIT ?", [*hit_values(space, kind, words), limit - len(hits)]
        )
        hits += [Hit(kind, record) for (record,) in rows]
        if len(hits) >= limit:
            break
    return hits
