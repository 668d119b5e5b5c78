"""How a reason for talking about somebody looks and is called in filters."""

from typing import NamedTuple


class ReasonLook(NamedTuple):
    """Tone and icon of its chip, and the words of the filter that shows only these."""

    tone: str
    icon: str
    filter: str


REASONS = {
    "urgent": ReasonLook("red", "siren", "Urgent"),
    "death_reported": ReasonLook("plum", "flower", "Death reported"),
    "overdue_action": ReasonLook("red", "list-checks", "Late actions"),
    "review_late": ReasonLook("red", "clock-alert", "Review late"),
    "review_due": ReasonLook("amber", "calendar-clock", "Review due"),
    "hold_over": ReasonLook("amber", "hourglass", "Look again"),
    "carried_over": ReasonLook("neutral", "history", "Carried over"),
    "asked_for": ReasonLook("neutral", "message-circle", "Asked for by member"),
    "hiu_threshold": ReasonLook("blue", "activity", "HIU threshold"),
    "new": ReasonLook("accent", "sparkles", "New"),
    "stale": ReasonLook("neutral", "history", "Not discussed"),
    "step_down": ReasonLook("green", "circle-check", "Could close"),
}


def reason_look(code: str) -> ReasonLook:
    """The look of a reason's code; a code of a later version is plain."""
    return REASONS.get(code, ReasonLook("neutral", "flag", code.replace("_", " ").capitalize()))
