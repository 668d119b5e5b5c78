"""How a due date is said: the same words in lists, chips and for screen readers."""

from dataclasses import dataclass
from datetime import date

# Own names: Qt sets the process locale, and a chip must read the same on every laptop.
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SOON_DAYS = 6  # up to here the weekday alone is clear


@dataclass(frozen=True)
class Due:
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
    text = f"{DAYS[due.weekday()]} {due.day}" if days <= SOON_DAYS else _day_and_month(due, today)
    return Due(text, "neutral", "", f"Due {day_words(due, today)}")


def day_words(day: date, today: date | None = None) -> str:
    """ "Thu 26 Nov", with the year when it is not today's."""
    return f"{DAYS[day.weekday()]} {_day_and_month(day, today or day)}"


def count_days(number: int) -> str:
    """ "1 day", "2 days"."""
    return "1 day" if number == 1 else f"{number} days"


def _day_and_month(day: date, today: date) -> str:
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {MONTHS[day.month - 1]}{year}"
