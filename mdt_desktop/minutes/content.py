"""What the minutes of one huddle say, as data: the snapshot that signing freezes (docs/documents.md).

Everything printed is here in the words it was printed in, with ids and the version of the template, so that a
reprint is the same years later. Layout, who printed it and which copy it is are not part of it.
"""

from datetime import date, datetime

import msgspec

from mdt_desktop.crypto.primitives import hash_256
from mdt_desktop.minutes.discussed import Action, Identity, PersonDiscussed, Record

TEMPLATE = "minutes-1"


class Attendee(Record, frozen=True):
    """One line of the attendance. `status`: present late left deputy apologies ..."""

    name: str
    status: str
    member_id: str = ""
    job: str = ""
    organisation: str = ""
    sector: str = ""
    sector_label: str = ""
    arrived: datetime | None = None
    left: datetime | None = None
    via: str = ""
    deputy_for: str = ""
    duty: str = ""
    called_in: bool = False


class SectorPresent(Record, frozen=True):
    """How many people of one sector were there."""

    sector: str
    label: str
    people: int


class QuorumTime(Record, frozen=True):
    """From `at` on the quorum was met, or was not."""

    at: datetime
    met: bool


class Quorum(Record, frozen=True):
    """The rule in words, whether it held, the sectors or duties missing, and when that changed."""

    rule: str
    met: bool
    missing: tuple[str, ...] = ()
    times: tuple[QuorumTime, ...] = ()


class Conflict(Record, frozen=True):
    """A declared interest, and what was done about it."""

    name: str
    text: str
    case_ref: str = ""


class Counts(Record, frozen=True):
    """People discussed, by kind, and actions made at this huddle."""

    discussed: int
    new: int = 0
    review: int = 0
    other: int = 0
    deferred: int = 0
    actions_made: int = 0


class Paragraph(Record, frozen=True):
    """A note or decision of the meeting that belongs to no person."""

    text: str
    kind: str = ""
    by: str = ""
    at: datetime | None = None


class NeedsOthers(Record, frozen=True):
    """A decision which somebody outside the huddle has to take."""

    text: str
    who: str = ""
    person: Identity | None = None


class CarriedAction(Record, frozen=True):
    """An action from an earlier huddle, and how it stood at this one."""

    action: Action
    person: Identity | None = None
    note: str = ""


class NotDiscussed(Record, frozen=True):
    """Someone on the agenda who was deferred or not reached, why, and to when (a date or a phrase)."""

    person: Identity
    status: str
    reason: str = ""
    to: date | None = None
    case_id: str = ""


class Death(Record, frozen=True):
    """Somebody whose death the meeting was told of."""

    person: Identity
    on: date | None = None
    text: str = ""


class NextMeeting(Record, frozen=True):
    """When and where the team meets next."""

    at: datetime
    venue: str = ""
    mode: str = ""


class Approval(Record, frozen=True):
    """Who signed these minutes as a true record, in which duty, and when."""

    name: str
    role: str
    at: datetime
    member_id: str = ""


class Amendment(Record, frozen=True):
    """A change to signed minutes: the version it made, who, when, why, and its text."""

    version: int
    who: str
    at: datetime
    why: str
    text: str
    case_ref: str = ""
    person: Identity | None = None


class MinutesContent(Record, frozen=True):
    """Everything the minutes print. Instants are aware; pages show them in `zone` (an IANA name).

    `status` is draft, circulated, final or amended; `version` 0 is the draft, 1 the signed,
    2 and on amendments. `start` and `end` are when the huddle really ran.
    """

    template: str
    huddle_id: str
    team: str
    date: date
    zone: str
    status: str
    version: int
    quorum: Quorum
    counts: Counts
    ref: str = ""
    team_id: str = ""
    place: str = ""
    start: datetime | None = None
    end: datetime | None = None
    mode: str = ""
    venue: str = ""
    chair: str = ""
    minute_taker: str = ""
    marking: str = ""
    purpose: str = ""
    attendance: tuple[Attendee, ...] = ()
    sectors: tuple[SectorPresent, ...] = ()
    sectors_missing: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    needs_others: tuple[NeedsOthers, ...] = ()
    notes: tuple[Paragraph, ...] = ()
    team_actions: tuple[Action, ...] = ()
    people: tuple[PersonDiscussed, ...] = ()
    carried_actions: tuple[CarriedAction, ...] = ()
    not_discussed: tuple[NotDiscussed, ...] = ()
    deaths: tuple[Death, ...] = ()
    learning: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    next_meeting: NextMeeting | None = None
    approval: Approval | None = None
    amendments: tuple[Amendment, ...] = ()


def title(content: MinutesContent) -> str:
    """ "Huddle minutes", or "Huddle notes – not quorate" when the quorum was not met."""
    return "Huddle minutes" if content.quorum.met else "Huddle notes – not quorate"


def is_signed(content: MinutesContent) -> bool:
    """Whether this is a signed version; anything else is printed as a draft."""
    return content.status in ("final", "amended")


def snapshot_bytes(content: MinutesContent) -> bytes:
    """The content as msgpack with every key sorted: what is stored, hashed and signed.

    A field at its default is left out, so a field added later does not change the hash of old minutes.
    """
    return msgspec.msgpack.encode(content, order="sorted")


def read_snapshot(snapshot: bytes) -> MinutesContent:
    """The content of a stored snapshot.

    Raises:
        msgspec.MsgspecError: the bytes are not a snapshot.
    """
    return msgspec.msgpack.decode(snapshot, type=MinutesContent)


def snapshot_hash(snapshot: bytes) -> str:
    """BLAKE2b-256 of a stored snapshot, 64 hex digits (docs/rules.md)."""
    return hash_256(snapshot).hex()


def content_hash(content: MinutesContent) -> str:
    """BLAKE2b-256 of the content's snapshot, 64 hex digits."""
    return snapshot_hash(snapshot_bytes(content))


def short_hash(full_hash: str) -> str:
    """The first 8 hex digits, as pages show them."""
    return full_hash[:8]
