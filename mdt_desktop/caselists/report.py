"""What was left out or doubted, as a CSV file to open, mend and send back to whoever made the list."""

import csv
import io
from collections.abc import Iterable, Sequence

from mdt_desktop.caselists.findings import Check, Rejection

_HEADER = ("row", "column", "value", "problem")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def rejected_csv(rejected: Iterable[Rejection]) -> str:
    """One line a rejected row: row, column, value, problem. Lines end in CR LF; write it as UTF-8 with a mark
    (`utf-8-sig`), without translating line ends, so that Excel shows every script."""
    return _csv(_HEADER, ((one.row, one.column, one.value, one.problem) for one in rejected))


def problems_csv(check: Check) -> str:
    """One line a problem, in the file's order: row, column, value, problem, and what comes of it. Written as
    `rejected_csv` is."""
    lines: list[tuple[int, str, str, str, str]] = [
        (one.row, one.column, one.value, one.problem, "Left out")
        for rejected in check.rejected
        for one in (rejected, *rejected.also)
    ]
    lines += [(one.row, one.column, one.value, one.problem, one.done) for one in check.warnings]
    lines.sort(key=lambda line: line[0])
    return _csv((*_HEADER, "outcome"), lines)


def _csv(header: Sequence[str], lines: Iterable[tuple[object, ...]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([neutral(str(cell)) for cell in line] for line in lines)
    return out.getvalue()


def neutral(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before one that begins like it."""
    return f"'{cell}" if cell.lstrip(" \n").startswith(_FORMULA_STARTS) else cell
