"""What importing a file would do, in rows and counts for the screen."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from mdt_desktop.caselists.dates import Order
from mdt_desktop.caselists.fields import BY_CODE
from mdt_desktop.caselists.findings import Check, CheckedRow, KnownPerson
from mdt_desktop.caselists.mapping import Mapping as ColumnMapping
from mdt_desktop.caselists.table import Table, show
from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.nhs_number import grouped
from mdt_desktop.progress import Progress, silent
from mdt_desktop.services.imports import importing
from mdt_desktop.services.imports.import_comparing import Compared, compared
from mdt_desktop.services.session import Session

Kind = Literal["left_out", "look", "new", "updated", "gone"]


@dataclass(frozen=True, slots=True)
class PreviewCounts:
    """`new` + `updated` + `unchanged` + `to_look_at` + `left_out` = `rows`.

    `to_look_at` are accepted rows with a warning; `look_new` and `look_updated` of them are imported.
    """

    rows: int
    new: int
    updated: int
    unchanged: int
    to_look_at: int
    left_out: int
    look_new: int
    look_updated: int
    gone: int
    duplicates: int

    @property
    def imported(self) -> int:
        """How many people an import writes."""
        return self.new + self.updated + self.look_new + self.look_updated


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One person of the file, or gone from it (`number` 0), and what would become of them.

    `name`, `dob`, `nhs_number` are as the file writes them. `problem_in` names the field of the cell that
    `found` is about: one of those three, "" for the row as a whole, or "other" with `column` and `value`.
    """

    kind: Kind
    number: int
    name: str
    dob: str
    nhs_number: str
    column: str
    value: str
    problem_in: str
    found: str
    outcome: str
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """A check, counted and laid out. `obstacle` is why it cannot be imported into this team, if it cannot.

    `rows` holds every person once, by kind (left_out, look, new, updated), and those gone; `asks_order` says
    that the file does not show whether its dates are day first.
    """

    checked: Check
    counts: PreviewCounts
    obstacle: str
    rows: Mapping[str, tuple[PreviewRow, ...]]
    duplicates: tuple[Compared, ...]
    asks_order: bool
    date_example: str


def preview(
    session: Session,
    table: Table,
    columns: ColumnMapping,
    progress: Progress = silent,
    date_order: Order | None = None,
) -> Preview:
    """Check a file and lay out what importing it would do. Nothing is changed."""
    checked = importing.check(session, table, columns, progress, date_order)
    cells = _Cells(table, columns)
    doubted = {warning.row for warning in checked.warnings}
    rows: dict[str, tuple[PreviewRow, ...]] = {
        "left_out": tuple(_left_out(checked, cells)),
        "look": tuple(_looks(checked, cells)),
        "new": tuple(
            _plain("new", row, cells, "Added to Cases as proposed")
            for row in checked.new
            if row.number not in doubted
        ),
        "updated": tuple(
            _plain("updated", row, cells, _changes(row))
            for row in checked.changed
            if row.number not in doubted
        ),
        "gone": tuple(_gone(person) for person in checked.gone_from_file),
    }
    order = checked.date_order
    return Preview(
        checked=checked,
        counts=_counts(checked, doubted),
        obstacle=importing.obstacle(session, checked),
        rows=rows,
        duplicates=compared(session, checked),
        asks_order=bool(order.either) and not order.iso and not order.day_first,
        date_example=cells.first_date(),
    )


def _counts(checked: Check, doubted: set[int]) -> PreviewCounts:
    new, updated, unchanged = (
        sum(row.number not in doubted for row in rows)
        for rows in (checked.new, checked.changed, checked.unchanged)
    )
    return PreviewCounts(
        rows=checked.rows,
        new=new,
        updated=updated,
        unchanged=unchanged,
        to_look_at=len(doubted),
        left_out=len(checked.rejected),
        look_new=len(checked.new) - new,
        look_updated=len(checked.changed) - updated,
        gone=len(checked.gone_from_file),
        duplicates=len(checked.possible_duplicates),
    )


class _Cells:
    """The cells of a file by row number and field, as they are written."""

    def __init__(self, table: Table, columns: ColumnMapping) -> None:
        self.fields = columns.fields()
        self._records = {record.number: record.cells for record in table.rows}
        self._at: dict[str, list[int]] = defaultdict(list)
        for index, column in enumerate(table.columns):
            if column in self.fields:
                self._at[self.fields[column]].append(index)

    def text(self, number: int, code: str) -> str:
        """The cells of a field in one row, joined."""
        cells = self._records.get(number, ())
        texts = (show(cells[index]).strip() for index in self._at.get(code, ()) if index < len(cells))
        return " ".join(text for text in texts if text)

    def name(self, number: int) -> str:
        """Family name, given names; or the whole name."""
        parts = (self.text(number, "family_name"), self.text(number, "given_names"))
        return ", ".join(part for part in parts if part) or self.text(number, "full_name")

    def problem_in(self, column: str) -> str:
        """Which of the table's own cells shows a column of the file."""
        field = self.fields.get(column, "")
        if field in ("family_name", "given_names", "full_name"):
            return "name"
        return field if field in ("dob", "nhs_number") else "other" if column else ""

    def first_date(self) -> str:
        """A birth date as the file writes it."""
        return next((found for number in self._records if (found := self.text(number, "dob"))), "")


def _left_out(checked: Check, cells: _Cells) -> Iterable[PreviewRow]:
    for one in checked.rejected:
        yield PreviewRow(
            "left_out",
            one.row,
            cells.name(one.row),
            cells.text(one.row, "dob"),
            cells.text(one.row, "nhs_number"),
            one.column,
            one.value,
            cells.problem_in(one.column),
            one.problem,
            "Left out until fixed",
            tuple(f"{other.column} “{other.value}”: {other.problem}" for other in one.also),
        )


def _looks(checked: Check, cells: _Cells) -> Iterable[PreviewRow]:
    changed = {row.number: f"Changes {_changes(row)}" for row in checked.changed}
    by_row = defaultdict(list)
    for warning in checked.warnings:
        by_row[warning.row].append(warning)
    for number, found in sorted(by_row.items()):
        first = found[0]
        yield PreviewRow(
            "look",
            number,
            cells.name(number),
            cells.text(number, "dob"),
            cells.text(number, "nhs_number"),
            first.column,
            first.value,
            cells.problem_in(first.column),
            first.problem,
            first.done,
            (
                *(f"{one.column}: {one.problem}. {one.done}" for one in found[1:]),
                *filter(None, (changed.get(number),)),
            ),
        )


def _plain(kind: Kind, row: CheckedRow, cells: _Cells, outcome: str) -> PreviewRow:
    number = row.number
    found = "Ready" if kind == "new" else _counted(len(row.changes), "change")
    written = cells.name(number), cells.text(number, "dob"), cells.text(number, "nhs_number")
    return PreviewRow(kind, number, *written, "", "", "", found, outcome)


def _changes(row: CheckedRow) -> str:
    """“Phone: 07700 900487 → 07700 900500” for every field that changes."""
    return "; ".join(
        f"{BY_CODE[code].label if code in BY_CODE else 'Other identifier'}: "
        f"{_words(code, change.old) or 'empty'} → {_words(code, change.new)}"
        for code, change in row.changes.items()
    )


def _words(code: str, value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and code in ("tier", "pathway", "residence"):
        return vocabulary.label(code, value)
    return "" if value is None else show(value) if isinstance(value, (int, float)) else str(value)


def _gone(person: KnownPerson) -> PreviewRow:
    name = ", ".join(part for part in (person.family_name, person.given_names) if part)
    born = person.dob.strftime("%d/%m/%Y") if person.dob else ""
    return PreviewRow(
        "gone",
        0,
        name,
        born,
        grouped(person.nhs_number),
        "",
        "",
        "",
        f"Case {person.case_ref} is not in this file" if person.case_ref else "Not in this file",
        "Stays as they are: not closed",
    )


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
