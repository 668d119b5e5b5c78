"""The records a space holds, field by field: the names of the log, the tables and the JSON.

Every field has a default, because every field is a register of its own: a record exists as soon as one of
its fields has been written. Instants are aware UTC, dates are calendar dates, ids are UUIDv7 as text.
`KINDS` is the list of record kinds; a kind or field that is not here is kept by the store all the same.
"""

from datetime import date, datetime
from typing import Any, ClassVar

import msgspec


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What all records share. `retired` hides a record; nothing is ever deleted."""

    KIND: ClassVar[str] = ""

    id: str
    retired: bool = False


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


class Person(Record, frozen=True, kw_only=True):
    """The one who is discussed."""

    KIND: ClassVar[str] = "person"

    nhs_number: str = ""
    nhs_status: str = ""  # "present_not_traced", or "absent"
    local_id: str = ""
    unverified_identifier: str = ""
    family_name: str = ""
    given_names: str = ""
    preferred_name: str = ""
    title: str = ""
    dob: date | None = None
    sex: str = ""
    ethnicity: str = ""
    language: str = ""
    interpreter: bool | None = None
    communication_needs: list[str] = []
    address: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    practice_code: str = ""
    practice_name: str = ""
    usual_gp: str = ""
    residence: str = ""
    lives_alone: bool | None = None
    housebound: bool | None = None
    carer: bool | None = None
    deceased: str = "no"
    date_of_death: date | None = None
    sensitivity: str = "normal"
    people_around: list[dict[str, str]] = []  # name, relation, phone
    not_same_as: list[str] = []


class Case(Record, frozen=True, kw_only=True):
    """A person's episode of MDT work in one team."""

    KIND: ClassVar[str] = "case"

    person_id: str = ""
    ref: str = ""
    status: str = "proposed"
    opened_on: date | None = None
    source: str = ""
    pathway: str = ""
    locality: str = ""
    tier: str = ""
    tier_reason: str = ""
    tier_on: date | None = None
    key_worker_id: str = ""
    key_worker_text: str = ""  # as typed or imported, when it matched nobody in the directory
    referrer: str = ""
    reason: str = ""
    asked_by: str = ""
    asked_words: str = ""
    what_matters: str = ""
    what_matters_by: str = ""
    what_matters_on: date | None = None
    conditions: str = ""
    flags: list[str] = []
    risks: list[dict[str, str]] = []  # what, level, note
    efi: float | None = None
    efi_category: str = ""
    cfs: int | None = None
    png: str = ""
    segment: str = ""
    risk_score: float | None = None
    ltc_count: int | None = None
    repeat_medicines: int | None = None
    ae_1m: int | None = None
    ae_3m: int | None = None
    ae_12m: int | None = None
    calls_999_12m: int | None = None
    ambulance_12m: int | None = None
    calls_111_12m: int | None = None
    emergency_admissions_12m: int | None = None
    bed_days_12m: int | None = None
    gp_contacts_12m: int | None = None
    dna_12m: int | None = None
    palliative: bool | None = None
    safeguarding: bool | None = None
    ld_register: bool | None = None
    smi_register: bool | None = None
    opt_out: bool | None = None
    last_contact: date | None = None
    last_discussed: date | None = None
    review_due: date | None = None
    no_review_reason: str = ""
    review_count: int = 0
    hold_until: date | None = None
    closed_on: date | None = None
    close_outcome: str = ""
    close_note: str = ""
    exclusions: list[str] = []


class Basis(Record, frozen=True, kw_only=True):
    """Why the team may share about one case: UK GDPR 6(1)(e) and 9(2)(h), or the person's own word."""

    KIND: ClassVar[str] = "basis"

    case_id: str = ""
    code: str = "not_recorded"
    scope: str = ""
    given_by: str = ""
    given_on: date | None = None
    review_due: date | None = None
    told_in_advance: bool | None = None
    evidence: str = ""
    note: str = ""


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


class Note(Record, frozen=True, kw_only=True):
    """A dated word on a case: append-only. `kind` is note, call, visit, event or question."""

    KIND: ClassVar[str] = "note"

    case_id: str = ""
    huddle_id: str = ""
    kind: str = "note"
    text: str = ""
    by: str = ""
    at: datetime | None = None
    amends: str = ""


class Need(Record, frozen=True, kw_only=True):
    """A need of a person, countable by its code."""

    KIND: ClassVar[str] = "need"

    case_id: str = ""
    code: str = "other"
    text: str = ""
    status: str = "open"


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
    """Something worth telling other teams, with nobody's name in it."""

    KIND: ClassVar[str] = "learning_card"

    huddle_id: str = ""
    title: str = ""
    text: str = ""
    theme: str = ""


class ServiceGap(Record, frozen=True, kw_only=True):
    """Something a person needed that was not there."""

    KIND: ClassVar[str] = "service_gap"

    huddle_id: str = ""
    case_id: str = ""
    need_code: str = ""
    text: str = ""
    noticed_on: date | None = None


class ImportBatch(Record, frozen=True, kw_only=True):
    """One import of a case list, and what came of it."""

    KIND: ClassVar[str] = "import_batch"

    file_name: str = ""
    file_hash: str = ""
    at: datetime | None = None
    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    mapping: dict[str, str] = {}
    mapping_name: str = ""
    undone: bool = False
    first_seq: int = 0  # where its entries begin in its device's chain; they end with this record's own


class Audit(Record, frozen=True, kw_only=True):
    """Who looked at, printed or exported what, and when."""

    KIND: ClassVar[str] = "audit"

    who: str = ""
    at: datetime | None = None
    action: str = "view"
    target_kind: str = ""
    target_id: str = ""
    reason: str = ""


KINDS: dict[str, type[Record]] = {
    record.KIND: record
    for record in (
        Team,
        Organisation,
        Member,
        Series,
        Person,
        Case,
        Basis,
        Huddle,
        Attendance,
        AgendaItem,
        Discussion,
        Note,
        Need,
        Action,
        Minutes,
        Issue,
        LearningCard,
        ServiceGap,
        ImportBatch,
        Audit,
    )
}
