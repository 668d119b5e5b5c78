"""Workbooks (.xlsx, .xlsm, .xlsb, .ods) through Calamine."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from mdt_desktop.caselists import layout
from mdt_desktop.caselists.file_kind import MAX_COLUMNS, MAX_RECORDS
from mdt_desktop.caselists.table import Cell, Grid, Record
from mdt_desktop.progress import Progress
from mdt_desktop.refused import Refused

_REPORT_EVERY = 500
_LOOK_AHEAD = 40
_ESCAPED_CONTROL = re.compile(r"_x00([01][0-9A-Fa-f])_")


def sheet_names(data: bytes, path: Path) -> list[str]:
    """The worksheets a person would see, in order; the hidden ones only if there is no other."""
    with _plain_refusals(path):
        return _sheet_names(CalamineWorkbook.from_filelike(io.BytesIO(data)))


def read_workbook(data: bytes, path: Path, sheet: str | None, progress: Progress) -> tuple[str, Grid]:
    """The chosen sheet's name and every record of it; without a choice, the likeliest sheet."""
    name = path.name
    with _plain_refusals(path):
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = _sheet_names(book)
        if sheet is not None and sheet not in book.sheet_names:
            raise Refused(f"{name} has no sheet called “{sheet}”: it has {', '.join(names)}.")
        chosen = sheet if sheet is not None else _likeliest(book, names)
        if chosen is None:
            raise Refused(f"{name} has no sheet with anything in it: nothing was changed.")
        content = book.get_sheet_by_name(chosen)
        _check_size(content, name)
        return chosen, Grid(list(_records(content, progress)))


@contextmanager
def _plain_refusals(path: Path) -> Iterator[None]:
    try:
        yield
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        if isinstance(error, PasswordError) or _is_protected(path):
            raise Refused(
                f"{path.name} is protected with a password: nothing was changed; "
                "save a copy without one and choose that."
            ) from error
        raise _damaged(path) from error
    except BaseException as error:
        # A Rust panic inside Calamine, on a file cut short, is no Exception and has no public class.
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged(path) from error


def _damaged(path: Path) -> Refused:
    return Refused(f"{path.name} is damaged or cut short: nothing was changed; export it again.")


def _is_protected(path: Path) -> bool:
    """Calamine tells a protected workbook from a damaged one only when it is given the file's path."""
    try:
        CalamineWorkbook.from_path(path).close()
    except PasswordError:
        return True
    except (CalamineError, OSError, ValueError, OverflowError):
        return False
    return False


def _sheet_names(book: CalamineWorkbook) -> list[str]:
    sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    visible = [sheet.name for sheet in sheets if sheet.visible == SheetVisibleEnum.Visible]
    return visible or [sheet.name for sheet in sheets]


def _likeliest(book: CalamineWorkbook, names: list[str]) -> str | None:
    best, best_score = None, -1
    for sheet_name in names:
        content = book.get_sheet_by_name(sheet_name)
        if not content.height or not content.width:
            continue
        score = 0
        if _size(content)[1] <= MAX_COLUMNS:
            score = layout.known_headings(list(islice(_rows(content), _LOOK_AHEAD)))
        if score > best_score:
            best, best_score = sheet_name, score
    return best


def _check_size(content: CalamineSheet, name: str) -> None:
    rows, columns = _size(content)
    if columns > MAX_COLUMNS:
        raise Refused(
            f"{name} has {columns:,} columns; a case list has at most {MAX_COLUMNS}: nothing was changed."
        )
    if rows > MAX_RECORDS:
        raise Refused(f"{name} has more than {MAX_RECORDS:,} rows: nothing was changed.")


def _size(content: CalamineSheet) -> tuple[int, int]:
    """Rows and columns from the sheet's corner, empty ones before the first value included."""
    return (content.end[0] + 1, content.end[1] + 1) if content.end else (0, 0)


def _records(content: CalamineSheet, progress: Progress) -> Iterator[Record]:
    total, _ = _size(content)
    for number, row in enumerate(_rows(content), 1):
        yield Record(number, tuple(row))
        if number % _REPORT_EVERY == 0 or number == total:
            progress(number, total)


def _rows(content: CalamineSheet) -> Iterator[list[Cell]]:
    for row in content.iter_rows():
        yield [_unescaped(cell) if isinstance(cell, str) else cell for cell in row]


def _unescaped(cell: str) -> str:
    """Excel writes control characters in text as `_x000D_`; a person never sees them so."""
    if "_x00" not in cell:
        return cell
    return _ESCAPED_CONTROL.sub(lambda match: chr(int(match[1], 16)), cell).replace("\r", "")
