"""Which column goes to which field: suggested from headings and values, changed by people, kept as JSON."""

import re
from collections import Counter
from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace
from datetime import date

from mdt_desktop.caselists.column_notes import EMPTY, FREE_TEXT_OFF, Note, State, Tally, note_for, tally
from mdt_desktop.caselists.dates import DateOrder, Order, decide_order
from mdt_desktop.caselists.fields import BY_CODE, TargetField, fields_for
from mdt_desktop.caselists.row_checking import reader_for
from mdt_desktop.caselists.table import Cell, Table, is_blank, show
from mdt_desktop.refused import Refused

_REPEAT = re.compile(r" \(\d+\)$")
_FIT_SHARES = {"tier": 0.8, "flag": 0.5, "count": 0.5, "number": 0.5, "efi": 0.5, "cfs": 0.5, "sex": 0.5}
_FIT_SHARES |= {
    "efi_category": 0.5,
    "residence": 0.5,
    "pathway": 0.5,
    "png": 0.5,
    "practice_code": 0.5,
    "postcode": 0.3,
    "date": 0.3,
    "past_date": 0.3,
}
"""The share of filled cells that must be readable before a heading is believed. An NHS number, a birth date
or a name is believed on its heading alone: leaving one out in silence would be worse than rejecting rows."""
NOTE = "note"
_FREE_TEXT_LENGTH = 30
_FREE_TEXT_WORDS = 4
_FAR_FUTURE = date(9999, 12, 31)
_EXAMPLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """One column: the field it goes to (None: not imported), an example cell, and what to say about it."""

    column: str
    field: str | None
    example: str
    note: str
    state: State


@dataclass(frozen=True, slots=True)
class Mapping:
    """A match for every column of one table, in the file's order."""

    matches: tuple[ColumnMatch, ...]

    def fields(self) -> dict[str, str]:
        """`{column: field}` of the columns that are imported: what is saved, and what JSON holds."""
        return {match.column: match.field for match in self.matches if match.field}


def suggest(table: Table) -> Mapping:
    """The likeliest field for each column whose heading is known and whose values fit it.

    Free text is never suggested. A field takes one column, the first, unless its columns can be joined.
    """
    columns = _Columns(table)
    taken: dict[str, str] = {}
    matches = []
    for index, name in enumerate(table.columns):
        field, note = columns.guess(index, taken)
        if field is not None:
            taken.setdefault(field.code, name)
            note = columns.note(index, field)
        matches.append(columns.match(index, field, note))
    if "family_name" in taken and "full_name" in taken:
        index = table.columns.index(taken["full_name"])
        matches[index] = columns.match(
            index, None, Note("Family and given names have their own columns", "off")
        )
    return Mapping(tuple(matches))


def choose(
    table: Table, mapping: Mapping, column: str, field: str | None, order: Order | None = None
) -> Mapping:
    """The mapping with one column sent elsewhere, or nowhere. A field that takes one column leaves its former
    one. `order` is what somebody said about the file's dates. Raises `Refused` for a column or field that
    does not exist."""
    fields = mapping.fields()
    fields.pop(column, None)
    if field is not None:
        joined = field in BY_CODE and BY_CODE[field].joined_with
        fields = {other: code for other, code in fields.items() if code != field or joined}
        fields[column] = field
    elif column not in table.columns:
        raise Refused(f"The matching names a column “{column}” that is not in {table.name}.")
    return from_fields(table, fields, order)


def free_text_columns(mapping: Mapping) -> list[str]:
    """The columns that hold sentences, whether they are imported or not."""
    return [match.column for match in mapping.matches if _is_note(match) or match.note == FREE_TEXT_OFF]


def takes_free_text(mapping: Mapping) -> bool:
    """Whether a column of sentences is imported."""
    return any(_is_note(match) for match in mapping.matches)


def with_free_text(table: Table, mapping: Mapping, wanted: bool, order: Order | None = None) -> Mapping:
    """The mapping with every column of sentences imported as notes, or with none of them."""
    kept = {match.column: match.field for match in mapping.matches if match.field and not _is_note(match)}
    notes = dict.fromkeys(free_text_columns(mapping), NOTE) if wanted else {}
    return from_fields(table, kept | notes, order)


def _is_note(match: ColumnMatch) -> bool:
    return match.field is not None and BY_CODE[match.field].type == "free_text"


def from_fields(table: Table, fields: Dict[str, str], order: Order | None = None) -> Mapping:
    """A mapping of this table from `{column: field}`, as saved or typed.

    Raises `Refused` for a column or a field that does not exist, or two columns for a field that takes one.
    """
    owner: dict[str, str] = {}
    for column, code in fields.items():
        if column not in table.columns:
            raise Refused(f"The matching names a column “{column}” that is not in {table.name}.")
        if code not in BY_CODE:
            raise Refused(f"The matching sends “{column}” to “{code}”, which is no field of a case list.")
        if code in owner and not BY_CODE[code].joined_with:
            raise Refused(
                f"“{owner[code]}” and “{column}” both go to {BY_CODE[code].label}: choose one of them."
            )
        owner[code] = column
    columns = _Columns(table, order)
    matches = []
    for index, name in enumerate(table.columns):
        field = BY_CODE[fields[name]] if name in fields else None
        note = columns.note(index, field) if field else Note(_not_imported(columns, index), "off")
        matches.append(columns.match(index, field, note))
    return Mapping(tuple(matches))


def fitting(table: Table, fields: Dict[str, str]) -> dict[str, str]:
    """The part of a saved `{column: field}` whose columns this table has."""
    return {column: field for column, field in fields.items() if column in table.columns}


class _Columns:
    """A table's columns, their distinct cells counted once."""

    def __init__(self, table: Table, order: Order | None = None) -> None:
        self._table = table
        self._cells = [
            Counter[Cell](record.cells[index] for record in table.rows if index < len(record.cells))
            for index in range(len(table.columns))
        ]
        decided = self._decide_order()
        self._order = decided if order is None else replace(decided, order=order, iso=False)
        self._tallies: dict[tuple[int, str], Tally] = {}

    def guess(self, index: int, taken: dict[str, str]) -> tuple[TargetField | None, Note]:
        """The field a column is likely to hold; else None and what to say instead."""
        heading = self._table.columns[index]
        candidates = fields_for(heading) or fields_for(_REPEAT.sub("", heading))
        if not candidates:
            return None, Note(_not_imported(self, index, "Not recognised"), "off")
        for field in candidates:
            if field.type == "free_text":
                return None, Note(FREE_TEXT_OFF, "off")
            if field.code in taken and not field.joined_with:
                return None, Note(f"{field.label} is already taken from “{taken[field.code]}”", "off")
            if self._tally(index, field).share >= _FIT_SHARES.get(field.type, 0.0):
                return field, Note("", "ok")
        named = f"Named like {candidates[0].label}, but its values are something else"
        return None, Note(named, "look")

    def note(self, index: int, field: TargetField) -> Note:
        """What to say about a column that goes to a field."""
        return note_for(field, self._tally(index, field), self._order)

    def match(self, index: int, field: TargetField | None, note: Note) -> ColumnMatch:
        """The finished match of one column."""
        example = next((show(cell) for cell in self._cells[index] if not is_blank(cell)), "")
        example = " ".join(example.split())[:_EXAMPLE_LENGTH]
        code = field.code if field else None
        return ColumnMatch(self._table.columns[index], code, example, note.words, note.state)

    def is_empty(self, index: int) -> bool:
        """Whether a column holds nothing."""
        return all(is_blank(cell) for cell in self._cells[index])

    def is_free_text(self, index: int) -> bool:
        """Whether a column holds sentences rather than terms."""
        texts = [cell for cell in self._cells[index] if isinstance(cell, str) and not is_blank(cell)]
        long = sum(len(text) > _FREE_TEXT_LENGTH and len(text.split()) > _FREE_TEXT_WORDS for text in texts)
        return long * 4 > len(texts)

    def _tally(self, index: int, field: TargetField) -> Tally:
        key = index, field.code
        if key not in self._tallies:
            # Whether a birth date lies in the past is for the check to say, which knows the day.
            kind = BY_CODE["review_due"] if field.type == "birth_date" else field
            self._tallies[key] = tally(self._cells[index], reader_for(kind, self._order, _FAR_FUTURE))
        return self._tallies[key]

    def _decide_order(self) -> DateOrder:
        dated = [
            index
            for index, heading in enumerate(self._table.columns)
            if any(field.type.endswith("date") for field in fields_for(heading))
        ]
        return decide_order(cell for index in dated for cell in self._cells[index].elements())


def _not_imported(columns: _Columns, index: int, otherwise: str = "Not imported") -> str:
    if columns.is_empty(index):
        return EMPTY
    return FREE_TEXT_OFF if columns.is_free_text(index) else otherwise
