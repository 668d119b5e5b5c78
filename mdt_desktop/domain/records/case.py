"""A person and their case: who they are, why the team may share, what is known."""

from datetime import date, datetime
from typing import ClassVar

from mdt_desktop.domain.records.record import Record


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
