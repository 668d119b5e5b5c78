"""What to point out about a day that was typed: past, weekend, bank holiday (docs/rules.md 24)."""

from datetime import date

from mdt_desktop.domain.capture.model import CaptureContext, Doubt
from mdt_desktop.domain.day_words import day_month, short_day
from mdt_desktop.domain.working_days import bank_holiday_name, is_weekend, is_working_day, next_working_day


def doubts_about(day: date, context: CaptureContext, *, is_review: bool = False) -> list[Doubt]:
    """The day stays as typed; each doubt offers a better one where there is one.

    The better day is the next working day: from the huddle's day on for a day gone by.
    """
    doubts = []
    if day < context.day:
        today = context.day
        better = today if is_working_day(today) else next_working_day(today)
        doubts.append(_offer("past", f"{short_day(day)} {day.year} has gone by", better))
    elif holiday := bank_holiday_name(day):
        doubts.append(_offer("bank_holiday", f"{short_day(day)} is {holiday}", next_working_day(day)))
    elif is_weekend(day):
        doubts.append(_offer("weekend", f"{short_day(day)} is at the weekend", next_working_day(day)))
    if not is_review and context.review_due and context.day < context.review_due < day:
        words = f"{short_day(day)} is after the review on {day_month(context.review_due)}"
        doubts.append(Doubt("after_review", words))
    return doubts


def _offer(code: str, words: str, better: date) -> Doubt:
    return Doubt(code, f"{words}: {short_day(better)} instead?", better)
