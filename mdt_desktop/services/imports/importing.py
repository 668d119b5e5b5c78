"""Take a case list from a file: open it, match its columns, check its people, take them, take it back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mdt_desktop.caselists import checking, fields, file_kind, mapping, reading, report
from mdt_desktop.caselists.dates import Order
from mdt_desktop.caselists.findings import Check
from mdt_desktop.caselists.mapping import Mapping as ColumnMapping
from mdt_desktop.caselists.table import Table
from mdt_desktop.crypto.primitives import hash_256
from mdt_desktop.domain.changes import Change, creation, edit
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import ImportBatch
from mdt_desktop.progress import Progress, silent
from mdt_desktop.refused import Refused
from mdt_desktop.services.imports import import_undoing
from mdt_desktop.services.imports.import_known import known_people
from mdt_desktop.services.imports.import_rows import row_changes
from mdt_desktop.services.session import Session

Checked = Check
"""What a check of a file found (`caselists.findings.Check`)."""
TARGETS: tuple[tuple[str, str], ...] = tuple((one.code, one.label) for one in fields.TARGET_FIELDS)
"""The fields a column can go to: code and label, in the order people look for them."""
UndoneImport = import_undoing.UndoneImport
undo = import_undoing.undo


@dataclass(frozen=True)
class OpenedFile:
    """A file that was read, and how its columns are matched.

    `saved` names the earlier import's matching that is used, `fitting` all those that could be. `sheets`
    are those of a workbook. `digest` is of the bytes that were read.
    """

    path: Path
    sheets: list[str]
    table: Table
    mapping: ColumnMapping
    saved: str
    fitting: tuple[str, ...] = ()
    digest: str = ""


@dataclass(frozen=True)
class Imported:
    """What an import came to. `batch` undoes it."""

    batch: str
    rows: int
    new: int
    changed: int
    unchanged: int
    rejected: int


def open_file(
    session: Session, path: Path, sheet: str | None = None, progress: Progress = silent
) -> OpenedFile:
    """Read a file and match its columns: by a saved matching if one fits, else by their names."""
    digest = hash_256(file_kind.load(path)).hex()
    sheets = reading.sheets(path)
    table = reading.read(path, sheet, progress)
    fitting = {
        name: columns
        for name, columns in saved_mappings(session).items()
        if columns and set(columns) <= set(table.columns)
    }
    saved = next(iter(fitting), "")
    columns = mapping.from_fields(table, fitting[saved]) if saved else mapping.suggest(table)
    return OpenedFile(path, sheets, table, columns, saved, tuple(fitting), digest)


def saved_mappings(session: Session) -> dict[str, dict[str, str]]:
    """The matchings that earlier imports were told to remember, the newest first."""
    saved: dict[str, dict[str, str]] = {}
    for batch in session.records.all(ImportBatch, "mapping_name <> ''", order="at DESC"):
        saved.setdefault(batch.mapping_name, batch.mapping)
    return saved


def suggested(table: Table, date_order: Order | None = None) -> ColumnMapping:
    """The matching that the headings and values of a file suggest."""
    return mapping.from_fields(table, mapping.suggest(table).fields(), date_order)


def match(
    table: Table, current: ColumnMapping, column: str, field: str | None, date_order: Order | None = None
) -> ColumnMapping:
    """The matching with one column sent elsewhere, or nowhere."""
    return mapping.choose(table, current, column, field, date_order)


def match_free_text(
    table: Table, current: ColumnMapping, wanted: bool, date_order: Order | None = None
) -> ColumnMapping:
    """The matching with all columns of sentences imported as notes, or none of them."""
    return mapping.with_free_text(table, current, wanted, date_order)


free_text_columns = mapping.free_text_columns
takes_free_text = mapping.takes_free_text


def match_as(
    session: Session, table: Table, named: str | Mapping[str, str], date_order: Order | None = None
) -> ColumnMapping:
    """The matching of a saved name, or of `{column: field}`."""
    if isinstance(named, str):
        saved = saved_mappings(session)
        if named not in saved:
            raise Refused(f"There is no saved matching “{named}”. Nothing was imported.")
        named = saved[named]
    return mapping.from_fields(table, dict(named), date_order)


def check(
    session: Session,
    table: Table,
    columns: ColumnMapping,
    progress: Progress = silent,
    date_order: Order | None = None,
) -> Check:
    """Check every row against the people who are here. Nothing is changed."""
    return checking.check(table, columns, known_people(session), session.today(), progress, date_order)


def take(
    session: Session,
    opened: OpenedFile,
    columns: ColumnMapping,
    checked: Check,
    *,
    remember_as: str = "",
    progress: Progress = silent,
) -> Imported:
    """Write what was checked as one intent: new people with proposed cases, changed fields of known ones.

    Cancelled, nothing is kept. The first numbers accepted make the team training or live.
    """
    if not checked.new and not checked.changed:
        raise Refused(
            "There is nobody new and nothing changed in this file, so nothing was imported. "
            "The list is as it was."
        )
    if why_not := obstacle(session, checked):
        raise Refused(why_not)
    batch = ImportBatch(
        id=new_id(),
        file_name=opened.path.name,
        file_hash=opened.digest,
        at=session.now(),
        rows=checked.rows,
        new=len(checked.new),
        changed=len(checked.changed),
        unchanged=len(checked.unchanged),
        rejected=len(checked.rejected),
        mapping=columns.fields(),
        mapping_name=remember_as,
    )
    rows = [*_number_range(session, checked), *row_changes(session, checked)]
    people = len(checked.new) + len(checked.changed)

    def changes(first_seq: int) -> Iterable[Change]:
        head = creation(batch)
        return [*rows, Change(head.kind, head.id, head.fields | {"first_seq": first_seq})]

    # The store counts records; a person knows rows.
    session.commit(changes, progress=lambda done, total: progress(done * people // total, people))
    return Imported(batch.id, batch.rows, batch.new, batch.changed, batch.unchanged, batch.rejected)


def obstacle(session: Session, checked: Check) -> str:
    """Why this file cannot go into this team (training numbers or real ones it does not hold), or ""."""
    if checked.number_range == "none":
        return ""
    kind = session.team().number_range
    if checked.number_range == "mixed":
        return _MIXED_WORDS
    return _RANGE_WORDS[kind] if kind not in ("", checked.number_range) else ""


_MIXED_WORDS = (
    "This file mixes training NHS numbers (beginning 999) with real ones, and a team holds one kind only. "
    "Nothing was changed; split the file in two."
)
_RANGE_WORDS = {
    "training": "This is a training team, which holds NHS numbers beginning 999 only, and the numbers in "
    "this file are real. Nothing was changed; import it into a live team.",
    "live": "This team holds real people, and the NHS numbers in this file are for training (beginning 999). "
    "Nothing was changed; import it into a training team.",
}


def _number_range(session: Session, checked: Check) -> list[Change]:
    team = session.team()
    if checked.number_range == "none" or team.number_range:
        return []
    return [edit(team, number_range=checked.number_range)]


def save_rejected(checked: Check, path: Path) -> Path:
    """Save the rows that were left out as CSV: row, column, value, problem."""
    return _save(report.rejected_csv(checked.rejected), path)


def save_problems(checked: Check, path: Path) -> Path:
    """Save everything left out or doubted as CSV: row, column, value, problem, and what came of it."""
    return _save(report.problems_csv(checked), path)


def _save(text: str, path: Path) -> Path:
    try:
        path.write_text(text, encoding="utf-8-sig", newline="")
    except OSError as problem:
        raise Refused(
            f"The list could not be saved as “{path.name}” ({problem.strerror or problem}). "
            "The import is as it was; choose another folder, or close the file if it is open."
        ) from problem
    return path


def delete_file(path: Path) -> None:
    """Delete a file that has been imported."""
    try:
        path.unlink(missing_ok=True)
    except OSError as problem:
        raise Refused(
            f"“{path.name}” could not be deleted ({problem.strerror or problem}). "
            "Its people were imported; delete the file yourself."
        ) from problem


def batches(session: Session) -> list[ImportBatch]:
    """All imports, the newest first."""
    return session.records.all(ImportBatch, order="at DESC")
