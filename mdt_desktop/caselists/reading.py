"""A file becomes a table, whatever its encoding, delimiter and furniture, or one sentence says why not."""

from pathlib import Path

from mdt_desktop.caselists import layout
from mdt_desktop.caselists.csv_reading import read_text
from mdt_desktop.caselists.file_kind import kind_of, load
from mdt_desktop.caselists.table import Table
from mdt_desktop.caselists.xlsx_reading import read_workbook, sheet_names
from mdt_desktop.progress import Progress, silent
from mdt_desktop.refused import Refused


def sheets(path: Path) -> list[str]:
    """The names of a workbook's sheets in order; none for a text file. Raises `Refused` for anything else."""
    data = load(path)
    return sheet_names(data, path) if kind_of(data, path.name) == "workbook" else []


def read(path: Path, sheet: str | None = None, progress: Progress = silent) -> Table:
    """The people in a file.

    `sheet` chooses one of a workbook's; without it, the one with the most headings that are known.
    `progress` counts the file's lines or rows. Raises `Refused`, with nothing read, for what is no case list.
    """
    data = load(path)
    if kind_of(data, path.name) == "workbook":
        chosen, grid = read_workbook(data, path, sheet, progress)
        return layout.lay_out(grid, path.name, chosen)
    if sheet:
        raise Refused(f"{path.name} is a text file and has no sheets: leave the sheet out.")
    return layout.lay_out(read_text(data, path.name, progress), path.name, "")
