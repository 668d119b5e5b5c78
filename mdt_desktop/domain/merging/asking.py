"""Which fields in conflict are asked about, how, and which of them are one decision.

Text is joined and sets are united, not chosen; what a machine wrote settles by itself, the greatest
(hlc, device) standing; what only makes sense together is asked together.
"""

from enum import StrEnum

from mdt_desktop.domain.records import KINDS


class How(StrEnum):
    """How a field in conflict is settled: by a choice, by both texts, by both lists, or by keeping."""

    CHOOSE = "choose"
    JOIN = "join"
    UNITE = "unite"
    KEEP = "keep"


_SILENT = {
    # What is only ever added: written over by nobody who keeps to the rules.
    **{kind: set(KINDS[kind].__struct_fields__) - {"id"} for kind in ("audit", "issue", "minutes")},
    "agenda_item": {"position", "started_at", "ended_at", "seconds"},
    "attendance": {"arrived", "left"},
    "case": {"review_count", "last_discussed"},
    "huddle": {"current_item_id", "started_at", "paused_at", "ended_at", "quorum_met", "quorum_lost_at"},
    "import_batch": {"undone"},
    "quarantine_decision": {"entry", "decision", "by", "at", "retired"},
}

_JOINED = {
    "action": {"outcome_text"},
    "agenda_item": {"question"},
    "case": {"reason", "what_matters", "conditions", "asked_words", "close_note"},
    "discussion": {"text", "decision", "dissent", "restricted_note"},
    "huddle": {"notes"},
    "learning_card": {"text"},
    "member": {"can_do", "how_to_ask"},
    "team": {"purpose"},
}

_UNITED = {
    "agenda_item": {"called_in"},
    "case": {"flags", "exclusions", "risks"},
    "huddle": {"conflicts"},
    "person": {"communication_needs", "people_around", "not_same_as"},
}

_TOGETHER: dict[str, dict[str, tuple[str, ...]]] = {
    "action": {
        "status": ("status_reason", "outcome_text", "closed_at", "closed_on"),
        "owner_id": ("owner_organisation", "owner_text"),
        "due": ("first_due", "moves"),
    },
    "agenda_item": {"status": ("reason", "defer_to")},
    "basis": {"code": ("given_by", "given_on", "evidence")},
    "case": {
        "status": ("closed_on", "close_outcome", "hold_until", "opened_on"),
        "tier": ("tier_reason", "tier_on"),
        "review_due": ("no_review_reason",),
        "what_matters": ("what_matters_by", "what_matters_on"),
        "key_worker_id": ("key_worker_text",),
        "asked_words": ("asked_by",),
    },
    "discussion": {
        "outcome": ("outcome_detail",),
        "review_due": ("no_review_reason",),
        "decision": ("no_decision",),
    },
    "huddle": {"status": ("cancelled_reason",)},
    "person": {"nhs_number": ("nhs_status",), "deceased": ("date_of_death",)},
}


def is_asked(kind: str, field: str) -> bool:
    """Whether people are asked about a conflict; what this version does not know, it can't ask about."""
    record = KINDS.get(kind)
    silent = _SILENT.get(kind, set[str]())
    return record is not None and field in record.__struct_fields__ and field not in silent


def how(kind: str, field: str) -> How:
    """How a field is settled."""
    if field == "retired":
        return How.KEEP
    if field in _JOINED.get(kind, ()):
        return How.JOIN
    return How.UNITE if field in _UNITED.get(kind, ()) else How.CHOOSE


def goes_with(kind: str, field: str) -> tuple[str, ...]:
    """The fields that follow what is decided about this one."""
    return _TOGETHER.get(kind, {}).get(field, ())


def questions(kind: str, fields: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Of the fields in conflict, those to ask about, each with the others that follow it."""
    followers = {one for field in fields for one in goes_with(kind, field)}
    return {
        field: tuple(one for one in goes_with(kind, field) if one in fields)
        for field in sorted(fields)
        if field not in followers
    }
