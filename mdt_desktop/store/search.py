"""Full-text search over people, notes, discussions and actions: the index lies in the encrypted file."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mdt_desktop.store.connection import Connection

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
    parts = [fields.get(name) for name in FIELDS.get(kind, ())]
    return "\n".join(str(part) for part in parts if part)


def index(connection: Connection, space: int, rows: Iterable[tuple[str, str, str]]) -> None:
    """Bring the index up to date with (kind, record, text)."""
    fresh = []
    for kind, record, text in rows:
        old = connection.one(
            "SELECT no, text FROM searchable WHERE space = ? AND record = ? AND kind = ?",
            (space, record, kind),
        )
        if old is None:
            if text:
                fresh.append((space, kind, record, text))
        elif old[1] != text:
            connection.execute("INSERT INTO search (search, rowid, text) VALUES ('delete', ?, ?)", old)
            connection.execute("UPDATE searchable SET text = ? WHERE no = ?", (text, old[0]))
            connection.execute("INSERT INTO search (rowid, text) VALUES (?, ?)", (old[0], text))
    if fresh:
        _insert(connection, fresh)


def _insert(connection: Connection, rows: list[tuple[int, str, str, str]]) -> None:
    first = connection.execute("SELECT coalesce(max(no), 0) + 1 FROM searchable")[0][0]
    connection.many(
        "INSERT INTO searchable (no, space, kind, record, text) VALUES (?, ?, ?, ?, ?)",
        [(first + at, *row) for at, row in enumerate(rows)],
    )
    connection.many(
        "INSERT INTO search (rowid, text) VALUES (?, ?)",
        [(first + at, row[3]) for at, row in enumerate(rows)],
    )


def find(connection: Connection, space: int, words: str, kinds: tuple[str, ...], limit: int) -> list[Hit]:
    """Records of these kinds that hold every word, in the order of the kinds.

    A word of one or two letters (Li, Ng) is too short for the trigram index: it has to begin a word.
    An NHS number may be typed with its spaces.
    """
    words = re.sub(r"\b(\d{3})[ -]?(\d{3})[ -]?(\d{4})\b", r"\1\2\3", words)
    terms = [term for term in re.split(r"[\s,]+", words) if term]
    if not terms:
        return []
    clauses, values = ["s.space = ?"], [space]
    long_terms = [term for term in terms if len(term) >= 3]
    if long_terms:
        clauses.append("s.no IN (SELECT rowid FROM search WHERE search MATCH ?)")
        values.append(" AND ".join('"' + term.replace('"', '""') + '"' for term in long_terms))  # type: ignore[arg-type]
    for term in terms:
        if len(term) < 3:
            like = term.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            clauses.append(
                "(s.text LIKE ? ESCAPE '\\' OR s.text LIKE ? ESCAPE '\\' OR s.text LIKE ? ESCAPE '\\')"
            )
            values += [f"{like}%", f"% {like}%", f"%\n{like}%"]  # type: ignore[list-item]
    marks = ", ".join("?" for _ in kinds)
    order = " ".join(f"WHEN ? THEN {at}" for at in range(len(kinds)))
    rows = connection.execute(
        f"SELECT s.kind, s.record FROM searchable s WHERE {' AND '.join(clauses)} AND s.kind IN ({marks}) "
        f"ORDER BY CASE s.kind {order} END, s.no LIMIT ?",
        [*values, *kinds, *kinds, limit],
    )
    return [Hit(kind, record) for kind, record in rows]
