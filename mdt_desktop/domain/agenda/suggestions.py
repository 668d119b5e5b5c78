"""Who might be on the next agenda, and why. Nothing enters an agenda until a person adds it."""

from collections.abc import Iterable
from datetime import date

import msgspec

from mdt_desktop.domain.agenda.facts import AgendaSettings, CaseFacts
from mdt_desktop.domain.agenda.need import tier_rank
from mdt_desktop.domain.agenda.reasons import Reason, reasons_for

# Cases on the list, those that may come onto it, those on hold whose date to look again has come, and deaths.
SUGGESTED = frozenset({"active", "monitoring", "proposed", "on_hold", "deceased_pending"})

# The order of need: what was promised and not done, then what is due, then who has not been heard yet.
ORDER = (
    *("urgent", "death_reported", "overdue_action", "review_late", "review_due", "hold_over"),
    *("carried_over", "asked_for", "hiu_threshold", "new", "stale"),
)
PLACE = {code: place for place, code in enumerate(ORDER)}


class Suggestion(msgspec.Struct, frozen=True):
    """A case, how long it may take, and every reason there is, the strongest first."""

    case_id: str
    minutes: int
    kind: str
    reasons: tuple[Reason, ...]

    @property
    def why(self) -> str:
        """The reasons as one sentence: "1 late action, due 20 Nov; review was due 17 Nov"."""
        words = "; ".join(reason.words[:1].lower() + reason.words[1:] for reason in self.reasons)
        return words[:1].upper() + words[1:]


def suggest(
    cases: Iterable[CaseFacts],
    day: date,
    settings: AgendaSettings | None = None,
    today: date | None = None,
) -> list[Suggestion]:
    """The cases to consider for the huddle on `day`, in the order of need.

    There is no score. A case stands where its strongest reason stands: urgent; a death; late actions, the
    oldest first; late reviews, the latest first; reviews due; time on hold over; carried over; asked for;
    over the high-intensity threshold; new; long not discussed. Within one reason the most complex come
    first, then the record's id.

    Lateness is counted to `today` (without it, to the huddle's day). Give only cases not on the agenda yet.
    """
    settings = settings or AgendaSettings()
    found = []
    for case in cases:
        reasons = reasons_for(case, day, today or day, settings) if case.status in SUGGESTED else ()
        if reasons:
            kind = kind_of(case)
            found.append(
                (_place(case, reasons[0]), Suggestion(case.case_id, settings.minutes(kind), kind, reasons))
            )
    return [suggestion for _, suggestion in sorted(found, key=lambda pair: pair[0])]


def kind_of(case: CaseFacts) -> str:
    """The kind of agenda item: urgent, carried, new (never discussed) or review."""
    if case.urgent_reason:
        return "urgent"
    if case.carried_from is not None:
        return "carried"
    return "new" if case.last_discussed is None else "review"


def _place(case: CaseFacts, strongest: Reason) -> tuple[int, date, int, str]:
    """Where the case stands; the date is what makes one late case later than another."""
    since = date.max
    if strongest.code == "overdue_action":
        since = min(case.late_actions)
    elif strongest.code in ("review_late", "review_due"):
        since = case.review_due or date.max
    elif strongest.code == "stale":
        since = case.last_discussed or date.max
    return PLACE[strongest.code], since, -tier_rank(case.tier), case.case_id
