"""Everybody the team has, as a case list is held against them."""

from mdt_desktop.caselists import fields
from mdt_desktop.caselists.findings import KnownPerson
from mdt_desktop.domain.records import Case, Person
from mdt_desktop.services.session import Session
from mdt_desktop.services.team.directory import Directory, directory

UNVERIFIED = "unverified_identifier"
"""A Scottish or Northern Irish number: no column goes to it, checking finds it among the NHS numbers."""
PERSON_FIELDS = (*(f.code for f in fields.TARGET_FIELDS if f.code in Person.__struct_fields__), UNVERIFIED)
CASE_FIELDS = tuple(f.code for f in fields.TARGET_FIELDS if f.code in Case.__struct_fields__)
IMPORTED_BY = "Imported list"
"""Who a note is by that came out of a file."""


def known_people(session: Session) -> list[KnownPerson]:
    """Everybody on the list, with their present values by target field and the note last imported."""
    by_person = {
        case.person_id: case for case in session.records.all(Case, order="status = 'closed' DESC, id")
    }
    people, notes = directory(session), _imported_notes(session)
    return [_known(person, by_person.get(person.id), people, notes) for person in session.records.all(Person)]


def _known(person: Person, case: Case | None, people: Directory, notes: dict[str, str]) -> KnownPerson:
    values = {name: getattr(person, name) for name in PERSON_FIELDS}
    if case:
        values |= {name: getattr(case, name) for name in CASE_FIELDS}
        values["key_worker"] = people.name(case.key_worker_id, case.key_worker_text)
        values["note"] = notes.get(case.id, "")
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
        not_same_as=frozenset(person.not_same_as),
    )


def _imported_notes(session: Session) -> dict[str, str]:
    """The note each case was last given by a file."""
    rows = session.records.rows(
        'SELECT case_id, "text" FROM note WHERE space = ? AND NOT retired AND "by" = ? ORDER BY at, id',
        (IMPORTED_BY,),
    )
    return {str(case_id): str(text) for case_id, text in rows}
