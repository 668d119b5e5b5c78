"""The invented neighbourhood that a newcomer, a picture and a test all see: Harbourside.

`resources/demo/neighbourhood.json` holds it as if today were day 0. Records carry short keys where ids will
be ("ellison", "priya"); whoever loads them gives each its own id. A text in braces is a day: `{-25}` alone is
a date, within a sentence it reads "1 Nov"; `{+2:day}` reads "Thursday", `{-90:month}` "August". Days on a
weekend or bank holiday move away from today to the nearest working day, so the story never meets on a Sunday.
"""

import re
from datetime import date, timedelta
from typing import Any

import msgspec

from mdt_desktop.domain.day_words import MONTHS, WEEKDAYS, day_month
from mdt_desktop.domain.records import Basis, Case, Member, Organisation, Person, Series, Team
from mdt_desktop.domain.working_days import is_working_day, next_working_day, previous_working_day
from mdt_desktop.resources import resource_path

FILE = "demo/neighbourhood.json"
DAY = re.compile(r"\{([+-]?\d+)(?::(day|month))?\}")


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of the story. Members and people are named by key, days are dates."""


class DemoNote(_Part, frozen=True):
    """A dated word on a case. `by` is a member's key, or anybody's name; `at` is local time."""

    on: date
    at: str
    kind: str
    text: str
    by: str


class DemoNeed(_Part, frozen=True):
    code: str
    text: str
    status: str = "open"


class DemoPerson(_Part, frozen=True):
    """A person with their one case; the records' ids are all `key`, `case.key_worker_id` a member's key."""

    key: str
    person: Person
    case: Case
    basis: Basis
    needs: tuple[DemoNeed, ...] = ()
    notes: tuple[DemoNote, ...] = ()


class DemoAction(_Part, frozen=True):
    """An action as it stands today; `first_due` and `moves` tell how it got its `due`."""

    text: str
    owner: str
    due: date
    status: str
    first_due: date | None = None
    moves: int = 0
    priority: str = "normal"
    closed_on: date | None = None
    outcome_text: str = ""
    status_reason: str = ""


class ItemHeld(_Part, frozen=True):
    """One case of a past huddle. Only what was `discussed` has an outcome; `not_reached` has a reason."""

    person: str
    kind: str
    minutes: int
    why: str
    presenter: str
    status: str = "discussed"
    reason: str = ""
    seconds: int = 0
    discussion: tuple[str, ...] = ()
    decision: str = ""
    outcome: str = ""
    outcome_detail: str = ""
    review_due: date | None = None
    no_review_reason: str = ""
    actions: tuple[DemoAction, ...] = ()


class HuddleHeld(_Part, frozen=True):
    """A huddle that has ended. `attendance` gives each member's status, in the directory's order."""

    day: date
    start: str
    minutes: int
    ran_minutes: int
    chair: str
    minute_taker: str
    attendance: dict[str, str]
    items: tuple[ItemHeld, ...]
    notes: str = ""
    learning: tuple[str, ...] = ()


class ItemPlanned(_Part, frozen=True):
    """One case of the next agenda, with why it is there and what the presenter wants to settle."""

    person: str
    kind: str
    minutes: int
    why: str
    question: str
    presenter: str


class FollowUp(_Part, frozen=True):
    """What becomes of an action from before. `verb` is done, move (to `due`) or block; `text` says why."""

    person: str
    action: str
    verb: str
    text: str
    due: date | None = None


class ItemPlayed(_Part, frozen=True):
    """What is said and typed about one case, in order, and who tells the person."""

    person: str
    seconds: int
    discussion: tuple[str, ...]
    outcome: str
    lines: tuple[str, ...]
    who_tells: str
    tell_by: date
    outcome_detail: str = ""

    def capture_lines(self) -> tuple[str, ...]:
        """The whole case as lines of quick entry."""
        return (*self.discussion, f"/outcome {self.outcome_detail or self.outcome}", *self.lines)


class Script(_Part, frozen=True):
    """The next huddle as it is played: who is here, the late actions, each case, what else was said."""

    attendance: dict[str, str]
    notes: str
    follow_ups: tuple[FollowUp, ...]
    items: tuple[ItemPlayed, ...]


class NextHuddle(_Part, frozen=True):
    """The huddle to come. `replies` are the invitations' answers so far."""

    day: date
    start: str
    minutes: int
    opening_minutes: int
    readback_minutes: int
    venue: str
    mode: str
    chair: str
    minute_taker: str
    replies: dict[str, str]
    agenda: tuple[ItemPlanned, ...]
    script: Script


class DemoNeighbourhood(_Part, frozen=True):
    """The whole story. `series` meets on the weekday of the next huddle; `members` keep their order."""

    about: str
    team: Team
    series: Series
    organisations: tuple[Organisation, ...]
    members: tuple[Member, ...]
    people: tuple[DemoPerson, ...]
    huddles: tuple[HuddleHeld, ...]
    next_huddle: NextHuddle


def read_neighbourhood(today: date) -> DemoNeighbourhood:
    """The demo neighbourhood, dated from `today`; huddles oldest first."""
    raw = _dated(msgspec.json.decode(resource_path(FILE).read_bytes()), today)
    for person in raw["people"]:
        for record in ("person", "case", "basis"):
            person[record]["id"] = person["key"]
        person["case"]["person_id"] = person["basis"]["case_id"] = person["key"]
    weekday = date.fromisoformat(raw["next_huddle"]["day"]).isoweekday()
    raw["series"] = {**raw["series"], "weekdays": [weekday]}
    return msgspec.convert(raw, DemoNeighbourhood)


def working_day(today: date, offset: int) -> date:
    """The day so many days from today; where that is no working day, the nearest one further from today."""
    day = today + timedelta(days=offset)
    if is_working_day(day):
        return day
    return previous_working_day(day) if offset < 0 else next_working_day(day)


def _dated(value: Any, today: date) -> Any:
    if isinstance(value, dict):
        return {key: _dated(part, today) for key, part in value.items()}
    if isinstance(value, list):
        return [_dated(part, today) for part in value]
    return _dated_text(value, today) if isinstance(value, str) else value


def _dated_text(text: str, today: date) -> str:
    alone = DAY.fullmatch(text)
    if alone:
        return working_day(today, int(alone[1])).isoformat()

    def words(found: re.Match[str]) -> str:
        day = working_day(today, int(found[1]))
        match found[2]:
            case "day":
                return WEEKDAYS[day.weekday()]
            case "month":
                return MONTHS[day.month - 1]
        return day_month(day)

    return DAY.sub(words, text)
