"""Working days in England and Wales: Monday to Friday, bank holidays left out.

The rules are those of the Banking and Financial Dealings Act 1971 and the yearly proclamations, as published
on GOV.UK ("UK bank holidays"). They are computed: the libraries that know them carry every country of the
world, 14 MB and 150 ms on the first keystroke that holds a date.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

ONE_DAY = timedelta(days=1)
SATURDAY = 5

# Proclaimed once, or moved for an anniversary. A day that is moved names the day it comes from.
EXTRA = {
    date(2022, 6, 3): "Platinum Jubilee bank holiday",
    date(2022, 9, 19): "bank holiday for the State Funeral of Queen Elizabeth II",
    date(2023, 5, 8): "bank holiday for the Coronation of King Charles III",
}
MOVED = {
    date(2020, 5, 4): date(2020, 5, 8),  # 75 years since VE Day
    date(2022, 5, 30): date(2022, 6, 2),  # Platinum Jubilee
}


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> Mapping[date, str]:
    """The bank holidays of one year by day, each with its name. Substitute days stand for weekend ones."""
    easter = easter_sunday(year)
    fixed = {
        easter - 2 * ONE_DAY: "Good Friday",
        easter + ONE_DAY: "Easter Monday",
        _monday_from(date(year, 5, 1)): "Early May bank holiday",
        _monday_from(date(year, 5, 25)): "Spring bank holiday",
        _monday_from(date(year, 8, 25)): "Summer bank holiday",
    }
    found = {MOVED.get(day, day): name for day, name in fixed.items()}
    found |= {day: name for day, name in EXTRA.items() if day.year == year}
    observed = {
        date(year, 1, 1): "New Year’s Day",
        date(year, 12, 25): "Christmas Day",
        date(year, 12, 26): "Boxing Day",
    }
    # Weekdays first: with Christmas on a Sunday, Boxing Day keeps its Monday and Christmas gets the Tuesday.
    for day in sorted(observed, key=lambda day: (is_weekend(day), day)):
        _observe(found, day, observed[day])
    return MappingProxyType(dict(sorted(found.items())))


def bank_holiday_name(day: date) -> str:
    """The name of the bank holiday that falls on this day, or empty text."""
    return bank_holidays(day.year).get(day, "")


def is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


def is_working_day(day: date) -> bool:
    return not is_weekend(day) and not bank_holiday_name(day)


def next_working_day(day: date) -> date:
    """The first working day after this one."""
    day += ONE_DAY
    while not is_working_day(day):
        day += ONE_DAY
    return day


def previous_working_day(day: date) -> date:
    """The last working day before this one."""
    day -= ONE_DAY
    while not is_working_day(day):
        day -= ONE_DAY
    return day


def this_monday(today: date) -> date:
    """The Monday of the week people mean by “this week”: at the weekend, the coming one."""
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(days=7) if is_weekend(today) else monday


def easter_sunday(year: int) -> date:
    """Western Easter in the Gregorian calendar (the Nautical Almanac's method, any year from 1583)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap, leap_rest = divmod(century, 4)
    moon_correction = (century - (century + 8) // 25 + 1) // 3
    full_moon = (19 * golden + century - leap - moon_correction + 15) % 30
    quarter, quarter_rest = divmod(of_century, 4)
    weekday = (32 + 2 * leap_rest + 2 * quarter - full_moon - quarter_rest) % 7
    late = (golden + 11 * full_moon + 22 * weekday) // 451
    month, day = divmod(full_moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _monday_from(day: date) -> date:
    """The first Monday on or after this day."""
    return day + timedelta(days=-day.weekday() % 7)


def _observe(found: dict[date, str], day: date, name: str) -> None:
    """Enter a holiday; one that falls on a weekend moves to the next day that is still free."""
    if not is_weekend(day):
        found[day] = name
        return
    while is_weekend(day) or day in found:
        day += ONE_DAY
    found[day] = f"{name} (substitute day)"
