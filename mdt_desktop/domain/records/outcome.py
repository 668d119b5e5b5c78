"""What comes out of a meeting: actions, minutes and their copies, learning, gaps."""

from datetime import date, datetime
from typing import ClassVar

from mdt_desktop.domain.records.record import Record


class Action(Record, frozen=True, kw_only=True):
    """One thing to do, with one accountable owner. Never deleted once its huddle has ended."""

    KIND: ClassVar[str] = "action"

    ref: str = ""
    case_id: str = ""
    huddle_id: str = ""
    agenda_item_id: str = ""
    text: str = ""
    owner_id: str = ""
    owner_organisation: str = ""  # owned by a role or organisation until somebody accepts
    owner_text: str = ""  # typed, matched nobody
    due: date | None = None
    first_due: date | None = None
    moves: int = 0
    priority: str = "normal"
    status: str = "assigned"
    status_reason: str = ""
    outcome_text: str = ""
    closed_at: datetime | None = None
    closed_on: date | None = None


class Minutes(Record, frozen=True, kw_only=True):
    """One version of a huddle's minutes. `snapshot` is frozen content, `hash` its BLAKE2b-256 in hex."""

    KIND: ClassVar[str] = "minutes"

    huddle_id: str = ""
    version: int = 0
    status: str = "draft"
    snapshot: bytes = b""
    hash: str = ""
    approved_by: str = ""
    approved_at: datetime | None = None
    reason: str = ""
    amends: str = ""


class Issue(Record, frozen=True, kw_only=True):
    """A copy that left the application: printed, or saved as a file."""

    KIND: ClassVar[str] = "issue"

    huddle_id: str = ""
    minutes_id: str = ""
    document: str = "minutes"
    version: int = 0
    who: str = ""
    at: datetime | None = None
    copies: int = 1
    destination: str = "pdf"
    pages: int = 0


class LearningCard(Record, frozen=True, kw_only=True):
    """Something worth telling other teams, with nobody's name in its text: append-only, as notes are."""

    KIND: ClassVar[str] = "learning_card"

    huddle_id: str = ""
    title: str = ""
    text: str = ""
    theme: str = ""
    by: str = ""
    at: datetime | None = None
    amends: str = ""


class ServiceGap(Record, frozen=True, kw_only=True):
    """Something a person needed that was not there."""

    KIND: ClassVar[str] = "service_gap"

    huddle_id: str = ""
    case_id: str = ""
    need_code: str = ""
    text: str = ""
    noticed_on: date | None = None
