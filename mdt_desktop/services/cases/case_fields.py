"""Fields of a person and of their case as somebody types them: read, checked, and refused in words."""

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

from mdt_desktop.domain.naming import age
from mdt_desktop.domain.records import Case, Person, Team
from mdt_desktop.refused import Refused
from mdt_desktop.services.cases.coded import code_of
from mdt_desktop.services.cases.typed import typed
from mdt_desktop.services.session import Session
from mdt_desktop.services.team.directory import directory

PERSON_FIELDS = frozenset(Person.__struct_fields__) - {
    *("id", "retired", "nhs_status", "not_same_as", "people_around"),
}
CASE_FIELDS = frozenset(Case.__struct_fields__) - {
    *("id", "retired", "person_id", "ref", "risks", "review_count"),
    *("status", "hold_until", "closed_on", "close_outcome", "close_note"),
    *("key_worker_id", "key_worker_text", "asked_by", "asked_words"),
}
BY_A_DEED = {
    "status": "open, hold, monitor or close the case instead",
    "hold_until": "put the case on hold instead",
    "closed_on": "close the case instead",
    "close_outcome": "close the case instead",
    "close_note": "close the case instead",
    "key_worker_id": "write key_worker and their name",
    "key_worker_text": "write key_worker and their name",
    "asked_by": "ask for the case instead",
    "asked_words": "ask for the case instead",
}
"""Fields that only change with others, by a deed of their own."""

CODED = {
    **{name: name for name in ("tier", "pathway", "source", "sex", "residence", "deceased")},
    "efi_category": "efi_band",
    "png": "png",
}
LINES = frozenset({"address", "reason", "what_matters", "conditions", "tier_reason", "no_review_reason"})
PAST_DAYS = frozenset({"opened_on", "tier_on", "what_matters_on", "last_contact", "last_discussed"})
RANGES: Mapping[str, tuple[float, float]] = {"cfs": (1, 9), "efi": (0, 1), "risk_score": (0, 1000)}
ANY_COUNT = (0, 99_999)
OLDEST = 120
RESTRICTED = (
    "Nobody can be marked restricted in this version: every device of the team would still hold the record. "
    "Nothing was changed; keep restricted notes in your own system."
)

Fields = dict[str, Any]


def read(session: Session, fields: Mapping[str, Any]) -> tuple[Fields, Fields]:
    """What belongs to the person and what to the case, each of its type. `Refused`, naming the field."""
    person: Fields = {}
    case: Fields = {}
    for name, value in fields.items():
        if name == "key_worker":
            case["key_worker_id"] = directory(session).named(value).id if value else ""
            case["key_worker_text"] = ""
        elif name in PERSON_FIELDS:
            person[name] = _value(session, Person, name, value)
        elif name in CASE_FIELDS:
            case[name] = _value(session, Case, name, value)
        elif name in BY_A_DEED:
            raise Refused(f"“{name}” is not set by itself. Nothing was changed; {BY_A_DEED[name]}.")
        else:
            raise Refused(f"There is no field “{name}” on a case. Nothing was changed.")
    return person, case


def refuse_unlikely(person: Person, today: date) -> None:
    """`Refused` for days of birth and death that can't be (docs/rules.md 9 and 11)."""
    if person.dob and person.dob > today:
        raise Refused("A date of birth can’t lie in the future. Nothing was changed.")
    if person.dob and (age(person.dob, today) or 0) > OLDEST:
        raise Refused(f"That date of birth is over {OLDEST} years ago. Nothing was changed; check the year.")
    died = person.date_of_death
    if died and (died > today or (person.dob and died < person.dob)):
        raise Refused("A date of death lies between the date of birth and today. Nothing was changed.")


def _value(session: Session, record: type[Person] | type[Case], name: str, value: Any) -> Any:
    read_as = typed(record, name, value, lines=name in LINES)
    if not isinstance(read_as, bool) and isinstance(read_as, int | float):
        _refuse_out_of_range(name, read_as)
    if isinstance(read_as, date):
        _refuse_wrong_day(session, name, read_as)
    return _coded(session.team(), name, read_as)


def _refuse_out_of_range(name: str, number: float) -> None:
    low, high = RANGES.get(name, ANY_COUNT)
    if not math.isfinite(number) or not low <= number <= high:
        raise Refused(f"{name} lies between {low:g} and {high:g}. Nothing was changed.")


def _refuse_wrong_day(session: Session, name: str, day: date) -> None:
    if name in PAST_DAYS and day > session.today():
        raise Refused(f"{name} can’t lie in the future. Nothing was changed.")
    if name == "review_due" and day < session.today():
        raise Refused("A review lies ahead. Nothing was changed; choose today or a later day.")


def _coded(team: Team, name: str, value: Any) -> Any:
    if name == "sensitivity" and value == "restricted":
        raise Refused(RESTRICTED)
    if name == "sensitivity" and value not in ("normal", "sensitive"):
        raise Refused(f"“{value}” is not a sensitivity. Nothing was changed. Choose normal or sensitive.")
    if name == "flags":
        return [code_of("flag", flag) for flag in value]
    if name in CODED and value:
        return code_of(
            CODED[name],
            str(value),
            team.tier_names if name == "tier" else None,
            what=name if name != "deceased" else "word for it",
        )
    return value
