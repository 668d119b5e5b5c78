"""Why a case is suggested, rule by rule, each in words that people can check."""

from datetime import date

import msgspec

from mdt_desktop.domain.agenda.facts import AgendaSettings, CaseFacts
from mdt_desktop.domain.day_words import day_month

UNCHANGED_REVIEWS = 4  # docs/rules.md 27: step down, change the plan, or say why


class Reason(msgspec.Struct, frozen=True):
    """`words` are the sentence, `chip` the same in two or three words."""

    code: str
    words: str
    chip: str


DEATH = Reason("death_reported", "Death reported: for reflection", "Death reported")
"""docs/rules.md 11: once, and nothing else speaks for them any more."""


def reasons_for(case: CaseFacts, day: date, today: date, settings: AgendaSettings) -> tuple[Reason, ...]:
    """Every rule that speaks for discussing the case, the strongest first; none for a case not to suggest."""
    if case.status == "deceased_pending":
        return () if case.death_heard else (DEATH,)
    found = [
        _urgent(case),
        _late_actions(case),
        _review(case, day, today),
        _hold(case, day),
        _carried(case),
        _asked(case),
        _high_intensity(case, day, settings),
        _new(case),
        _stale(case, day, settings),
    ]
    reasons = [reason for reason in found if reason]
    if case.status == "proposed" and not any(r.code in ("hiu_threshold", "asked_for") for r in reasons):
        return ()
    if case.status == "on_hold" and not any(reason.code == "hold_over" for reason in reasons):
        return ()
    if reasons and _could_step_down(case):
        reasons.append(Reason("step_down", "Could step down", "Could close"))
    return tuple(reasons)


def _urgent(case: CaseFacts) -> Reason | None:
    if not case.urgent_reason:
        return None
    return Reason("urgent", f"Urgent: {case.urgent_reason}", "Urgent")


def _late_actions(case: CaseFacts) -> Reason | None:
    if not case.late_actions:
        return None
    count = len(case.late_actions)
    chip = "1 late action" if count == 1 else f"{count} late actions"
    oldest = "due" if count == 1 else "the oldest due"
    return Reason("overdue_action", f"{chip}, {oldest} {day_month(min(case.late_actions))}", chip)


def _review(case: CaseFacts, day: date, today: date) -> Reason | None:
    """Due by the huddle's day; late from the day after it was due, counted to today."""
    due = case.review_due
    if due is None or due > day:
        return None
    if due >= today:
        return Reason("review_due", f"Review is due {day_month(due)}", f"Review {day_month(due)}")
    late = count_of((today - due).days, "day")
    return Reason("review_late", f"Review was due {day_month(due)}", f"Review {late} late")


def _hold(case: CaseFacts, day: date) -> Reason | None:
    if case.status != "on_hold" or case.hold_until is None or case.hold_until > day:
        return None
    return Reason(
        "hold_over", f"On hold until {day_month(case.hold_until)}: time to look again", "Look again"
    )


def _carried(case: CaseFacts) -> Reason | None:
    if case.carried_from is None:
        return None
    why = f": {case.carried_reason}" if case.carried_reason else ""
    return Reason("carried_over", f"Carried over from {day_month(case.carried_from)}{why}", "Carried over")


def _asked(case: CaseFacts) -> Reason | None:
    if not (case.asked_by or case.asked_words):
        return None
    who = f"Asked for by {case.asked_by}" if case.asked_by else "Asked for"
    return Reason("asked_for", f"{who}: “{case.asked_words}”" if case.asked_words else who, "Asked for")


def _high_intensity(case: CaseFacts, day: date, settings: AgendaSettings) -> Reason | None:
    """Adults over the threshold, unless a review ahead shows that the team has them in hand."""
    child = case.age is not None and case.age < settings.hiu_from_age
    in_hand = case.last_discussed is not None and case.review_due is not None and case.review_due > day
    if child or in_hand:
        return None
    counts = (
        (case.ae_1m, "month", settings.hiu_month_over),
        (case.ae_12m, "year", settings.hiu_year_over),
    )
    for visits, period, over in counts:
        if visits is not None and visits > over:
            words = f"{visits} A&E visits in a {period} meets the high-intensity threshold of over {over}"
            return Reason("hiu_threshold", words, "HIU threshold")
    return None


def _new(case: CaseFacts) -> Reason | None:
    if case.status != "active" or case.last_discussed is not None:
        return None
    return Reason("new", "New: not discussed yet", "New")


def _stale(case: CaseFacts, day: date, settings: AgendaSettings) -> Reason | None:
    """Forgotten: long not discussed, nothing open, no review date."""
    if case.last_discussed is None or case.open_actions or case.review_due is not None:
        return None
    weeks = (day - case.last_discussed).days // 7
    if weeks < settings.stale_weeks:
        return None
    words = f"Not discussed for {count_of(weeks, 'week')}"
    return Reason("stale", words, words)


def _could_step_down(case: CaseFacts) -> bool:
    """Low complexity with nothing open, once discussed; or review after review without a change."""
    quiet = case.tier == "low" and not case.open_actions and case.last_discussed is not None
    return quiet or case.unchanged_reviews >= UNCHANGED_REVIEWS


def count_of(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
