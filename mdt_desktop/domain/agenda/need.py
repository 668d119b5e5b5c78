"""The order of need among planned items: for "Order by need", and for who can wait when time runs out."""

from collections.abc import Iterable, Sequence
from datetime import date

from mdt_desktop.domain.agenda.facts import PlannedItem

TIERS = ("low", "medium", "most_complex")


def tier_rank(tier: str) -> int:
    """1 low, 2 medium, 3 most complex; 2 where nobody has said."""
    return TIERS.index(tier) + 1 if tier in TIERS else 2


def order_by_need(items: Iterable[PlannedItem], day: date) -> list[PlannedItem]:
    """Urgent first, then late actions, late reviews, the most complex, carried ones and reviews due.

    `day` is the huddle's. Items of equal need keep the order in which they stand.
    """
    return sorted(items, key=lambda item: _need(item, day), reverse=True)


def to_park(items: Sequence[PlannedItem], over_by: int, day: date) -> list[PlannedItem]:
    """Whom to propose for moving to another week so that `over_by` minutes are saved: least need first.

    By urgency, not by place on the agenda; among equals the later on the agenda. Urgent items are never
    proposed, so fewer minutes than asked for may come together. Whoever turns out not to be needed for the
    sum stays on the agenda.
    """
    waiting = [item for item in reversed(items) if item.kind != "urgent"]
    chosen: list[PlannedItem] = []
    for item in sorted(waiting, key=lambda item: _need(item, day)):
        if sum(each.minutes for each in chosen) >= over_by:
            break
        chosen.append(item)
    spare = sum(item.minutes for item in chosen) - over_by
    for item in reversed(chosen[:]):
        if item.minutes <= spare:
            chosen.remove(item)
            spare -= item.minutes
    return chosen


def _need(item: PlannedItem, day: date) -> tuple[bool, int, bool, int, bool, bool]:
    late_review = item.review_due is not None and item.review_due < day
    due = item.review_due is not None and item.review_due <= day
    carried = item.kind == "carried"
    return item.kind == "urgent", item.late_actions, late_review, tier_rank(item.tier), carried, due
