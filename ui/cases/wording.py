"""The sentences case pages say about a row: the same for eyes, tooltips and screen readers."""

from datetime import date

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.day_words import WEEKDAYS, day_month
from mdt_desktop.services.cases.case_lists import CaseRow
from ui.widgets.due_words import SOON_DAYS, Due, count_days, day_words


def flag_words(flags: tuple[str, ...]) -> str:
    """The labels of some flags, in a row."""
    return ", ".join(vocabulary.label("flag", code).lower() for code in flags)


def spoken_name(row: CaseRow) -> str:
    """ "Fatima Begum" from "BEGUM, Fatima": a name as it is said aloud."""
    family, _, given = row.name.partition(", ")
    return f"{given} {family.title()}".strip()


def tier_words(row: CaseRow) -> str:
    """ "most complex" without the word, "medium complexity", "low complexity"."""
    if not row.tier:
        return "complexity not set"
    label = row.tier_label.lower()
    return label if "complex" in label else f"{label} complexity"


def row_sentence(row: CaseRow, today: date) -> str:
    """ "Fatima Begum, 71, medium complexity, flags interpreter, review late"."""
    parts = [spoken_name(row)]
    if row.age is not None:
        parts.append(str(row.age))
    parts.append(tier_words(row))
    if row.flags:
        parts.append(f"flags {flag_words(row.flags)}")
    parts.append(_review_state(row, today))
    return ", ".join(parts)


def _review_state(row: CaseRow, today: date) -> str:
    if row.review_late_days:
        return "review late"
    if row.review_due is None:
        return "no review date"
    return "review today" if row.review_due == today else f"review {day_words(row.review_due, today)}"


def review_due(row: CaseRow, today: date, huddle_day: date) -> Due:
    """The review as a chip: red when late, tinted when the next huddle can see to it, else plain words.

    Its tone is "" where the words stand alone.
    """
    due = row.review_due
    if due is None:
        return Due("–", "", "", "No review date")
    if row.review_late_days:
        late = count_days(row.review_late_days)
        return Due(
            day_month(due), "red", "clock-alert", f"Review late, was due {day_words(due, today)}, {late} ago"
        )
    sentence = f"Review due {day_words(due, today)}"
    near = f"{WEEKDAYS[due.weekday()][:3]} {due.day}" if (due - today).days <= SOON_DAYS else day_month(due)
    if due == today:
        return Due("Today", "amber", "calendar", "Review due today")
    if due <= huddle_day:
        return Due(near, "accent", "calendar-check-2", f"{sentence}, by the next huddle")
    words = near if due.year == today.year else f"{day_month(due)} {due.year}"
    return Due(words, "", "", sentence)


def day_of(day: date, today: date) -> str:
    """How a button names a day: "Thursday" within the week, else "Thu 3 Dec"."""
    if day == today:
        return "today"
    return WEEKDAYS[day.weekday()] if 0 < (day - today).days <= SOON_DAYS else day_words(day, today)


def people(number: int) -> str:
    """ "1 person", "2 people"."""
    return "1 person" if number == 1 else f"{number} people"
