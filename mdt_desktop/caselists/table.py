"""What reading a file gives: a table of named columns and numbered records, with what was odd about it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta
"""Text from a text file; what the workbook holds from a workbook."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record. `number` counts the file's records from 1, title and header lines included."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class RowWarning:
    """One accepted row that was repaired or leaves a doubt: what was found and what was done about it."""

    row: int
    column: str
    value: str
    problem: str
    done: str


@dataclass(frozen=True, slots=True)
class Table:
    """The people of a file, one record each, below unique column names.

    `header_row` is the record number of the (last) header line. `notes` are sentences about the file as a
    whole; `warnings` belong to single rows and were found while reading.
    """

    name: str
    sheet: str
    columns: tuple[str, ...]
    rows: tuple[Record, ...]
    header_row: int
    notes: tuple[str, ...] = ()
    warnings: tuple[RowWarning, ...] = ()


@dataclass(slots=True)
class Grid:
    """Every record of a file as it stands, before its header line is known."""

    records: list[Record]
    notes: list[str] = field(default_factory=list)
    warned: list[tuple[int, int, str, str]] = field(default_factory=list)
    """(record number, cell index from 0, problem, done)"""


def show(cell: Cell) -> str:
    """A cell as a person would read it: whole numbers without `.0`, dates as 2026-11-26."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing but spaces."""
    return isinstance(cell, str) and (not cell or cell.isspace() or not cell.strip("\ufeff\u200b \t\xa0"))


def filled(cells: Sequence[Cell]) -> int:
    """How many cells hold something."""
    return sum(not is_blank(cell) for cell in cells)
