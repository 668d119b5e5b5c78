"""A mapped table becomes a check: who is new, who changes, who is left out and why. Nothing is written."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from mdt_desktop.caselists.dates import DateOrder, Order, decide_order
from mdt_desktop.caselists.duplicates import Identities
from mdt_desktop.caselists.fields import BY_CODE
from mdt_desktop.caselists.findings import (
    Check,
    CheckedRow,
    KnownPerson,
    NumberRange,
    PossibleDuplicate,
    Rejection,
)
from mdt_desktop.caselists.mapping import Mapping
from mdt_desktop.caselists.matching import by_number, changes, conflicts
from mdt_desktop.caselists.row_checking import RowChecker
from mdt_desktop.caselists.table import RowWarning, Table, show
from mdt_desktop.domain.nhs_number import check as check_number
from mdt_desktop.domain.nhs_number import is_test_number
from mdt_desktop.progress import Progress, silent
from mdt_desktop.refused import Refused

_REPORT_EVERY = 250
_NOTHING_CHANGED = "Nothing was changed"


def check(
    table: Table,
    mapping: Mapping,
    known: Sequence[KnownPerson],
    today: date,
    progress: Progress = silent,
    date_order: Order | None = None,
) -> Check:
    """Every row of `table`, checked under `mapping` against the `known` people of the team.

    `today` is the team's; `progress` counts rows, and stops the work by raising; `date_order` overrules what
    the file itself suggests. Raises `Refused` if the mapping names no column for a name, or none for an NHS
    number or a birth date.
    """
    fields = mapping.fields()
    _check_mapping(fields, table)
    order = date_order_of(table, mapping)
    if date_order is not None:
        order = replace(order, order=date_order)
    accepted, rejected, warnings = _read_rows(table, RowChecker(table, fields, order, today), progress)
    numbers = by_number(known)
    refused = conflicts(accepted, numbers)
    number_column = next((column for column, field in fields.items() if field == "nhs_number"), "")
    rejected += [
        Rejection(row.number, number_column, row.text("nhs_number"), refused[row.number])
        for row in accepted
        if row.number in refused
    ]
    accepted = [row for row in accepted if row.number not in refused]
    sorting = _Sorting(known, numbers, number_column)
    for row in accepted:
        sorting.place(row)
    out = {rejection.row for rejection in rejected}
    seen = {row.text("nhs_number") for row in accepted} | _numbers_left_out(table, number_column, out)
    found = [warning for warning in (*table.warnings, *warnings, *sorting.warnings) if warning.row not in out]
    return Check(
        rows=len(table.rows),
        new=tuple(sorting.new),
        changed=tuple(sorting.changed),
        unchanged=tuple(sorting.unchanged),
        gone_from_file=tuple(
            person for person in known if person.nhs_number and person.nhs_number not in seen
        ),
        rejected=tuple(sorted(rejected, key=lambda rejection: rejection.row)),
        warnings=tuple(sorted(found, key=lambda warning: warning.row)),
        possible_duplicates=tuple(sorting.duplicates),
        date_order=order,
        number_range=_number_range(accepted),
    )


def date_order_of(table: Table, mapping: Mapping) -> DateOrder:
    """Which way round the dates in the mapped columns of a table are written."""
    wanted = {column for column, field in mapping.fields().items() if BY_CODE[field].type.endswith("date")}
    at = [index for index, column in enumerate(table.columns) if column in wanted]
    return decide_order(
        record.cells[index] for record in table.rows for index in at if index < len(record.cells)
    )


def _check_mapping(fields: dict[str, str], table: Table) -> None:
    for column in fields:
        if column not in table.columns:
            raise Refused(f"The matching names a column “{column}” that is not in {table.name}.")
    chosen = set(fields.values())
    if not chosen & {"full_name", "family_name", "given_names"}:
        raise Refused(f"No column of {table.name} is matched to a name: choose which one holds it.")
    if not chosen & {"nhs_number", "dob"}:
        raise Refused(
            f"No column of {table.name} is matched to the NHS number or the date of birth: "
            "choose which one holds it."
        )


def _read_rows(
    table: Table, checker: RowChecker, progress: Progress
) -> tuple[list[CheckedRow], list[Rejection], list[RowWarning]]:
    accepted: list[CheckedRow] = []
    rejected: list[Rejection] = []
    warnings: list[RowWarning] = []
    total = len(table.rows)
    for done, record in enumerate(table.rows, 1):
        row, found = checker.check(record)
        if isinstance(row, Rejection):
            rejected.append(row)
        else:
            accepted.append(row)
            warnings += found
        if done % _REPORT_EVERY == 0 or done == total:
            progress(done, total)
    return accepted, rejected, warnings


class _Sorting:
    """Puts each accepted row with the new, the changed or the unchanged."""

    def __init__(
        self, known: Sequence[KnownPerson], numbers: dict[str, KnownPerson], number_column: str
    ) -> None:
        self.new: list[CheckedRow] = []
        self.changed: list[CheckedRow] = []
        self.unchanged: list[CheckedRow] = []
        self.warnings: list[RowWarning] = []
        self.duplicates: list[PossibleDuplicate] = []
        self._numbers = numbers
        self._identities = Identities(known)
        self._column = number_column
        self._first: dict[object, CheckedRow] = {}

    def place(self, row: CheckedRow) -> None:
        if self._repeats(row):
            return
        person = self._numbers.get(row.text("nhs_number"))
        if person is not None:
            differing = changes(row, person)
            placed = replace(row, person_id=person.person_id, case_id=person.case_id, changes=differing)
            (self.changed if differing else self.unchanged).append(placed)
        elif same := self._identities.known_as(row):
            self.duplicates.append(same)
            self._warn(row, f"{same.why}: {same.case_ref or 'on the list'}", _NOTHING_CHANGED)
            self.unchanged.append(replace(row, person_id=same.person_id))
        else:
            self.duplicates += self._identities.like(row)
            self.new.append(row)

    def _repeats(self, row: CheckedRow) -> bool:
        key: object = row.text("nhs_number") or frozenset(row.values.items())
        first = self._first.setdefault(key, row)
        if first is row:
            return False
        exact = first.values == row.values
        self._warn(
            row,
            f"Row {first.number} is the same{'' if exact else ' person, with other details'}",
            "Counted as unchanged" if exact else f"Row {first.number} is used",
        )
        self.unchanged.append(row)
        return True

    def _warn(self, row: CheckedRow, problem: str, done: str) -> None:
        self.warnings.append(RowWarning(row.number, self._column, row.text("nhs_number"), problem, done))


def _numbers_left_out(table: Table, column: str, rejected: set[int]) -> set[str]:
    """The valid NHS numbers in rejected rows: their people are in the file all the same."""
    if column not in table.columns:
        return set()
    at = table.columns.index(column)
    cells = (
        record.cells[at] for record in table.rows if record.number in rejected and at < len(record.cells)
    )
    found = (check_number(show(cell)) for cell in cells)
    return {number for number in found if isinstance(number, str)}


def _number_range(rows: Sequence[CheckedRow]) -> NumberRange:
    kinds = {is_test_number(number) for number in _numbers_of(rows)}
    if not kinds:
        return "none"
    if len(kinds) == 2:
        return "mixed"
    return "training" if True in kinds else "live"


def _numbers_of(rows: Sequence[CheckedRow]) -> Iterator[str]:
    for row in rows:
        if number := row.text("nhs_number"):
            yield number
