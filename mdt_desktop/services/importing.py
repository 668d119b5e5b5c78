"""Take a case list from a file: open it, match its columns, check its people, take them, take it back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mdt_desktop.caselists import checking, fields, mapping, reading, report
from mdt_desktop.caselists.findings import Check, CheckedRow, KnownPerson
from mdt_desktop.caselists.mapping import Mapping as ColumnMapping
from mdt_desktop.caselists.table import Table
from mdt_desktop.crypto.primitives import hash_256
from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.changes import Change, creation, edit
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Case, ImportBatch, Note, Person
from mdt_desktop.progress import Progress, silent
from mdt_desktop.refused import Refused
from mdt_desktop.services import cases, references
from mdt_desktop.services.directory import Directory, directory
from mdt_desktop.services.session import Session

PERSON_FIELDS = tuple(f.code for f in fields.TARGET_FIELDS if f.code in Person.__struct_fields__)
Checked = Check
"""What a check of a file found (`caselists.findings.Check`)."""

CASE_FIELDS = tuple(f.code for f in fields.TARGET_FIELDS if f.code in Case.__struct_fields__)


@dataclass(frozen=True)
class OpenedFile:
    """A file that was read, and how its columns are matched; `saved` names an earlier import's matching."""

    path: Path
    sheets: list[str]
    table: Table
    mapping: ColumnMapping
    saved: str


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
    sheets = reading.sheets(path)
    table = reading.read(path, sheet, progress)
    for name, saved in saved_mappings(session).items():
        if set(saved) <= set(table.columns):
            return OpenedFile(path, sheets, table, mapping.from_fields(table, saved), name)
    return OpenedFile(path, sheets, table, mapping.suggest(table), "")


def saved_mappings(session: Session) -> dict[str, dict[str, str]]:
    """The matchings that earlier imports were told to remember, the newest first."""
    batches = session.records.all(ImportBatch, "mapping_name <> ''", order="at DESC")
    return {batch.mapping_name: batch.mapping for batch in reversed(batches)}


def match(table: Table, current: ColumnMapping, column: str, field: str | None) -> ColumnMapping:
    """The matching with one column sent elsewhere, or nowhere."""
    return mapping.choose(table, current, column, field)


def match_as(session: Session, table: Table, named: str | Mapping[str, str]) -> ColumnMapping:
    """The matching of a saved name, or of `{column: field}`."""
    if isinstance(named, str):
        saved = saved_mappings(session)
        if named not in saved:
            raise Refused(f"There is no saved matching “{named}”. Nothing was imported.")
        named = saved[named]
    return mapping.from_fields(table, dict(named))


def check(
    session: Session,
    table: Table,
    columns: ColumnMapping,
    progress: Progress = silent,
    date_order: Any = None,
) -> Check:
    """Check every row against the people who are here. Nothing is changed."""
    return checking.check(table, columns, known_people(session), session.today(), progress, date_order)


def known_people(session: Session) -> list[KnownPerson]:
    """Everybody on the list, with their present values by target field."""
    by_person = {
        case.person_id: case for case in session.records.all(Case, order="status = 'closed' DESC, id")
    }
    people = directory(session)
    return [_known(person, by_person.get(person.id), people) for person in session.records.all(Person)]


def _known(person: Person, case: Case | None, people: Directory) -> KnownPerson:
    values = {name: getattr(person, name) for name in PERSON_FIELDS}
    if case:
        values |= {name: getattr(case, name) for name in CASE_FIELDS}
        values["key_worker"] = people.name(case.key_worker_id, case.key_worker_text)
    return KnownPerson(
        person_id=person.id,
        case_id=case.id if case else "",
        case_ref=case.ref if case else "",
        nhs_number=person.nhs_number,
        family_name=person.family_name,
        given_names=person.given_names,
        dob=person.dob,
        postcode=person.postcode,
        values={name: value for name, value in values.items() if value not in (None, "")},
    )


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
    range_change = _number_range(session, checked)
    batch = ImportBatch(
        id=new_id(),
        file_name=opened.path.name,
        file_hash=hash_256(opened.path.read_bytes()).hex(),
        at=session.now(),
        rows=checked.rows,
        new=len(checked.new),
        changed=len(checked.changed),
        unchanged=len(checked.unchanged),
        rejected=len(checked.rejected),
        mapping=columns.fields(),
        mapping_name=remember_as,
    )
    rows = [*range_change, *_row_changes(session, checked)]

    def changes(first_seq: int) -> Iterable[Change]:
        head = creation(batch)
        return [*rows, Change(head.kind, head.id, head.fields | {"first_seq": first_seq})]

    session.commit(changes, progress=progress)
    return Imported(batch.id, batch.rows, batch.new, batch.changed, batch.unchanged, batch.rejected)


def _number_range(session: Session, checked: Check) -> list[Change]:
    if checked.number_range == "none":
        return []
    team = session.team()
    if checked.number_range == "mixed" or team.number_range not in ("", checked.number_range):
        raise Refused(cases.RANGE_WORDS[team.number_range])
    return [] if team.number_range else [edit(team, number_range=checked.number_range)]


def _row_changes(session: Session, checked: Check) -> list[Change]:
    people, counter = directory(session), references.case_references(session)
    changes: list[Change] = []
    for row in checked.new:
        changes += _new(session, row, counter.next(), people)
    for row in checked.changed:
        values = {name: change.new for name, change in row.changes.items()}
        person, case = _fields(values, people)
        if person:
            changes.append(Change("person", row.person_id, person))
        if case and row.case_id:
            changes.append(Change("case", row.case_id, case))
        changes += _note(session, row.case_id, values)
    return changes


def _new(session: Session, row: CheckedRow, ref: str, people: Directory) -> list[Change]:
    person_fields, case_fields = _fields(row.values, people)
    status = "present_not_traced" if person_fields.get("nhs_number") else "absent"
    person = Person(id=new_id(), **{"nhs_status": status, **person_fields})
    defaults = {"status": "proposed", "source": "population_list", "opened_on": session.today()}
    case = Case(id=new_id(), person_id=person.id, ref=ref, **{**defaults, **case_fields})
    return [creation(person), creation(case), *_note(session, case.id, row.values)]


def _fields(values: Mapping[str, Any], people: Directory) -> tuple[dict[str, Any], dict[str, Any]]:
    person = {name: values[name] for name in PERSON_FIELDS if name in values}
    case = {name: values[name] for name in CASE_FIELDS if name in values}
    if isinstance(person.get("date_of_death"), date):
        person["deceased"] = "reported"
    if "pathway" in case:
        known = vocabulary.find("pathway", str(case["pathway"]))
        if known:
            case["pathway"] = known.code
        else:
            del case["pathway"]
    if "key_worker" in values:
        case["key_worker_id"], case["key_worker_text"] = _key_worker(str(values["key_worker"]), people)
    return person, case


def _key_worker(name: str, people: Directory) -> tuple[str, str]:
    matches = [member for member in people.active() if member.name.casefold() == name.strip().casefold()]
    return (matches[0].id, "") if len(matches) == 1 else ("", name.strip())


def _note(session: Session, case_id: str, values: Mapping[str, Any]) -> list[Change]:
    text = str(values.get("note") or "").strip()
    if not text or not case_id:
        return []
    return [creation(Note(id=new_id(), case_id=case_id, text=text, by="Imported list", at=session.now()))]


def save_rejected(checked: Check, path: Path) -> Path:
    """Save the rows that were left out as CSV: row, column, value, problem."""
    path.write_text(report.rejected_csv(checked.rejected), encoding="utf-8-sig", newline="")
    return path


def batches(session: Session) -> list[ImportBatch]:
    """All imports, the newest first."""
    return session.records.all(ImportBatch, order="at DESC")


@dataclass(frozen=True)
class UndoneImport:
    """How many records went back, and whose records were edited since and therefore stay: case references."""

    undone: int
    kept: list[str]


def undo(session: Session, batch_id: str) -> UndoneImport:
    """Take one import back, whenever it was; who was worked with since stays, and is listed."""
    batch = session.records.get(ImportBatch, batch_id)
    if batch is None:
        raise Refused(f"There is no import “{batch_id}” in this team. Nothing was changed.")
    if batch.undone:
        raise Refused("This import has been undone already. Nothing was changed.")
    undoing = session.store.undoing(session.store.chain_entries(batch.id, batch.first_seq))
    kept = _worked_with(session, undoing.changes, {record for _, record, _ in undoing.left_alone})
    changes = [
        change
        for change in undoing.changes
        if change.id not in kept and change.kind not in ("import_batch", "team")
    ]
    session.commit([*changes, edit(batch, undone=True)])
    refs = [case.ref for case in session.records.among(Case, "id", sorted(kept))]
    return UndoneImport(len(changes), sorted(refs))


def _worked_with(session: Session, changes: Iterable[Change], edited: set[str]) -> set[str]:
    """People and cases that stay: edited since, or with notes, actions or agenda items of their own."""
    retired = {change.id for change in changes if change.fields.get("retired")}
    kept: set[str] = set(edited)
    for kind in ("note", "action", "agenda_item", "discussion", "need", "basis"):
        rows = session.records.rows(f'SELECT id, case_id FROM "{kind}" WHERE space = ? AND NOT retired')
        kept |= {case_id for identity, case_id in rows if identity not in retired}
    pairs = session.records.rows('SELECT id, person_id FROM "case" WHERE space = ?')
    for case_id, person_id in pairs:
        if case_id in kept or person_id in kept:
            kept |= {case_id, person_id}
    return kept
