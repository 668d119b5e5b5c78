"""How a due date is said: the same words in lists, chips and for screen readers."""

from datetime import date

import msgspec

from mdt_desktop.domain.day_words import WEEKDAYS, day_month, short_day

SOON_DAYS = 6  # up to here the weekday alone is clear


class Due(msgspec.Struct, frozen=True):
    """A due chip: its text, tone, icon ("" for none), and the sentence a screen reader says."""

    text: str
    tone: str
    icon: str
    sentence: str


def due_words(due: date | None, today: date, *, done: bool = False) -> Due:
    """What to show for `due` seen on `today`; `done` is finished by then."""
    if done:
        return Due("On time", "green", "check", "Done on time")
    if due is None:
        return Due("No date", "amber", "calendar", "No date")
    days = (due - today).days
    if days < 0:
        late = count_days(-days)
        return Due(f"{late} late", "red", "clock-alert", f"{late} late, was due {day_words(due, today)}")
    if days == 0:
        return Due("Today", "amber", "calendar", "Due today")
    if days <= SOON_DAYS:
        text = f"{WEEKDAYS[due.weekday()][:3]} {due.day}"
    else:
        text = day_month(due) + _year(due, today)
    return Due(text, "neutral", "", f"Due {day_words(due, today)}")


def day_words(day: date, today: date | None = None) -> str:
    """ "Thu 26 Nov", with the year when it is not today's."""
    return short_day(day) + _year(day, today or day)


def count_days(number: int) -> str:
    """ "1 day", "2 days"."""
    return "1 day" if number == 1 else f"{number} days"


def _year(day: date, today: date) -> str:
    return "" if day.year == today.year else f" {day.year}"
