"""One person's part of the minutes, as data (docs/documents.md). Part of `content.MinutesContent`."""

from datetime import date, datetime

import msgspec


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The base of all snapshot records.

    Defaults are only None, (), "", 0 and False: those are the ones msgspec leaves out in every process alike.
    """


class Identity(Record, frozen=True):
    """Who somebody is, in full. `dob_precision` is exact, year or estimated ("" counts as exact)."""

    person_id: str
    family_name: str
    given_names: str = ""
    title: str = ""
    nhs_number: str = ""
    dob: date | None = None
    dob_precision: str = ""
    local_ref: str = ""


class WhatMatters(Record, frozen=True):
    """The person's own words, who said them (person, carer, advocate ...) and when."""

    text: str
    said_by: str = ""
    on: date | None = None


class Said(Record, frozen=True):
    """A piece of the discussion. `kind` is fact, opinion or third_party where recorded, else empty."""

    text: str
    by: str = ""
    at: datetime | None = None
    kind: str = ""


class Action(Record, frozen=True):
    """Who does what by when. `number` counts within the huddle; `owner` is empty only in a draft."""

    number: int
    text: str
    owner: str = ""
    organisation: str = ""
    due: date | None = None
    status: str = ""
    priority: str = ""
    action_id: str = ""
    made_on: date | None = None


class Review(Record, frozen=True):
    """When the person comes back, or the reason why there is no review."""

    due: date | None = None
    no_review_why: str = ""


class Telling(Record, frozen=True):
    """Who will tell the person what was agreed, and by when."""

    who: str
    by: date | None = None


class PersonDiscussed(Record, frozen=True):
    """One person's discussion. Labels are the words on screen that day; codes are kept where they exist.

    `what_matters` is None when nobody has asked yet. `since_last` says what changed since then.
    `advisory` marks a decision taken while the huddle was not quorate.
    """

    case_id: str
    identity: Identity
    kind: str
    kind_label: str
    ref: str = ""
    tier_label: str = ""
    pathway_label: str = ""
    key_worker: str = ""
    presenter: str = ""
    question: str = ""
    what_matters: WhatMatters | None = None
    since_last: tuple[str, ...] = ()
    discussion: tuple[Said, ...] = ()
    outcome: str = ""
    outcome_label: str = ""
    decision: str = ""
    dissent: str = ""
    advisory: bool = False
    actions: tuple[Action, ...] = ()
    review: Review | None = None
    basis: str = ""
    telling: Telling | None = None
    restricted_note: bool = False
    stepped_out: tuple[str, ...] = ()
    minutes_spent: int = 0
