"""How documents write names, numbers and days."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from mdt_desktop.domain.day_words import day_month, long_day, short_day
from mdt_desktop.minutes.discussed import Identity

SEPARATOR = " · "
NBSP = "\u00a0"


def full_day(day: date) -> str:
    """Thursday 26 November 2026"""
    return f"{long_day(day)} {day.year}"


def list_day(day: date, beside: date) -> str:
    """Thu 26 Nov, with the year when it is not that of `beside`; a day and its month stay together."""
    words = short_day(day).replace(" ", NBSP)
    return words if day.year == beside.year else f"{words} {day.year}"


def clock(at: datetime, zone: str) -> str:
    """9:30am, in the team's zone."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{local.hour % 12 or 12}:{local.minute:02}{'am' if local.hour < 12 else 'pm'}"


def moment(at: datetime, zone: str) -> str:
    """Thursday 26 November 2026, 10:41am"""
    return f"{full_day(at.astimezone(ZoneInfo(zone)).date())}, {clock(at, zone)}"


def name(identity: Identity) -> str:
    """ELLISON, Margaret (Mrs)"""
    given = ", ".join(part for part in (identity.family_name.upper(), identity.given_names) if part)
    return f"{given} ({identity.title})" if identity.title else given


def nhs_number(number: str) -> str:
    """999 027 6137, never broken over two lines."""
    return NBSP.join((number[:3], number[3:6], number[6:]))


def born(identity: Identity, on: date) -> str:
    """born 14 Mar 1944 (82 years), the age being that of the day `on`; "" without a date of birth."""
    dob = identity.dob
    if dob is None:
        return ""
    years = on.year - dob.year - ((on.month, on.day) < (dob.month, dob.day))
    if identity.dob_precision == "year":
        return f"born{NBSP}{dob.year} (about {years})"
    day = f"{day_month(dob)} {dob.year}".replace(" ", NBSP)
    about = "about " if identity.dob_precision == "estimated" else ""
    return f"born {about}{day} ({years}{NBSP}years)"


def second_identifier(identity: Identity, on: date) -> str:
    """What goes beside a name on every page: NHS number, else birth date, else local reference."""
    if identity.nhs_number:
        return nhs_number(identity.nhs_number)
    return born(identity, on) or identity.local_ref


def two_identifiers(identity: Identity, on: date) -> str:
    """ELLISON, Margaret (Mrs) · 999 027 6137"""
    return SEPARATOR.join(filter(None, (name(identity), second_identifier(identity, on))))


def counted(number: int, one: str, many: str = "") -> str:
    """1 action, 2 actions"""
    return f"{number} {one if number == 1 else many or one + 's'}"


def sentence(text: str) -> str:
    """With a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def within(text: str) -> str:
    """As it stands within a sentence: a small first letter, unless a name of capitals begins it."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def listed(parts: Iterable[str]) -> str:
    """a, b and c"""
    *first, last = tuple(parts) or ("",)
    return f"{', '.join(first)} and {last}" if first else last
