"""Who on the list may be the one somebody is about to add: shown, never merged (docs/rules.md 6 and 7)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mdt_desktop.caselists.duplicates import Identities
from mdt_desktop.caselists.findings import CheckedRow, KnownPerson
from mdt_desktop.domain.naming import formal, number
from mdt_desktop.domain.records import Case, Person
from mdt_desktop.services.cases import case_fields
from mdt_desktop.services.session import Session


@dataclass(frozen=True)
class Lookalike:
    """Somebody on the list, and in words what speaks for their being the same person."""

    case_id: str
    ref: str
    person_id: str
    name: str
    dob: date | None
    nhs_number: str
    postcode: str
    why: str


def lookalikes(session: Session, fields: Mapping[str, Any]) -> list[Lookalike]:
    """Everybody who may be the person of these fields, as typed. `Refused`, naming a field that is not one.

    A similar name and the same birth date; without a birth date, the same name and postcode. So twins, and a
    father and son, are left alone, and it is for a person to say.
    """
    typed, _ = case_fields.read(session, fields)
    values = {name: value for name, value in typed.items() if value not in (None, "")}
    if "nhs_number" in values:
        values["nhs_number"] = re.sub(r"\D", "", values["nhs_number"])
    near = {person.id: person for person in _near(session, values)}
    cases = {case.person_id: case for case in session.records.among(Case, "person_id", list(near))}
    known = [_known(person, cases[person.id].ref) for person in near.values() if person.id in cases]
    return [
        _lookalike(near[found.person_id], cases[found.person_id], found.why)
        for found in Identities(known).like(CheckedRow(0, values))
    ]


def _near(session: Session, values: Mapping[str, Any]) -> list[Person]:
    """Whoever shares the birth date or the postcode: nobody else can be a lookalike."""
    born: date | None = values.get("dob")
    home = str(values.get("postcode", "")).replace(" ", "").upper()
    return session.records.all(
        Person,
        "(dob = ? OR (? <> '' AND upper(replace(postcode, ' ', '')) = ?))",
        (born.isoformat() if born else "", home, home),
    )


def _known(person: Person, ref: str) -> KnownPerson:
    return KnownPerson(
        person_id=person.id,
        case_ref=ref,
        nhs_number=person.nhs_number,
        family_name=person.family_name,
        given_names=person.given_names,
        dob=person.dob,
        postcode=person.postcode,
        values={"preferred_name": person.preferred_name},
    )


def _lookalike(person: Person, case: Case, why: str) -> Lookalike:
    return Lookalike(
        case_id=case.id,
        ref=case.ref,
        person_id=person.id,
        name=formal(person),
        dob=person.dob,
        nhs_number=number(person),
        postcode=person.postcode,
        why=why,
    )
