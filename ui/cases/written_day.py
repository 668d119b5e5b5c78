"""A day as people write it: 14 Mar 1944, 14/3/1944, 1944-03-14. Day before month, always."""

import re
from datetime import date

from mdt_desktop.domain.day_words import MONTHS

_PARTS = re.compile(r"(\d{1,2})[\s./-]+([a-z]{3,}|\d{1,2})[\s./-]+(\d{4})", re.IGNORECASE)
OLDEST = 120  # years: an earlier day is a slip


def read_day(text: str) -> date | None:
    """The day, or None when it is no day. Years have four digits: nobody guesses the century."""
    text = text.strip()
    return _iso(text) or _written(text)


def read_birth_date(text: str, today: date) -> date | None:
    """The day somebody was born, or None when it lies ahead or is more than 120 years ago."""
    day = read_day(text)
    return day if day and day <= today and today.year - day.year <= OLDEST else None


def written(day: date | None) -> str:
    """ "14 Mar 1944", "" for no day: what `read_day` reads back."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}" if day else ""


def _iso(text: str) -> date | None:
    return (
        _day(*map(int, found.groups())) if (found := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text)) else None
    )


def _written(text: str) -> date | None:
    found = _PARTS.fullmatch(text)
    if not found:
        return None
    number, month, year = found.groups()
    at = int(month) if month.isdigit() else _month(month)
    return _day(int(year), at, int(number))


def _month(word: str) -> int:
    return next((at for at, name in enumerate(MONTHS, 1) if name.lower().startswith(word.lower())), 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
