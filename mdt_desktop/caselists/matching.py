"""Accepted rows held against each other and against the people the team has, by NHS number.

A number is believed only as long as everybody who has it agrees on name and birth date.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from mdt_desktop.caselists.cell_text import Value
from mdt_desktop.caselists.findings import Change, CheckedRow, KnownPerson
from mdt_desktop.caselists.names import PersonName


def by_number(known: Sequence[KnownPerson]) -> dict[str, KnownPerson]:
    """The known people who have an NHS number, by it."""
    return {person.nhs_number: person for person in known if person.nhs_number}


def conflicts(rows: Sequence[CheckedRow], known: Mapping[str, KnownPerson]) -> dict[int, str]:
    """The rows whose NHS number somebody else has too, under another name or birth date: `{number: problem}`.

    Where the team knows the number's person, only the rows that disagree with them; else all the rows that
    share the number, as nobody can tell from here which of them is right.
    """
    sharing: dict[str, list[CheckedRow]] = defaultdict(list)
    for row in rows:
        if number := row.text("nhs_number"):
            sharing[number].append(row)
    found: dict[int, str] = {}
    for number, group in sharing.items():
        person = known.get(number)
        if person is not None:
            whose = f"Case {person.case_ref}" if person.case_ref else "Somebody on the list"
            for row in group:
                if what := difference(row.name, row.dob, person.name, person.dob):
                    found[row.number] = f"{whose} has this NHS number under another {what}"
        elif len(group) > 1:
            found.update(_disagreeing(group))
    return found


def _disagreeing(group: Sequence[CheckedRow]) -> dict[int, str]:
    first = group[0]
    born = next((row.dob for row in group if row.dob), None)
    for other in group[1:]:
        if what := difference(first.name, born, other.name, other.dob):
            return {
                row.number: f"Row {(other if row is first else first).number} has this NHS number "
                f"under another {what}"
                for row in group
            }
    return {}


def difference(one: PersonName, born: date | None, other: PersonName, other_born: date | None) -> str:
    """What two holders of one number disagree on: `name`, `date of birth`, both, or nothing."""
    dates_differ = born is not None and other_born is not None and born != other_born
    names_differ = not one.agrees_with(other)
    if names_differ and dates_differ:
        return "name and date of birth"
    return "name" if names_differ else "date of birth" if dates_differ else ""


def changes(row: CheckedRow, person: KnownPerson) -> dict[str, Change]:
    """The fields in which a row differs from what is known. A blank in the file never clears a value."""
    found: dict[str, Change] = {}
    for code, new in row.values.items():
        old = person.value(code)
        if not _same(old, new):
            found[code] = Change(old, new)
    return found


def _same(old: Value | None, new: Value) -> bool:
    if old == new:
        return True
    if isinstance(old, str) and isinstance(new, str):
        return " ".join(old.split()).casefold() == " ".join(new.split()).casefold()
    return False
