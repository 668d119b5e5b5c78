"""Planning and keeping to an agenda: suggestions, time, pace, order, read-back."""

from mdt_desktop.domain.agenda.facts import AgendaSettings, CaseFacts, PlannedItem
from mdt_desktop.domain.agenda.need import order_by_need, to_park
from mdt_desktop.domain.agenda.order_key import between, needs_rekey, rekey
from mdt_desktop.domain.agenda.pacing import Pace, RunFacts, clock, pace
from mdt_desktop.domain.agenda.reading_back import AgreedAction, read_back
from mdt_desktop.domain.agenda.reasons import Reason
from mdt_desktop.domain.agenda.suggestions import Suggestion, suggest
from mdt_desktop.domain.agenda.time_budget import Budget, budget

__all__ = [
    "AgendaSettings",
    "AgreedAction",
    "Budget",
    "CaseFacts",
    "Pace",
    "PlannedItem",
    "Reason",
    "RunFacts",
    "Suggestion",
    "between",
    "budget",
    "clock",
    "needs_rekey",
    "order_by_need",
    "pace",
    "read_back",
    "rekey",
    "suggest",
    "to_park",
]
