"""An import taken back: what nobody built on goes, who was worked with since stays."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mdt_desktop.domain import naming
from mdt_desktop.domain.changes import edit
from mdt_desktop.domain.records import Case, ImportBatch, Person
from mdt_desktop.refused import Refused
from mdt_desktop.services.session import Session

BUILT_ON = ("note", "action", "agenda_item", "discussion", "need", "basis", "service_gap")
"""The kinds of record that hang on a case."""


@dataclass(frozen=True)
class UndoneImport:
    """How many records went back, and who was worked with since and stays: case references and names."""

    undone: int
    kept: list[str]
    kept_names: list[str]


def undo(session: Session, batch_id: str) -> UndoneImport:
    """Take one import back, whenever it was.

    People and cases it made go, unless somebody edited them or added to them since; fields it changed
    get their earlier values, unless they were edited since. All who keep something of the import are listed.
    """
    batch = session.records.get(ImportBatch, batch_id)
    if batch is None:
        raise Refused(f"There is no import “{batch_id}” in this team. Nothing was changed.")
    if batch.undone:
        raise Refused("This import has been undone already. Nothing was changed.")
    undoing = session.store.undoing(session.store.chain_entries(batch.id, batch.first_seq))
    edited = {record for kind, record, _ in undoing.left_alone if kind in ("person", "case")}
    back = [change for change in undoing.changes if change.kind not in ("import_batch", "team")]
    made = {change.id for change in back if change.fields.get("retired")}
    cases = _cases(session)
    stay = _built_on(session, made, edited, cases)
    changes = [change for change in back if change.id not in stay]
    session.commit([*changes, edit(batch, undone=True)])
    kept = [case for case, person in cases if {case, person} & (edited | stay)]
    return _told(session, len(changes), kept)


def _cases(session: Session) -> list[tuple[str, str]]:
    return [
        (str(case), str(person))
        for case, person in session.records.rows(
            'SELECT id, person_id FROM "case" WHERE space = ? AND NOT retired'
        )
    ]


def _built_on(
    session: Session, made: set[str], edited: set[str], cases: Iterable[tuple[str, str]]
) -> set[str]:
    """Of the records the import made, those that stay: a case with something on it, its person, its note."""
    hanging = list(_hanging(session))
    worked_with = {case for record, case in hanging if record not in made}
    stay: set[str] = set()
    for case, person in cases:
        theirs = {case, person} & made
        if theirs and (case in worked_with or {case, person} & edited):
            stay |= theirs
    return stay | {record for record, case in hanging if record in made and case in stay}


def _hanging(session: Session) -> Iterator[tuple[str, str]]:
    for kind in BUILT_ON:
        yield from session.records.rows(f'SELECT id, case_id FROM "{kind}" WHERE space = ? AND NOT retired')


def _told(session: Session, undone: int, kept: list[str]) -> UndoneImport:
    cases = sorted(session.records.among(Case, "id", kept), key=lambda case: case.ref)
    people = {
        person.id: person
        for person in session.records.among(Person, "id", [case.person_id for case in cases])
    }
    names = [naming.formal(people[case.person_id]) for case in cases]
    return UndoneImport(undone, [case.ref for case in cases], names)
