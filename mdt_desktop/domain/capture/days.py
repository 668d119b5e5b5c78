"""Days as people type them, counted from the huddle's day (docs/capture.md)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mdt_desktop.domain.capture.model import CaptureContext, Doubt, Problem
from mdt_desktop.domain.capture.tokens import Token
from mdt_desktop.domain.day_words import MONTHS, WEEKDAYS, day_month, short_day
from mdt_desktop.domain.working_days import previous_working_day

AHEAD = re.compile(r"(\+?)(\d{1,3})([dwm])", re.IGNORECASE)
AMOUNT = re.compile(r"\d{1,3}")
NUMERIC = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?")
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
DAY_OF_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?", re.IGNORECASE)
YEAR = re.compile(r"20\d\d")
UNITS = {"day": "d", "days": "d", "week": "w", "weeks": "w", "month": "m", "months": "m"}

WEEKDAY = {short: n for n, day in enumerate(WEEKDAYS) for short in (day.casefold(), day[:3].casefold())}
WEEKDAY |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
MONTH = {short: n for n, month in enumerate(MONTHS, 1) for short in (month.casefold(), month[:3].casefold())}
MONTH |= {"sept": 9}

# "by Fri", "due 27/11": the little word belongs to the day.
LEADS = frozenset({"by", "due", "on", "this"})
HORIZON_YEARS = 100


@dataclass(frozen=True, slots=True)
class DayFound:
    """A day that `count` tokens spell. `anywhere`: counts in the middle of a description too.

    `day` is None, with a problem, for what looks like a day and is none: that stays in the text.
    """

    count: int
    day: date | None
    anywhere: bool = False
    doubt: Doubt | None = None
    problem: Problem | None = None


def day_at(tokens: Sequence[Token], place: int, context: CaptureContext) -> DayFound | None:
    """The day spelt by the tokens from `place` on, or None. The longest spelling is taken."""
    lead = tokens[place].bare.casefold()
    if place + 1 < len(tokens) and (lead in LEADS or lead == "before"):
        found = _plain_day(tokens, place + 1, context)
        return found and (_day_before(found) if lead == "before" else _longer(found, 1))
    return _plain_day(tokens, place, context)


def amount(words: Sequence[str], start: date, more: int = 0) -> DayFound | None:
    """ "4 weeks": clear after "in" and where a day is asked for, too loose inside a sentence."""
    if len(words) < 2 or words[1] not in UNITS or not AMOUNT.fullmatch(words[0]):
        return None
    return DayFound(2 + more, _later(start, int(words[0]), UNITS[words[1]]))


def _longer(found: DayFound, more: int) -> DayFound:
    return DayFound(found.count + more, found.day, found.anywhere, found.doubt, found.problem)


def _plain_day(tokens: Sequence[Token], place: int, context: CaptureContext) -> DayFound | None:
    words = [token.bare.casefold() for token in tokens[place : place + 5]]
    return (
        _named(words, context.day)
        or _about_next_huddle(words, context)
        or _ahead(words, context.day)
        or _weekday(words, context.day)
        or _calendar_day(words, context.day)
    )


def _named(words: Sequence[str], start: date) -> DayFound | None:
    match words[0]:
        case "today":
            return DayFound(1, start)
        case "tomorrow":
            return DayFound(1, start + timedelta(days=1))
        case "eom":
            return DayFound(1, _end_of_month(start))
    return None


def _day_before(found: DayFound) -> DayFound:
    """ "before Fri", "before next huddle": the working day before."""
    day = found.day and previous_working_day(found.day)
    return DayFound(found.count + 1, day, found.anywhere, found.doubt, found.problem)


def _about_next_huddle(words: Sequence[str], context: CaptureContext) -> DayFound | None:
    rest = list(words[1:] if words[0] == "at" else words)
    the = rest[:1] == ["the"]
    if rest[the : the + 2] != ["next", "huddle"]:
        return None
    count = len(words) - len(rest) + the + 2
    if context.next_huddle is None:
        typed = " ".join(words[:count])
        return DayFound(count, None, problem=Problem("no_next_huddle", "The next huddle has no date", typed))
    return DayFound(count, context.next_huddle)


def _ahead(words: Sequence[str], start: date) -> DayFound | None:
    """+7d, 2w, in 2w, in 2 weeks."""
    lead = words[0] == "in"
    if len(words) > lead and (match := AHEAD.fullmatch(words[lead])):
        day = _later(start, int(match[2]), match[3].casefold())
        return DayFound(1 + lead, day, anywhere=match[1] == "+")
    return amount(words[1:], start, 1) if lead else None


def _weekday(words: Sequence[str], start: date) -> DayFound | None:
    """The next such weekday after the start; "next fri" is the one in the following Monday-to-Sunday week."""
    if words[0] in WEEKDAY:
        number = WEEKDAY[words[0]]
        dated = _calendar_day(words[1:], start) if len(words) > 1 else None
        if dated and dated.day:
            return _longer(_on_its_weekday(dated, dated.day, number), 1)
        return DayFound(1, start + timedelta(days=(number - start.weekday() - 1) % 7 + 1))
    if len(words) > 1 and words[0] == "next" and words[1] in WEEKDAY:
        return DayFound(2, start + timedelta(days=7 - start.weekday() + WEEKDAY[words[1]]))
    return None


def _on_its_weekday(found: DayFound, day: date, number: int) -> DayFound:
    if day.weekday() == number:
        return found
    words = f"{day_month(day)} {day.year} is a {WEEKDAYS[day.weekday()]}, not a {WEEKDAYS[number]}"
    return DayFound(found.count, day, found.anywhere, Doubt("other_weekday", words))


def _calendar_day(words: Sequence[str], start: date) -> DayFound | None:
    """27/11, 27/11/2026, 2026-11-27, 27 Nov, 27th November 2026."""
    if match := NUMERIC.fullmatch(words[0]):
        year = int(match[3]) + (2000 if len(match[3]) == 2 else 0) if match[3] else None
        return _dated(1, int(match[1]), int(match[2]), year, start, words[0], anywhere=True)
    if match := ISO.fullmatch(words[0]):
        return _dated(1, int(match[3]), int(match[2]), int(match[1]), start, words[0], anywhere=True)
    match = DAY_OF_MONTH.fullmatch(words[0])
    if match and len(words) > 1 and words[1] in MONTH:
        dated = len(words) > 2 and YEAR.fullmatch(words[2])
        typed = " ".join(words[: 3 if dated else 2])
        year = int(words[2]) if dated else None
        return _dated(3 if dated else 2, int(match[1]), MONTH[words[1]], year, start, typed, anywhere=False)
    return None


def _dated(
    count: int, day: int, month: int, year: int | None, start: date, typed: str, *, anywhere: bool
) -> DayFound | None:
    """A day and month, in its year or the next that has it. 120/80 is no day; 31/11 is a mistaken one."""
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    if year is not None and abs(year - start.year) > HORIZON_YEARS:
        return None
    years = [year] if year is not None else range(start.year, start.year + 9)
    for candidate in years:
        found = _real_day(candidate, month, day)
        if found and (year is not None or found >= start):
            return DayFound(count, found, anywhere, _far_ahead(found, year, start))
    problem = Problem("not_a_day", f"There is no {typed}", typed)
    return DayFound(count, None, anywhere, problem=problem)


def _far_ahead(day: date, year: int | None, start: date) -> Doubt | None:
    """A day just gone, typed without its year, means next year's: say so, that is seldom meant."""
    if year is None and (day - start).days > 300:
        words = f"{day_month(day)} has gone by this year, so this is {short_day(day)} {day.year}"
        return Doubt("next_year", words)
    return None


def _real_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _later(start: date, amount: int, unit: str) -> date:
    if unit != "m":
        return start + timedelta(days=amount * (7 if unit == "w" else 1))
    years, month = divmod(start.year * 12 + start.month - 1 + amount, 12)
    first = date(years, month + 1, 1)
    return first.replace(day=min(start.day, _end_of_month(first).day))


def _end_of_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
