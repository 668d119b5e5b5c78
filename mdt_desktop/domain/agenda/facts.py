"""What planning needs to know of a case, of a planned item and of the team: facts, no judgement."""

from collections.abc import Mapping
from datetime import date

import msgspec

MINUTES: Mapping[str, int] = {"new": 5, "review": 2}
OTHER_MINUTES = 3


class AgendaSettings(msgspec.Struct, frozen=True):
    """A team's own numbers. `item_minutes` by kind of item; the HIU thresholds are "over", in A&E visits.

    Defaults: the 45-minute huddle of docs/rules.md, and NHS England's thresholds for high intensity use.
    """

    item_minutes: Mapping[str, int] = msgspec.field(default_factory=dict)
    stale_weeks: int = 8
    hiu_month_over: int = 5
    hiu_year_over: int = 20
    hiu_from_age: int = 18

    def minutes(self, kind: str) -> int:
        """The time box of one item: new 5, review 2, anything else 3, where the team says nothing else."""
        return self.item_minutes.get(kind, MINUTES.get(kind, self.item_minutes.get("other", OTHER_MINUTES)))


class CaseFacts(msgspec.Struct, frozen=True):
    """One case, as far as an agenda is concerned.

    `late_actions` are the due dates of its open actions that are overdue; `carried_from` and
    `carried_reason` the huddle it was left over from; `unchanged_reviews` how many reviews in a row ended
    with the plan going on as it was; `death_heard` whether a reported death has been on an agenda.
    """

    case_id: str
    status: str = "active"
    tier: str = ""
    age: int | None = None
    review_due: date | None = None
    last_discussed: date | None = None
    hold_until: date | None = None
    open_actions: int = 0
    late_actions: tuple[date, ...] = ()
    carried_from: date | None = None
    carried_reason: str = ""
    asked_by: str = ""
    asked_words: str = ""
    urgent_reason: str = ""
    ae_1m: int | None = None
    ae_12m: int | None = None
    unchanged_reviews: int = 0
    death_heard: bool = False


class PlannedItem(msgspec.Struct, frozen=True):
    """One item of an agenda; `review_due` and `late_actions` are those of its case."""

    item_id: str
    minutes: int
    kind: str = "review"
    tier: str = ""
    late_actions: int = 0
    review_due: date | None = None
