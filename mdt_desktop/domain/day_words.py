"""Days in words, in English whatever the computer's own language: 17 Nov, Thu 26 Nov, Friday 27 November."""

from datetime import date

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def day_month(day: date) -> str:
    """17 Nov"""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def short_day(day: date) -> str:
    """Thu 26 Nov"""
    return f"{WEEKDAYS[day.weekday()][:3]} {day_month(day)}"


def long_day(day: date) -> str:
    """Friday 27 November"""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def clock_words(start: str) -> str:
    """9:30am from "09:30" """
    hour, minute = (int(part) for part in start.split(":"))
    return f"{hour % 12 or 12}:{minute:02}{'am' if hour < 12 else 'pm'}"
