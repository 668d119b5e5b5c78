"""Where the header is, and which records below it are people: exports add titles, repeats and totals."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mdt_desktop.caselists.fields import fields_for
from mdt_desktop.caselists.table import Cell, Grid, Record, RowWarning, Table, filled, is_blank, show
from mdt_desktop.domain import nhs_number
from mdt_desktop.refused import Refused

_HEADER_SEARCHED = 40
_ENOUGH_KNOWN = 2
_WIDE = 4
_TOTALS = re.compile(
    r"(?:grand |sub[ -]?|report |list )?totals?\b|(?:record|patient|row|person|people) count\b|count\b|"
    r"number of (?:patients|people|records|rows)\b|end of (?:report|list|file|extract)\b|"
    r"(?:report )?(?:printed|generated|produced|run) (?:on|by|at)\b|last run\b",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b")


@dataclass(frozen=True, slots=True)
class Header:
    """The header lines are `grid.records[first:last + 1]`; `known` of their headings are recognised."""

    first: int
    last: int
    headings: tuple[str, ...]
    known: int


def known_headings(rows: Sequence[Sequence[Cell]]) -> int:
    """How many headings the best header line among these rows has that are recognised."""
    return _best_header([tuple(row) for row in rows[:_HEADER_SEARCHED]]).known


def lay_out(grid: Grid, name: str, sheet: str) -> Table:
    """The table in a grid. Raises `Refused` if there is no header, or nobody below it."""
    cells = [record.cells for record in grid.records]
    header = _best_header(cells[:_HEADER_SEARCHED])
    if header.known < _ENOUGH_KNOWN:
        header = _plausible_header(cells, header, name)
    columns = _unique(header.headings)
    below = grid.records[header.last + 1 :]
    kept, skipped = _people(below, cells[header.first : header.last + 1], len(columns))
    if not kept:
        raise Refused(f"{name} has a header but nobody below it: nothing was changed.")
    titles = sum(filled(row) > 0 for row in cells[: header.first])
    return Table(
        name=name,
        sheet=sheet,
        columns=columns,
        rows=tuple(kept),
        header_row=grid.records[header.last].number,
        notes=(*grid.notes, *_notes(titles, header, skipped)),
        warnings=tuple(_warnings(grid, columns, {record.number: record.cells for record in kept})),
    )


def _warnings(
    grid: Grid, columns: tuple[str, ...], kept: dict[int, tuple[Cell, ...]]
) -> Iterator[RowWarning]:
    for row, index, problem, done in grid.warned:
        if row in kept:
            column = columns[index] if index < len(columns) else ""
            yield RowWarning(row, column, show(kept[row][index]), problem, done)


def _best_header(rows: Sequence[tuple[Cell, ...]]) -> Header:
    best = Header(0, 0, (), 0)
    for at, row in enumerate(rows):
        single = Header(at, at, tuple(_heading(cell) for cell in row), 0)
        single = Header(at, at, single.headings, _count_known(single.headings))
        if single.known > best.known:
            best = single
        if at + 1 < len(rows) and filled(row) and filled(rows[at + 1]):
            headings = _combined(row, rows[at + 1])
            pair = Header(at, at + 1, headings, _count_known(headings))
            below = _count_known(tuple(_heading(cell) for cell in rows[at + 1]))
            if pair.known > max(best.known, below):
                best = pair
    return best


def _count_known(headings: Sequence[str]) -> int:
    return len({fields[0].code for heading in headings if heading and (fields := fields_for(heading))})


def _combined(upper: Sequence[Cell], lower: Sequence[Cell]) -> tuple[str, ...]:
    """The headings of two header lines: the lower one's, below the group the upper (merged) one names."""
    headings = []
    group = ""
    for at in range(max(len(upper), len(lower))):
        above = _heading(upper[at]) if at < len(upper) else ""
        under = _heading(lower[at]) if at < len(lower) else ""
        group = above or group
        if not under:
            headings.append(above)
        elif fields_for(under) or not fields_for(f"{group} {under}"):
            headings.append(under)
        else:
            headings.append(f"{group} {under}")
    return tuple(headings)


def _heading(cell: Cell) -> str:
    return " ".join(show(cell).replace("\ufeff", "").split())[:200]


def _plausible_header(cells: Sequence[tuple[Cell, ...]], found: Header, name: str) -> Header:
    """The first line about as wide as the others, where few headings are known; refused if it holds data."""
    widest = max((filled(row) for row in cells[:_HEADER_SEARCHED]), default=0)
    if not widest:
        raise Refused(f"{name} is empty: nothing was changed.")
    at = found.first if found.known else next(i for i, row in enumerate(cells) if filled(row) * 2 >= widest)
    if _holds_data(cells[at]) or _is_all_numbers(cells[at]):
        raise Refused(
            f"{name} has no header line naming its columns: nothing was changed; add one and choose it again."
        )
    headings = tuple(_heading(cell) for cell in cells[at])
    return Header(at, at, headings, found.known)


def _holds_data(row: Sequence[Cell]) -> bool:
    texts = [show(cell).strip() for cell in row if not is_blank(cell)]
    return any(isinstance(nhs_number.check(text), str) or _DATE.fullmatch(text) for text in texts)


def _is_all_numbers(row: Sequence[Cell]) -> bool:
    return all(show(cell).strip().replace(".", "", 1).isdecimal() for cell in row if not is_blank(cell))


def _unique(headings: Sequence[str]) -> tuple[str, ...]:
    """Column names no two alike: blank ones become `Column E`, repeats `DOB (2)`."""
    names: list[str] = []
    taken: set[str] = set()
    for at, heading in enumerate(headings):
        name = wanted = heading or f"Column {_letters(at)}"
        times = 1
        while name.casefold() in taken:
            times += 1
            name = f"{wanted} ({times})"
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)


def _letters(at: int) -> str:
    letters = ""
    at += 1
    while at:
        at, digit = divmod(at - 1, 26)
        letters = chr(65 + digit) + letters
    return letters


@dataclass(slots=True)
class _Skipped:
    blank: int = 0
    headers: int = 0
    totals: int = 0
    titles: int = 0


def _people(
    below: Sequence[Record], header_rows: Sequence[tuple[Cell, ...]], width: int
) -> tuple[list[Record], _Skipped]:
    headers = {_plain(row) for row in header_rows if filled(row) > 1}
    openings = {_heading(row[0]).casefold() for row in header_rows if row}
    skipped = _Skipped()
    kept: list[Record] = []
    for record in below:
        if all(map(is_blank, record.cells)):
            skipped.blank += 1
        elif _heading(record.cells[0]).casefold() in openings and _plain(record.cells) in headers:
            skipped.headers += 1
            while kept and _is_caption(kept[-1], width):
                kept.pop()
                skipped.titles += 1
        elif _is_total(record):
            skipped.totals += 1
        else:
            kept.append(record)
    while kept and _is_caption(kept[-1], width):
        kept.pop()
        skipped.totals += 1
    return kept, skipped


def _plain(row: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(_heading(cell).casefold() for cell in row)


def _is_total(record: Record) -> bool:
    first = next(cell for cell in record.cells if not is_blank(cell))
    return (
        isinstance(first, str) and _TOTALS.match(first.strip()) is not None and not _holds_data(record.cells)
    )


def _is_caption(record: Record, width: int) -> bool:
    """A line with one cell filled in a wide table names a group or ends a report; it is nobody."""
    return width >= _WIDE and filled(record.cells) == 1 and not _holds_data(record.cells)


def _notes(titles: int, header: Header, skipped: _Skipped) -> list[str]:
    notes = []
    if titles:
        notes.append(f"{_lines(titles)} above the header left out.")
    if header.last > header.first:
        notes.append("Two header lines read as one.")
    if skipped.blank:
        notes.append(f"{_lines(skipped.blank, 'blank ')} left out.")
    if skipped.headers:
        notes.append(f"{_lines(skipped.headers, 'repeated header ')} left out.")
    if skipped.totals + skipped.titles:
        notes.append(f"{_lines(skipped.totals + skipped.titles, 'total or caption ')} left out.")
    return notes


def _lines(count: int, kind: str = "") -> str:
    return f"1 {kind}line" if count == 1 else f"{count:,} {kind}lines"
