"""The rows that were left out, as a CSV file to open, mend and send back to whoever made the list."""

import csv
import io
from collections.abc import Iterable

from mdt_desktop.caselists.findings import Rejection

_HEADER = ("row", "column", "value", "problem")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def rejected_csv(rejected: Iterable[Rejection]) -> str:
    """One line a rejected row: row, column, value, problem. Lines end in CR LF; write it as UTF-8 with a mark
    (`utf-8-sig`), without translating line ends, so that Excel shows every script."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_HEADER)
    for rejection in rejected:
        cells = (str(rejection.row), rejection.column, rejection.value, rejection.problem)
        writer.writerow([neutral(cell) for cell in cells])
    return out.getvalue()


def neutral(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before one that begins like it."""
    return f"'{cell}" if cell.lstrip(" \n").startswith(_FORMULA_STARTS) else cell
