"""People and their cases: somebody new, what is known of them, and why the team may share it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from mdt_desktop.domain import nhs_number
from mdt_desktop.domain.changes import Change, creation, edit
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Basis, Case, Note, Person, Team
from mdt_desktop.refused import Refused
from mdt_desktop.services import references
from mdt_desktop.services.cases import case_fields
from mdt_desktop.services.cases.case_status import after_news_of_death, close_case, open_case
from mdt_desktop.services.cases.coded import code_of
from mdt_desktop.services.cases.sharing import REFUSALS
from mdt_desktop.services.session import Session
from mdt_desktop.services.team import team

__all__ = [
    "add_note",
    "ask_for_case",
    "close_case",
    "find_case",
    "number_range",
    "open_case",
    "open_new",
    "set_basis",
    "set_fields",
]


def find_case(session: Session, named: str) -> Case:
    """The case of an id or reference."""
    return references.find(session, Case, named)


def open_new(
    session: Session, fields: Mapping[str, Any], *, status: str = "active", not_same_as: Sequence[str] = ()
) -> Case:
    """Somebody new, with an active (or proposed) case. Fields of person and case by their names, as typed.

    A person needs a name, and an NHS number or a date of birth. `not_same_as` are the ids of people who look
    like them and were said to be somebody else.
    """
    person_fields, case_fields_ = case_fields.read(session, fields)
    case_fields_ |= _news_of_death(person_fields)
    person = Person(id=new_id(), not_same_as=list(not_same_as), **_with_number_checked(person_fields))
    with session.one_intent():
        _refuse_unfit(session, person)
        case = Case(
            id=new_id(),
            person_id=person.id,
            ref=references.case_references(session).next(),
            **{"status": status, "opened_on": session.today(), "source": "professional", **case_fields_},
        )
        session.commit([*number_range(session, [person]), creation(person), creation(case)])
    return find_case(session, case.id)


def set_fields(session: Session, named: str, fields: Mapping[str, Any], *, as_of: int | None = None) -> Case:
    """Change fields of a case or its person, as typed. `as_of`: the store's position when the form opened."""
    case = find_case(session, named)
    person_fields, of_case = case_fields.read(session, fields)
    person = session.records.get(Person, case.person_id)
    assert person is not None
    person_fields = _with_number_checked(person_fields)
    if person_fields.get("date_of_death") and person.deceased == "no":
        person_fields.setdefault("deceased", "reported")
    changed = msgspec.structs.replace(person, **person_fields)
    if person_fields:
        _refuse_unfit(session, changed)
    if changed.deceased != person.deceased:
        of_case |= after_news_of_death(case, changed.deceased)
    if "tier" in of_case and of_case["tier"] != case.tier:
        of_case.setdefault("tier_on", session.today())
    if "what_matters" in of_case:
        of_case.setdefault("what_matters_on", session.today())
    changes = number_range(session, [changed])
    changes += [
        replace(edit(record, **values), as_of=as_of)
        for record, values in ((person, person_fields), (case, of_case))
        if values
    ]
    session.commit(changes)
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
    """Record why the team may share about this case. `as_of`: the store's position when the form opened.

    Only a chair puts another ground in the place of a refusal, and with a note that says why.
    """
    case = find_case(session, named)
    if "code" in fields:
        fields["code"] = code_of("basis", fields["code"])
    basis = session.records.first(Basis, "case_id = ?", (case.id,))
    if basis is None:
        session.commit([creation(Basis(id=new_id(), case_id=case.id, **fields))])
        return
    against = basis.code in REFUSALS and fields.get("code", basis.code) in AGAINST_A_REFUSAL
    if against and not (fields.get("note", basis.note).strip() and team.is_chair(session)):
        raise Refused(
            f"The person of {case.ref} has refused. Nothing was changed; "
            "a chair may go against it, with a note that says why."
        )
    session.commit([replace(edit(basis, **fields), as_of=as_of)])


AGAINST_A_REFUSAL = ("public_interest", "vital_interest", "legal_duty", "implied_direct_care")


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
    if team.number_range or not session.rights().may_write(Team.KIND):
        # Whoever may not write the team's settings leaves it to the next who may.
        return []
    return [edit(team, number_range=sorts.pop())]


RANGE_WORDS = {
    "training": "This is a training team: it takes NHS numbers beginning 999 only, and this one is real. "
    "Nothing was changed; use a live team for real people.",
    "live": "This team holds real people, and NHS numbers beginning 999 are for training only. "
    "Nothing was changed; check the number.",
    "": "Training numbers (beginning 999) and real NHS numbers can’t be mixed in one team. "
    "Nothing was changed; separate them first.",
}


def _with_number_checked(fields: dict[str, Any]) -> dict[str, Any]:
    """The person's fields with the NHS number as ten digits; one that does not hold is refused with why."""
    if "nhs_number" not in fields:
        return fields
    typed = str(fields["nhs_number"])
    if not typed:
        return fields | {"nhs_status": "absent"}
    checked = nhs_number.check(typed)
    if not isinstance(checked, str):
        raise Refused(
            f"“{typed}” is not an NHS number. {checked.words}. Nothing was changed; "
            "if it is another identifier, keep it as unverified_identifier."
        )
    return fields | {"nhs_number": re.sub(r"\D", "", checked), "nhs_status": "present_not_traced"}


def _news_of_death(person_fields: dict[str, Any]) -> dict[str, Any]:
    """Somebody new who has died: reported, their case waits to be confirmed; confirmed, none is opened."""
    if person_fields.get("date_of_death"):
        person_fields.setdefault("deceased", "reported")
    deceased = person_fields.get("deceased", "no")
    if deceased == "confirmed":
        raise Refused("No case is opened for somebody who has died. Nothing was changed.")
    return {} if deceased == "no" else {"status": "deceased_pending"}


def _refuse_unfit(session: Session, person: Person) -> None:
    """`Refused` for somebody who could not be told apart, or is on the list already."""
    if not person.family_name and not person.given_names:
        raise Refused("A person needs a name. Nothing was changed.")
    if not (person.nhs_number or person.dob or person.unverified_identifier):
        raise Refused("A person needs an NHS number or a date of birth. Nothing was changed.")
    case_fields.refuse_unlikely(person, session.today())
    if not person.nhs_number:
        return
    other = session.records.first(Person, "nhs_number = ? AND id <> ?", (person.nhs_number, person.id))
    if other:
        case = session.records.first(Case, "person_id = ?", (other.id,))
        raise Refused(
            f"This NHS number is on the list already, with {case.ref if case else 'another person'}. "
            "Nothing was changed; open that record, or check the number."
        )
