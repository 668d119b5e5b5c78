from datetime import date

import pytest

from mdt_desktop.domain.day_words import day_month, long_day, short_day


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (date(2026, 1, 5), "Mon 5 Jan", "Monday 5 January"),
        (date(2026, 2, 10), "Tue 10 Feb", "Tuesday 10 February"),
        (date(2026, 9, 2), "Wed 2 Sep", "Wednesday 2 September"),
        (date(2026, 11, 26), "Thu 26 Nov", "Thursday 26 November"),
        (date(2026, 12, 25), "Fri 25 Dec", "Friday 25 December"),
        (date(2026, 5, 30), "Sat 30 May", "Saturday 30 May"),
        (date(2026, 6, 28), "Sun 28 Jun", "Sunday 28 June"),
    ],
)
def test_days_as_people_read_them(day: date, short: str, long: str) -> None:
    assert (short_day(day), long_day(day)) == (short, long)
    assert short.endswith(day_month(day))
