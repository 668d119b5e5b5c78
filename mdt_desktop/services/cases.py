"""People and their cases: open, change, close; each change is one intent."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import msgspec

from mdt_desktop.domain import nhs_number, vocabulary
from mdt_desktop.domain.changes import Change, creation, edit
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Action, Basis, Case, Note, Person, Team
from mdt_desktop.refused import Refused
from mdt_desktop.services import references
from mdt_desktop.services.actions import OPEN_SQL
from mdt_desktop.services.session import Session

PERSON_FIELDS = frozenset(Person.__struct_fields__) - {"id", "retired", "not_same_as", "people_around"}
CASE_FIELDS = frozenset(Case.__struct_fields__) - {"id", "retired", "person_id", "ref", "closed_on", "risks"}


def find_case(session: Session, named: str) -> Case:
    """The case of an id or reference."""
    return references.find(session, Case, named)


def open_case(session: Session, named: str) -> Case:
    """A proposed or closed case becomes active."""
    case = find_case(session, named)
    if case.status in ("active", "monitoring"):
        raise Refused(f"{case.ref} is open already. Nothing was changed.")
    fields: dict[str, Any] = {"status": "active", "opened_on": case.opened_on or session.today()}
    if case.status == "closed":
        fields |= {"closed_on": None, "close_outcome": "", "opened_on": session.today()}
    session.commit([edit(case, **fields)])
    return find_case(session, case.id)


def open_new(session: Session, fields: Mapping[str, Any], *, status: str = "active") -> Case:
    """Somebody new, with an active case. Fields of person and case by their names, as typed.

    A person needs a name, and an NHS number or a date of birth.
    """
    person_fields, case_fields = _sorted_fields(session, fields)
    person = Person(id=new_id(), **_with_identity(session, person_fields))
    if not person.family_name and not person.given_names:
        raise Refused("Somebody new needs a name. Nothing was added.")
    if not person.nhs_number and not person.dob and not person.unverified_identifier:
        raise Refused("Somebody new needs an NHS number or a date of birth. Nothing was added.")
    _refuse_known_number(session, person)
    case = Case(
        id=new_id(),
        person_id=person.id,
        ref=references.case_references(session).next(),
        **{"status": status, "opened_on": session.today(), "source": "professional", **case_fields},
    )
    session.commit([*number_range(session, [person]), creation(person), creation(case)])
    return find_case(session, case.id)


def set_fields(session: Session, named: str, fields: Mapping[str, Any], *, as_of: int | None = None) -> Case:
    """Change fields of a case or its person, as typed. `as_of`: the store's position when the form opened."""
    case = find_case(session, named)
    person_fields, case_fields = _sorted_fields(session, fields)
    person = session.records.get(Person, case.person_id)
    assert person is not None
    if "nhs_number" in person_fields:
        person_fields = _with_identity(session, person_fields)
        _refuse_known_number(session, msgspec.structs.replace(person, **person_fields))
    changes = list(number_range(session, [msgspec.structs.replace(person, **person_fields)]))
    if "tier" in case_fields and case_fields["tier"] != case.tier:
        case_fields.setdefault("tier_on", session.today())
    if "what_matters" in case_fields:
        case_fields.setdefault("what_matters_on", session.today())
    for record, values in ((person, person_fields), (case, case_fields)):
        if values:
            change = edit(record, **values)
            changes.append(Change(change.kind, change.id, change.fields, as_of))
    session.commit(changes)
    return find_case(session, case.id)


def close_case(session: Session, named: str, outcome: str, note: str = "") -> Case:
    """Close with an outcome. Open actions have to be closed or handed on first, each is named."""
    case = find_case(session, named)
    term = vocabulary.find("close_outcome", outcome)
    if term is None:
        known = ", ".join(vocabulary.codes("close_outcome"))
        raise Refused(
            f"“{outcome}” is not a way to close a case. Nothing was changed. Choose one of: {known}."
        )
    if case.status == "closed":
        raise Refused(f"{case.ref} is closed already. Nothing was changed.")
    left = session.records.all(Action, f"case_id = ? AND {OPEN_SQL}", (case.id,))
    if left:
        names = ", ".join(f"{action.ref} ({action.text})" for action in left)
        raise Refused(
            f"{case.ref} still has open actions: {names}. Nothing was changed; "
            "close them, or say why they are no longer needed, then close the case."
        )
    session.commit(
        [edit(case, status="closed", closed_on=session.today(), close_outcome=term.code, close_note=note)]
    )
    return find_case(session, case.id)


def add_note(session: Session, named: str, text: str, kind: str = "note") -> str:
    """A dated word on a case, by whoever uses this device; answers with its id."""
    case = find_case(session, named)
    if not text.strip():
        raise Refused("There is nothing to note yet. Nothing was changed.")
    note = Note(
        id=new_id(),
        case_id=case.id,
        kind=kind,
        text=text.strip(),
        by=session.me().display_name,
        at=session.now(),
    )
    session.commit([creation(note)])
    return note.id


def set_basis(session: Session, named: str, *, as_of: int | None = None, **fields: Any) -> None:
    """Record why the team may share about this case. `as_of`: the store's position when the form opened."""
    case = find_case(session, named)
    basis = session.records.first(Basis, "case_id = ?", (case.id,))
    if basis is None:
        session.commit([creation(Basis(id=new_id(), case_id=case.id, **fields))])
    else:
        session.commit([replace(edit(basis, **fields), as_of=as_of)])


def ask_for_case(session: Session, named: str, words: str) -> None:
    """Ask for a case to be talked about: it is then suggested for the next huddle, with these words."""
    case = find_case(session, named)
    session.commit([edit(case, asked_by=session.me().display_name, asked_words=words.strip())])


def number_range(session: Session, people: list[Person]) -> list[Change]:
    """The first NHS numbers make a team training (999 numbers) or live; the other sort is refused after."""
    sorts = {
        "training" if nhs_number.is_test_number(p.nhs_number) else "live" for p in people if p.nhs_number
    }
    if not sorts:
        return []
    team = session.team()
    if len(sorts) > 1 or (team.number_range and sorts != {team.number_range}):
        raise Refused(RANGE_WORDS[team.number_range])
    return [] if team.number_range else [edit(team, number_range=sorts.pop())]


RANGE_WORDS = {
    "training": "This is a training team: it takes NHS numbers beginning 999 only, and this one is real. "
    "Nothing was changed; use a live team for real people.",
    "live": "This team holds real people, and NHS numbers beginning 999 are for training only. "
    "Nothing was changed; check the number.",
    "": "Training numbers (beginning 999) and real NHS numbers can't be mixed in one team. "
    "Nothing was changed; separate them first.",
}


def _sorted_fields(session: Session, fields: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    person: dict[str, Any] = {}
    case: dict[str, Any] = {}
    for name, value in fields.items():
        if name == "key_worker":
            case["key_worker_id"], case["key_worker_text"] = _key_worker(session, str(value))
        elif name in PERSON_FIELDS:
            person[name] = _typed(Person, name, value)
        elif name in CASE_FIELDS:
            case[name] = _code(session.team(), name, _typed(Case, name, value))
        else:
            raise Refused(f"There is no field “{name}” on a case. Nothing was changed.")
    return person, case


def _key_worker(session: Session, value: str) -> tuple[str, str]:
    from mdt_desktop.services.directory import directory

    return (directory(session).named(value).id, "") if value else ("", "")


def _typed(record: type[Person] | type[Case], name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    field = next(one for one in msgspec.structs.fields(record) if one.name == name)
    if field.type is str:
        return value.strip()
    if value == "":
        return field.default if field.default is not msgspec.NODEFAULT else None
    if field.type == list[str]:
        return [part.strip() for part in value.split(",") if part.strip()]
    try:
        return msgspec.convert(_plain_word(value), field.type, strict=False)
    except msgspec.ValidationError:
        example = "2026-11-24" if field.type == date | None else "yes or no, or a number"
        raise Refused(
            f"“{value}” does not fit {name}. Nothing was changed; write it like {example}."
        ) from None


def _plain_word(value: str) -> str:
    return {"yes": "true", "no": "false", "y": "true", "n": "false"}.get(value.strip().lower(), value.strip())


def _code(team: Team, name: str, value: Any) -> Any:
    if name not in ("tier", "pathway", "source") or not value:
        return value
    term = vocabulary.find(name, str(value), team.tier_names if name == "tier" else None)
    if term is None:
        known = ", ".join(vocabulary.codes(name))
        raise Refused(f"“{value}” is not a {name}. Nothing was changed. Choose one of: {known}.")
    return term.code


def _with_identity(session: Session, fields: dict[str, Any]) -> dict[str, Any]:
    """The person's fields with the NHS number checked; one that does not hold is refused with the reason."""
    typed = str(fields.get("nhs_number", ""))
    if not typed:
        return fields
    checked = nhs_number.check(typed)
    if not isinstance(checked, str):
        raise Refused(
            f"“{typed}” is not an NHS number: {checked.words} Nothing was changed. "
            "If it is another identifier, keep it as unverified_identifier."
        )
    return fields | {"nhs_number": re.sub(r"\D", "", checked), "nhs_status": "present_not_traced"}


def _refuse_known_number(session: Session, person: Person) -> None:
    if not person.nhs_number:
        return
    other = session.records.first(Person, "nhs_number = ? AND id <> ?", (person.nhs_number, person.id))
    if other:
        case = session.records.first(Case, "person_id = ?", (other.id,))
        raise Refused(
            f"This NHS number is on the list already, with {case.ref if case else 'another person'}. "
            "Nothing was changed; open that record, or check the number."
        )
