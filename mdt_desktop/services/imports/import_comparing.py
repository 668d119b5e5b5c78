"""Possible duplicates side by side, for somebody to compare. Nothing is merged because of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mdt_desktop.caselists.findings import Check
from mdt_desktop.domain.day_words import day_month
from mdt_desktop.domain.nhs_number import grouped
from mdt_desktop.domain.records import Person
from mdt_desktop.services.session import Session

FIELDS = (
    ("name", "Name"),
    ("dob", "Born"),
    ("nhs_number", "NHS number"),
    ("address", "Address"),
    ("phone", "Phone"),
    ("practice", "Practice"),
)


@dataclass(frozen=True, slots=True)
class Side:
    """One of two who may be the same: where they stand, and the words of each of FIELDS by code."""

    where: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Compared:
    """A row of the file and the person or row it resembles. `differing` are the codes in which both say
    something, and not the same."""

    row: int
    why: str
    here: Side
    there: Side
    differing: frozenset[str]


def compared(session: Session, checked: Check) -> tuple[Compared, ...]:
    """Every possible duplicate of a check, in the file's order."""
    rows = {row.number: row for row in (*checked.new, *checked.changed, *checked.unchanged)}
    wanted = [one.person_id for one in checked.possible_duplicates if one.person_id]
    people = {person.id: person for person in session.records.among(Person, "id", wanted)}
    pairs = []
    for one in checked.possible_duplicates:
        here = Side(f"Row {one.row} of the file", _words(rows[one.row].values))
        if one.person_id:
            where = f"Case {one.case_ref}" if one.case_ref else "On the list"
            there = Side(where, _known(people[one.person_id]))
        else:
            there = Side(f"Row {one.other_row} of the file", _words(rows[one.other_row].values))
        pairs.append(Compared(one.row, one.why, here, there, _differing(here, there)))
    return tuple(sorted(pairs, key=lambda pair: pair.row))


def _known(person: Person) -> dict[str, str]:
    return _words({name: getattr(person, name) for name in person.__struct_fields__})


def _words(values: Mapping[str, object]) -> dict[str, str]:
    def text(code: str) -> str:
        return str(values.get(code) or "")

    born = values.get("dob")
    return {
        "name": ", ".join(part for part in (text("family_name").upper(), text("given_names")) if part),
        "dob": f"{day_month(born)} {born.year}" if isinstance(born, date) else "",
        "nhs_number": grouped(text("nhs_number")) if text("nhs_number") else "",
        "address": ", ".join(part for part in (text("address"), text("postcode")) if part),
        "phone": text("phone"),
        "practice": text("practice_name") or text("practice_code"),
    }


def _differing(here: Side, there: Side) -> frozenset[str]:
    both = {code: (here.words[code].casefold(), there.words[code].casefold()) for code, _ in FIELDS}
    return frozenset(code for code, (one, other) in both.items() if one and other and one != other)
