"""What a shared screen does not show: numbers, addresses and dates of birth, whoever wrote them."""

from dataclasses import replace

from mdt_desktop.services.conflicts.quarantine import Quarantined
from mdt_desktop.services.conflicts.views import Clash, FieldConflict, Fitted
from ui.sync.decisions import Decision

HIDDEN = "Hidden while you share this window"
FIELDS = frozenset(
    {"nhs_number", "local_id", "unverified_identifier", "dob", "address", "postcode", "phone", "email",
     "people_around"}
)  # fmt: skip


def hidden(decision: Decision) -> Decision:
    """The same decision without what a room should not read. What had no effect is hidden whole."""
    if isinstance(decision, Clash):
        fields = tuple(_field(one) for one in decision.fields)
        return replace(decision, fields=fields, fitted=tuple(_fitted(one) for one in decision.fitted))
    if isinstance(decision, Quarantined):
        writes = tuple(replace(one, fields=(("Written", HIDDEN),)) for one in decision.writes)
        return replace(decision, writes=writes)
    return decision


def hides_any(clash: Clash) -> bool:
    """Whether something of it is hidden."""
    return any(one.field in FIELDS for one in clash.fields)


def _field(one: FieldConflict) -> FieldConflict:
    if one.field not in FIELDS:
        return one
    values = tuple(replace(value, words=HIDDEN) for value in one.values)
    return replace(one, values=values, both_words=HIDDEN)


def _fitted(one: Fitted) -> Fitted:
    return replace(one, words=HIDDEN)
