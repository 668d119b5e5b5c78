"""One record becomes one checked row with typed values, or a rejection."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from mdt_desktop.caselists import dates, values
from mdt_desktop.caselists.cell_text import BLANK, KEPT, LEFT_BLANK, Reading, Value
from mdt_desktop.caselists.dates import DateOrder, age_on
from mdt_desktop.caselists.fields import BY_CODE, TargetField
from mdt_desktop.caselists.findings import CheckedRow, Rejection
from mdt_desktop.caselists.names import split_full_name
from mdt_desktop.caselists.table import Cell, Record, RowWarning, Table, show
from mdt_desktop.domain import nhs_number

_ADULT_YEARS = 18
_CFS_FROM_YEARS = 65
_NAME_FIELDS = ("family_name", "full_name", "given_names")


def reader_for(field: TargetField, order: DateOrder, today: date) -> Callable[[Cell], Reading]:
    """How the cells of a field's columns are read."""
    if field.type == "birth_date":
        return partial(dates.birth_date, order=order, today=today)
    if field.type in ("date", "past_date"):
        return partial(dates.other_date, order=order, today=today, past=field.type == "past_date")
    return values.READERS[field.type]


@dataclass(frozen=True, slots=True)
class _Column:
    """One mapped column; `seen` remembers how each distinct text was read, as most columns repeat a few."""

    index: int
    name: str
    code: str
    joined_with: str
    read: Callable[[Cell], Reading]
    seen: dict[str, Reading]


class RowChecker:
    """Checks the records of one table under one mapping `{column: field}`."""

    def __init__(self, table: Table, mapping: Mapping[str, str], order: DateOrder, today: date) -> None:
        self._width = len(table.columns)
        self._today = today
        self._columns = []
        for index, name in enumerate(table.columns):
            if name in mapping:
                field = BY_CODE[mapping[name]]
                read = reader_for(field, order, today)
                self._columns.append(_Column(index, name, field.code, field.joined_with, read, {"": BLANK}))
        # An NHS number that is none is the first thing to say about a row, wherever its column stands.
        self._columns.sort(key=lambda column: column.code != "nhs_number")
        self._column_of = {column.code: column for column in reversed(self._columns)}

    def check(self, record: Record) -> tuple[CheckedRow | Rejection, list[RowWarning]]:
        """The row and its warnings, or its rejection and none."""
        if len(record.cells) != self._width:
            more = "more" if len(record.cells) > self._width else "fewer"
            problem = f"The row has {len(record.cells)} cells, {more} than the {self._width} of the header"
            return Rejection(record.number, "", f"{len(record.cells)} cells", problem), []
        warnings: list[RowWarning] = []
        found = self._read(record, warnings)
        if isinstance(found, Rejection):
            return found, []
        warn = partial(self._warn, record, warnings)
        _split_name(found, warn)
        self._check_number(found, warn)
        self._choose_century(found, warnings)
        if rejection := self._lacking(record, found):
            return rejection, []
        self._check_dates(found, warnings, warn)
        found.pop("age", None)
        return CheckedRow(record.number, found), warnings

    def _read(self, record: Record, warnings: list[RowWarning]) -> dict[str, Value] | Rejection:
        """The values of a record's cells: runs once for every cell of a file, so it does little."""
        found: dict[str, Value] = {}
        stops: list[Rejection] = []
        for column in self._columns:
            cell = record.cells[column.index]
            if isinstance(cell, str):
                reading = column.seen.get(cell)
                if reading is None:
                    reading = column.seen[cell] = column.read(cell)
            else:
                reading = column.read(cell)
            value, problem, done, stop = reading
            if problem:
                shown = show(cell)[:200]
                if stop:
                    stops.append(Rejection(record.number, column.name, shown, problem))
                    continue
                warnings.append(RowWarning(record.number, column.name, shown, problem, done))
            if value is None:
                continue
            if column.joined_with and column.code in found:
                value = f"{found[column.code]}{column.joined_with}{value}"
            found[column.code] = value
        return replace(stops[0], also=tuple(stops[1:])) if stops else found

    def _warn(self, record: Record, warnings: list[RowWarning], code: str, problem: str, done: str) -> None:
        column = self._column_of.get(code)
        name, value = ("", "") if column is None else (column.name, show(record.cells[column.index])[:200])
        warnings.append(RowWarning(record.number, name, value, problem, done))

    def _lacking(self, record: Record, found: Mapping[str, Value]) -> Rejection | None:
        if not (found.get("family_name") or found.get("given_names")):
            column = next((code for code in _NAME_FIELDS if code in self._column_of), "")
            return self._empty(record, column, "There is no name")
        if not (found.get("nhs_number") or found.get("dob")):
            column = "nhs_number" if "nhs_number" in self._column_of else "dob"
            return self._empty(record, column, "There is neither an NHS number nor a date of birth")
        return None

    def _empty(self, record: Record, code: str, problem: str) -> Rejection:
        column = self._column_of.get(code)
        if column is None:
            return Rejection(record.number, "", "", problem)
        return Rejection(record.number, column.name, show(record.cells[column.index])[:200], problem)

    def _check_number(self, found: dict[str, Value], warn: Callable[[str, str, str], None]) -> None:
        number = found.get("nhs_number")
        if not isinstance(number, str):
            if "nhs_number" in self._column_of:
                warn("nhs_number", "There is no NHS number", "Known by name and date of birth only")
            return
        scheme = nhs_number.other_scheme(number)
        if scheme is None:
            return
        del found["nhs_number"]
        found["unverified_identifier"] = f"{scheme} {nhs_number.grouped(number)}"
        whose = "a Scottish CHI number" if scheme == "CHI" else "a Northern Irish H&C number"
        born = found.get("dob")
        differs = scheme == "CHI" and isinstance(born, date) and f"{born:%d%m%y}" != number[:6]
        other = ", with another birth date in it" if differs else ""
        warn("nhs_number", f"This is {whose}, not an NHS number{other}", "Kept as another identifier")

    def _choose_century(self, found: dict[str, Value], warnings: list[RowWarning]) -> None:
        """An age beside a two-digit year says which century it means: 24 may be a child or a hundred."""
        born, age = found.get("dob"), found.get("age")
        if not (isinstance(born, date) and isinstance(age, int)):
            return
        short = next((at for at, warning in enumerate(warnings) if warning.problem == dates.SHORT_YEAR), None)
        if short is None or abs(age - age_on(born, self._today) - 100) > 1 or age > dates.MAX_AGE_YEARS:
            return
        found["dob"] = born = dates.found_on(born.year - 100, born.month, born.day) or born
        warnings[short] = replace(warnings[short], done=f"Read as {dates.in_words(born)}, as the age says")

    def _check_dates(
        self, found: dict[str, Value], warnings: list[RowWarning], warn: Callable[[str, str, str], None]
    ) -> None:
        born, age = found.get("dob"), found.get("age")
        if isinstance(born, date):
            years = age_on(born, self._today)
            if isinstance(age, int) and abs(age - years) > 1:
                warn(
                    "age", f"The age does not fit the date of birth, which makes {years}", "The date is kept"
                )
            if years < _ADULT_YEARS:
                warn("dob", f"Aged {years}: other consent and safeguarding rules", "Imported")
            if found.get("cfs") is not None and years < _CFS_FROM_YEARS:
                warn("cfs", f"The Clinical Frailty Scale is for people of 65 and over; aged {years}", KEPT)
        elif "dob" in self._column_of and not any(w.column == self._column_of["dob"].name for w in warnings):
            warn("dob", "There is no date of birth", LEFT_BLANK)
        died = found.get("date_of_death")
        if isinstance(died, date) and isinstance(born, date) and died < born:
            del found["date_of_death"]
            warn("date_of_death", "The date of death is before the date of birth", LEFT_BLANK)


def _split_name(found: dict[str, Value], warn: Callable[[str, str, str], None]) -> None:
    whole = found.pop("full_name", None)
    if whole is None or found.get("family_name"):
        return
    parts = split_full_name(str(whole))
    for code, part in (
        ("family_name", parts.family_name),
        ("given_names", parts.given_names),
        ("title", parts.title),
    ):
        if part:
            found.setdefault(code, part)
    if not parts.sure:
        warn("full_name", "The family name is not marked", f"Read as {parts.family_name}")
