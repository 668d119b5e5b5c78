"""A meeting: who was there, whom it was about, what was said."""

from datetime import date, datetime
from typing import Any, ClassVar

from mdt_desktop.domain.records.record import Record


class Huddle(Record, frozen=True, kw_only=True):
    """A dated meeting of one team. `day` and `start` are local civil time in `zone`."""

    KIND: ClassVar[str] = "huddle"

    ref: str = ""
    series_id: str = ""
    day: date | None = None
    start: str = "09:30"
    zone: str = "Europe/London"
    minutes: int = 60
    mode: str = "hybrid"
    venue: str = ""
    status: str = "planned"
    chair_id: str = ""
    minute_taker_id: str = ""
    started_at: datetime | None = None
    ended_at: datetime | None = None
    paused_at: datetime | None = None
    current_item_id: str = ""
    opening_minutes: int = 8
    readback_minutes: int = 2
    quorum_rule: dict[str, Any] = {}
    quorum_met: bool | None = None
    quorum_lost_at: datetime | None = None
    notes: str = ""
    conflicts: list[dict[str, str]] = []
    cancelled_reason: str = ""


class Attendance(Record, frozen=True, kw_only=True):
    """One person's presence at one huddle; a guest has no `member_id`."""

    KIND: ClassVar[str] = "attendance"

    huddle_id: str = ""
    member_id: str = ""
    name: str = ""
    organisation: str = ""
    sector: str = ""
    status: str = "invited"
    arrived: datetime | None = None
    left: datetime | None = None
    via: str = "room"
    deputy_for: str = ""
    note: str = ""


class AgendaItem(Record, frozen=True, kw_only=True):
    """One case's place on one huddle's agenda. `position` is a fractional index (SYNC: ordered lists)."""

    KIND: ClassVar[str] = "agenda_item"

    huddle_id: str = ""
    case_id: str = ""
    position: str = ""
    kind: str = "review"
    minutes: int = 3
    why: str = ""
    question: str = ""
    presenter_id: str = ""
    called_in: list[str] = []
    status: str = "scheduled"
    reason: str = ""
    defer_to: date | None = None
    carried_from: str = ""
    started_at: datetime | None = None
    ended_at: datetime | None = None
    seconds: int = 0  # spoken so far, pauses and the running stretch since `started_at` left out


class Discussion(Record, frozen=True, kw_only=True):
    """What was said and concluded about one case at one huddle."""

    KIND: ClassVar[str] = "discussion"

    agenda_item_id: str = ""
    huddle_id: str = ""
    case_id: str = ""
    text: str = ""
    decision: str = ""
    no_decision: bool = False
    dissent: str = ""
    outcome: str = ""
    outcome_detail: str = ""
    review_due: date | None = None
    no_review_reason: str = ""
    who_tells: str = ""
    tell_by: date | None = None
    question: str = ""
    restricted_note: str = ""
