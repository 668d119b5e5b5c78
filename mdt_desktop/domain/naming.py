"""How people are named: UK clinical order in lists and banners, the name they like everywhere else."""

from datetime import date

from mdt_desktop.domain.nhs_number import grouped
from mdt_desktop.domain.records import Person


def formal(person: Person, *, title: bool = False) -> str:
    """“ELLISON, Margaret”, with the title “ELLISON, Margaret (Mrs)”."""
    family = person.family_name.upper()
    name = ", ".join(part for part in (family, person.given_names) if part) or "Name not known"
    return f"{name} ({person.title})" if title and person.title else name


def familiar(person: Person) -> str:
    """What they like to be called: the preferred name, else the first given name, else the family name."""
    given = person.given_names.split()
    return person.preferred_name or (given[0] if given else person.family_name) or "this person"


def initials(name: str) -> str:
    """“AO” for Dr Amara Okafor: first letters of the first and last word, titles left out."""
    words = [word for word in name.replace("-", " ").split() if word.strip(".").lower() not in _TITLES]
    if not words:
        return "?"
    letters = words[0][0] + (words[-1][0] if len(words) > 1 else "")
    return letters.upper()


def person_initials(person: Person) -> str:
    """“ME” for Margaret ELLISON."""
    letters = [name[0] for name in (person.given_names, person.family_name) if name]
    return "".join(letters).upper() or "?"


def room_name(person: Person, style: str) -> str:
    """Their name where the room can read it: initials, or first name and initial if the team chose so."""
    if style == "first_name" and person.family_name:
        return f"{familiar(person)} {person.family_name[0].upper()}."
    return ".".join(person_initials(person)) + "."


def number(person: Person) -> str:
    """The NHS number 3-3-4, or empty."""
    return grouped(person.nhs_number) if person.nhs_number else ""


def age(dob: date | None, on: date) -> int | None:
    """Whole years on a day; None when the birth date is not known."""
    if dob is None:
        return None
    return on.year - dob.year - ((on.month, on.day) < (dob.month, dob.day))


def age_band(dob: date | None, on: date) -> str:
    """A ten-year band (“80s”) for screens that others can see."""
    years = age(dob, on)
    if years is None:
        return "age not known"
    if years < 18:
        return "under 18"
    if years < 20:
        return "late teens"
    return "90 or over" if years >= 90 else f"{years // 10 * 10}s"


_TITLES = {"dr", "mr", "mrs", "ms", "miss", "prof", "sister", "rev"}
