"""A checked case list as changes: new people with proposed cases, changed fields of known ones."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from mdt_desktop.caselists.findings import Check, CheckedRow
from mdt_desktop.domain.changes import Change, creation
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Case, Note, Person
from mdt_desktop.services import references
from mdt_desktop.services.imports.import_known import CASE_FIELDS, IMPORTED_BY, PERSON_FIELDS
from mdt_desktop.services.session import Session
from mdt_desktop.services.team.directory import Directory, directory


def row_changes(session: Session, checked: Check) -> list[Change]:
    """What the new and the changed rows write. Their values are codes and types of ours already."""
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
    return [creation(Note(id=new_id(), case_id=case_id, text=text, by=IMPORTED_BY, at=session.now()))]
