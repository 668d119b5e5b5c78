from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdt_desktop.domain.working_days import (
    bank_holiday_name,
    bank_holidays,
    easter_sunday,
    is_working_day,
    next_working_day,
    previous_working_day,
    this_monday,
)

# As published on GOV.UK for England and Wales.
PUBLISHED = {
    2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}


@pytest.mark.parametrize("year", PUBLISHED)
def test_bank_holidays_are_those_published(year: int) -> None:
    assert " ".join(f"{day:%m-%d}" for day in bank_holidays(year)) == PUBLISHED[year]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 12, 25), "Christmas Day"),
        (date(2026, 12, 28), "Boxing Day (substitute day)"),
        (date(2027, 12, 27), "Christmas Day (substitute day)"),
        (date(2022, 12, 26), "Boxing Day"),
        (date(2022, 12, 27), "Christmas Day (substitute day)"),
        (date(2026, 12, 26), ""),
    ],
)
def test_a_substitute_day_is_named_as_one(day: date, name: str) -> None:
    assert bank_holiday_name(day) == name


@pytest.mark.parametrize(
    "day", [date(1818, 3, 22), date(1943, 4, 25), date(2000, 4, 23), date(2038, 4, 25), date(2049, 4, 18)]
)
def test_easter_falls_where_the_almanac_says(day: date) -> None:
    assert easter_sunday(day.year) == day


def test_working_days_step_over_christmas() -> None:
    assert next_working_day(date(2026, 12, 24)) == date(2026, 12, 29)
    assert previous_working_day(date(2026, 12, 29)) == date(2026, 12, 24)


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2199, 12, 1)))
def test_next_and_previous_are_the_nearest_working_days(day: date) -> None:
    after, before = next_working_day(day), previous_working_day(day)
    assert is_working_day(after)
    assert is_working_day(before)
    between = [before + timedelta(n) for n in range(1, (after - before).days)]
    assert [other for other in between if is_working_day(other)] == ([day] if is_working_day(day) else [])


@pytest.mark.parametrize(
    ("today", "monday"),
    [
        ("2026-11-23", "2026-11-23"),
        ("2026-11-27", "2026-11-23"),
        ("2026-11-28", "2026-11-30"),
        ("2026-11-22", "2026-11-23"),
    ],
)
def test_this_week_is_the_coming_one_at_the_weekend(today: str, monday: str) -> None:
    assert this_monday(date.fromisoformat(today)) == date.fromisoformat(monday)
