"""The team: its settings, its directory, its weekly slot."""

from datetime import date
from typing import Any, ClassVar

from mdt_desktop.domain.records.record import Record


class Team(Record, frozen=True, kw_only=True):
    """A neighbourhood team, with the settings its huddles follow."""

    KIND: ClassVar[str] = "team"

    name: str = ""
    short_code: str = ""
    place: str = ""
    localities: list[str] = []
    tier_names: dict[str, str] = {}
    sectors: list[str] = []
    called_in_sectors: list[str] = []
    lists: dict[str, list[str]] = {}
    purpose: str = ""
    charter: list[str] = []
    template: str = ""
    number_range: str = ""  # "training" (999 numbers only) or "live"; set by the first numbers accepted
    marking: str = "OFFICIAL – SENSITIVE: PERSONAL"
    quorum: dict[str, Any] = {}
    meeting_minutes: int = 60
    opening_minutes: int = 8
    readback_minutes: int = 2
    item_minutes: dict[str, int] = {}
    review_weeks: int = 4
    review_choices: list[int] = []
    stale_weeks: int = 8
    hiu_month_over: int = 5
    hiu_year_over: int = 20
    hiu_from_age: int = 18
    person_word: str = "person"
    room_names: str = "initials"  # or "first_name": first name and initial in the room view


class Organisation(Record, frozen=True, kw_only=True):
    """A partner at the table."""

    KIND: ClassVar[str] = "organisation"

    name: str = ""
    ods_code: str = ""
    sector: str = ""


class Member(Record, frozen=True, kw_only=True):
    """Somebody in the team's directory, with or without a device."""

    KIND: ClassVar[str] = "member"

    display_name: str = ""
    job_title: str = ""
    organisation_id: str = ""
    sector: str = ""
    membership: str = "core"  # or "called_in"
    role: str = ""
    secure_email: str = ""
    phone: str = ""
    can_do: str = ""
    how_to_ask: str = ""
    active_to: date | None = None


class Series(Record, frozen=True, kw_only=True):
    """The weekly slot: ISO weekdays 1 (Monday) to 7, local start time, length in minutes."""

    KIND: ClassVar[str] = "series"

    weekdays: list[int] = []
    start: str = "09:30"
    minutes: int = 60
    venue: str = ""
    mode: str = "hybrid"
