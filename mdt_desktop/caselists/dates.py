"""Dates as files write them. Day or month first is decided once for the file, never guessed for a cell."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from mdt_desktop.caselists.cell_text import BLANK, LEFT_BLANK, Reading, is_number, is_unknown, tidy
from mdt_desktop.caselists.table import Cell, show

Order = Literal["day_first", "month_first"]

_PARTS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{4})(\d{2})(\d{2})")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ /.\-]*([a-z]{3,9})\.?[ /.,\-]*(\d{4}|\d{2})")
_NAMED_FIRST = re.compile(r"([a-z]{3,9})\.?[ \-]+(\d{1,2})(?:st|nd|rd|th)?,?[ \-]+(\d{4})")
_TIME = re.compile(r"[T ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]m)?(?:Z|[+-]\d{2}:?\d{2})?$", re.I)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_ZEROS = re.compile(r"[0/.\- :T]+")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FULL_MONTHS = "january february march april may june july august september october november december"
_MONTH_OF = {full[:size]: at for at, full in enumerate(_FULL_MONTHS.split(), 1) for size in (3, 4, len(full))}
_EXCEL_DAY_ZERO = date(1899, 12, 30)
_ENOUGH_PROOF = 3
_UNIFORM_FROM = 10
_UNIFORM_SHARE = 0.9
MAX_AGE_YEARS = 120
SHORT_YEAR = "The year has two digits"
_DEFAULT_BIRTH_DATE = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class DateOrder:
    """Which way round the file writes 03/02/1959, and on what evidence.

    `day_first` and `month_first` count the dates that can only be read one way, `either` the rest.
    `iso` says that the file writes all its dates year first, so that nothing about one of them is odd.
    """

    order: Order
    day_first: int
    month_first: int
    either: int
    iso: bool

    @property
    def order_words(self) -> str:
        """day/month/year or month/day/year."""
        return "month/day/year" if self.order == "month_first" else "day/month/year"

    @property
    def words(self) -> str:
        """The decision, for the screen."""
        if self.iso:
            return "Dates are read as year-month-day."
        if self.order == "month_first":
            return "Dates are read as month/day/year: several can be read no other way."
        return "Dates are read as day/month/year."


def decide_order(cells: Iterable[Cell]) -> DateOrder:
    """The one order for all the dates of a file.

    Day first, as the UK writes it, unless at least three dates can only be month first and none day first.
    """
    day_first = month_first = either = iso = 0
    for cell in cells:
        if not isinstance(cell, str) or not cell:
            continue
        text = cell.strip()
        if match := _PARTS.match(text):
            first, second = int(match[1]), int(match[2])
            if first > 12 >= second:
                day_first += 1
            elif second > 12 >= first:
                month_first += 1
            else:
                either += 1
        elif _ISO.match(text):
            iso += 1
    total = day_first + month_first + either + iso
    return DateOrder(
        order="month_first" if month_first >= _ENOUGH_PROOF and not day_first else "day_first",
        day_first=day_first,
        month_first=month_first,
        either=either,
        iso=total >= _UNIFORM_FROM and iso >= total * _UNIFORM_SHARE,
    )


@dataclass(frozen=True, slots=True)
class Found:
    """A date read from a cell, and how it had to be repaired."""

    day: date
    repair: str = ""


def read_date(cell: Cell, order: DateOrder, today: date, *, past: bool) -> Found | None:
    """The date in a cell; None where it holds no possible date. `past` dates can't be in the future, which
    decides the century of a two-digit year."""
    if isinstance(cell, datetime):
        return Found(cell.date())
    if isinstance(cell, date):
        return Found(cell)
    if is_number(cell):
        return _serial(show(cell))
    text = _TIME.sub("", tidy(show(cell)))
    if _SERIAL.fullmatch(text):
        return _serial(text)
    if match := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in match.groups() if part)
        repair = "" if order.iso else "Read as year-month-day"
        return _found(year, month, day, repair)
    if match := _PARTS.fullmatch(text):
        return _from_parts(match, order, today, past=past)
    return _from_words(text.casefold(), today, past=past)


def birth_date(cell: Cell, order: DateOrder, today: date) -> Reading:
    """A birth date; one that is impossible, in the future or over 120 years ago stops the row."""
    text = show(cell).strip()
    if not text:
        return BLANK
    if is_unknown(text) or _ZEROS.fullmatch(text):
        return Reading(None, "The date of birth is not known", LEFT_BLANK)
    found = read_date(cell, order, today, past=True)
    if found is None:
        return Reading(None, "This is not a possible date of birth", stop=True)
    if found.day == _DEFAULT_BIRTH_DATE:
        return Reading(None, "1 January 1900 stands for a missing birth date", LEFT_BLANK)
    if found.day > today:
        return Reading(None, "The date of birth is in the future", stop=True)
    if age_on(found.day, today) > MAX_AGE_YEARS:
        return Reading(None, f"The date of birth is more than {MAX_AGE_YEARS} years ago", stop=True)
    return _with_repair(found)


def other_date(cell: Cell, order: DateOrder, today: date, *, past: bool) -> Reading:
    """Any other date; one that can't be read, or is in the future where it can't be, is left blank."""
    text = show(cell).strip()
    if not text or is_unknown(text) or _ZEROS.fullmatch(text):
        return BLANK
    found = read_date(cell, order, today, past=past)
    if found is None:
        return Reading(None, "This is not a date", LEFT_BLANK)
    if past and found.day > today:
        return Reading(None, "This date is in the future", LEFT_BLANK)
    return _with_repair(found)


def age_on(born: date, today: date) -> int:
    """Whole years between two dates."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def in_words(day: date) -> str:
    """3 Feb 1959, in English whatever the computer's language."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def found_on(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    found = _found(year, month, day, "")
    return found.day if found else None


def _with_repair(found: Found) -> Reading:
    if not found.repair:
        return Reading(found.day)
    return Reading(found.day, found.repair, f"Read as {in_words(found.day)}")


def _from_parts(match: re.Match[str], order: DateOrder, today: date, *, past: bool) -> Found | None:
    first, second = int(match[1]), int(match[2])
    year, short = _year(match[3], today, past=past)
    day, month = (first, second) if order.order == "day_first" else (second, first)
    repair = SHORT_YEAR if short else ""
    if month > 12 >= day:
        day, month = month, day
        repair = f"The {'day' if order.order == 'month_first' else 'month'} is written first"
    if short and past and (found := _found(year, month, day, repair)) and found.day > today:
        year -= 100
    return _found(year, month, day, repair)


def _from_words(text: str, today: date, *, past: bool) -> Found | None:
    if match := _NAMED.fullmatch(text):
        day_text, name, year_text = match.groups()
    elif match := _NAMED_FIRST.fullmatch(text):
        name, day_text, year_text = match.groups()
    else:
        return None
    if name not in _MONTH_OF:
        return None
    year, short = _year(year_text, today, past=past)
    month = _MONTH_OF[name]
    return _found(year, month, int(day_text), SHORT_YEAR if short else "")


def _year(text: str, today: date, *, past: bool) -> tuple[int, bool]:
    if len(text) == 4:
        return int(text), False
    year = today.year // 100 * 100 + int(text)
    return (year - 100 if past and year > today.year else year), True


def _serial(text: str) -> Found | None:
    days = int(float(text))
    if not 1 <= days <= 99_999:
        return None
    return Found(_EXCEL_DAY_ZERO + timedelta(days=days), "This is Excel’s number for a date")


def _found(year: int, month: int, day: int, repair: str) -> Found | None:
    try:
        return Found(date(year, month, day), repair)
    except ValueError:
        return None
