"""The words of an import: counts that add up, and what comes of each."""

from datetime import datetime

from mdt_desktop.domain.day_words import clock_words, short_day
from mdt_desktop.domain.records import ImportBatch
from mdt_desktop.services.imports.import_preview import PreviewCounts
from mdt_desktop.services.imports.importing import OpenedFile, UndoneImport
from mdt_desktop.services.session import ZONE


def counted(number: int, one: str, many: str = "") -> str:
    """“1 row”, “2,014 rows”."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def people(number: int) -> str:
    return counted(number, "person", "people")


def about_file(opened: OpenedFile) -> str:
    """“Sheet Patient list, 500 rows, 30 columns. Read on this laptop only.”"""
    sheet = f"Sheet “{opened.table.sheet}”, " if opened.table.sheet else ""
    rows, columns = counted(len(opened.table.rows), "row"), counted(len(opened.table.columns), "column")
    notes = " ".join(opened.table.notes)
    return f"{sheet}{rows}, {columns}. Read on this laptop only. {notes}".strip()


def looked_at(counts: PreviewCounts) -> str:
    """What becomes of the rows with something to look at."""
    kept = counts.to_look_at - counts.look_new - counts.look_updated
    parts = (
        (counts.look_new, "new"),
        (counts.look_updated, "updated"),
        (kept, "as they are"),
    )
    return ", ".join(f"{number:,} {word}" for number, word in parts if number) or "Nothing in doubt"


def import_deed(counts: PreviewCounts | None) -> str:
    """The words of the button."""
    if counts is None:
        return "Import people"
    return f"Import {people(counts.imported)}" if counts.imported else "Nothing to import"


def imported_words(batch: ImportBatch) -> str:
    """One line about an earlier import."""
    parts = (
        (batch.new, "new"),
        (batch.changed, "updated"),
        (batch.unchanged, "as they were"),
        (batch.rejected, "left out"),
    )
    numbers = ", ".join(f"{number:,} {word}" for number, word in parts if number)
    return f"{moment(batch.at)} · {counted(batch.rows, 'row')}: {numbers}"


def checked_words(counts: PreviewCounts) -> str:
    """What a check found, for a screen reader."""
    return (
        f"{counted(counts.rows, 'row')} checked: {counts.imported:,} to import, {counts.left_out:,} left out"
    )


def kept_words(answer: UndoneImport) -> str:
    """Who stays after an undo."""
    kept = "; ".join(f"{name} ({ref})" for name, ref in zip(answer.kept_names, answer.kept, strict=True))
    return f"Kept, because they were worked with since: {kept}." if kept else "The list is as it was before."


def moment(at: datetime | None) -> str:
    """“Thu 26 Nov, 9:41am”"""
    if at is None:
        return ""
    here = at.astimezone(ZONE)
    return f"{short_day(here.date())}, {clock_words(f'{here:%H:%M}')}"
