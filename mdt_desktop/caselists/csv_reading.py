"""Text files: which delimiter, then records, kept apart even where a stray quotation mark joins them."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence

from mdt_desktop.caselists import layout
from mdt_desktop.caselists.file_kind import MAX_COLUMNS, MAX_RECORDS
from mdt_desktop.caselists.table import Grid, Record
from mdt_desktop.caselists.text_decoding import decode, has_escaped, unescape
from mdt_desktop.progress import Progress
from mdt_desktop.refused import Refused

_DELIMITERS = {",": "commas", "\t": "tabs", ";": "semicolons", "|": "vertical bars"}
_SAMPLE_LINES = 60
_REPORT_EVERY = 2000


def read_text(data: bytes, name: str, progress: Progress) -> Grid:
    """Every record of a text file. Raises `Refused` if it has more columns or rows than a case list."""
    decoded = decode(data)
    lines = list(io.StringIO(decoded.text, newline=""))
    delimiter = _delimiter(lines)
    width = _usual_width(lines[:_SAMPLE_LINES], delimiter)
    grid = Grid(records=[])
    for number, row in enumerate(_records(lines, delimiter, width, progress), 1):
        if len(row) > MAX_COLUMNS:
            raise Refused(
                f"{name} has {len(row):,} columns; a case list has at most {MAX_COLUMNS}: "
                "nothing was changed."
            )
        if number > MAX_RECORDS:
            raise Refused(f"{name} has more than {MAX_RECORDS:,} rows: nothing was changed.")
        grid.records.append(Record(number, tuple(row)))
    if decoded.escaped:
        grid.records = [_readable(record, grid, warn=decoded.mixed) for record in grid.records]
    if decoded.encoding != "UTF-8":
        grid.notes.append(f"Read as {decoded.encoding}.")
    if delimiter != ",":
        grid.notes.append(f"Columns are kept apart by {_DELIMITERS.get(delimiter, repr(delimiter))}.")
    return grid


def _delimiter(lines: Sequence[str]) -> str:
    """The delimiter under which most headings are known; failing that, the one most lines agree on."""
    declared = lines[0].rstrip("\r\n").casefold() if lines else ""
    if declared.startswith("sep=") and len(declared) == 5:
        return declared[-1]
    return max(_DELIMITERS, key=lambda delimiter: _fit(lines[:_SAMPLE_LINES], delimiter))


def _fit(sample: Sequence[str], delimiter: str) -> tuple[int, int, int]:
    rows = _parse(sample, delimiter)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    width, times = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return layout.known_headings(rows), times, width


def _usual_width(sample: Sequence[str], delimiter: str) -> int:
    widths = Counter(len(row) for row in _parse(sample, delimiter) if row)
    return widths.most_common(1)[0][0] if widths else 0


def _parse(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return [line.rstrip("\r\n").split(delimiter) for line in lines]


def _records(lines: Sequence[str], delimiter: str, width: int, progress: Progress) -> Iterator[list[str]]:
    """The records in order. Where a quotation mark that is never closed swallows whole lines, the line that
    opened it stands alone and reading starts again below it."""
    start = 0
    while start < len(lines):
        reader = csv.reader((lines[at] for at in range(start, len(lines))), delimiter=delimiter)
        origin = start
        try:
            for row in reader:
                end = origin + reader.line_num
                if end - start > 1 and len(row) != width and _swallowed(lines[start:end], delimiter, width):
                    break
                yield row
                if end // _REPORT_EVERY != start // _REPORT_EVERY or end == len(lines):
                    progress(end, len(lines))
                start = end
        except csv.Error:
            pass
        if start < len(lines):
            yield from _parse(lines[start : start + 1], delimiter)
            start += 1


def _swallowed(lines: Sequence[str], delimiter: str, width: int) -> bool:
    return any(len(row) == width for line in lines[1:] for row in _parse([line], delimiter))


def _readable(record: Record, grid: Grid, *, warn: bool) -> Record:
    """The record with its bytes that were not UTF-8 made readable; `warn` where others in the file were."""
    damaged = [
        index for index, cell in enumerate(record.cells) if isinstance(cell, str) and has_escaped(cell)
    ]
    if not damaged:
        return record
    cells = list(record.cells)
    for index in damaged:
        cells[index] = unescape(str(cells[index]))
        if warn:
            grid.warned.append(
                (
                    record.number,
                    index,
                    "In another encoding than the rest of the file",
                    "Read as Windows-1252",
                )
            )
    return Record(record.number, tuple(cells))
