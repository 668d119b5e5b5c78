"""What a hub refuses, as RFC 9457 says it: `application/problem+json` with a type that a program acts on."""

from enum import Enum

import msgspec

from mdt_desktop.crypto.header import Head

_PREFIX = "mdt-hub:"


class ProblemType(Enum):
    """Every type, with its status and its one sentence."""

    NOT_SIGNED_IN = "not-signed-in", 401, "The token is missing, over, or of another space: sign in again"
    ASSERTION = "assertion", 401, "The assertion does not hold, or was used before"
    CLOCK = "clock", 401, "The assertion is out of time: take the time of this answer’s Date"
    ENROLMENT = "enrolment", 403, "The enrolment code is unknown, out of date or used"
    STRANGER = "stranger", 403, "This device is not in the team’s roster"
    REMOVED = "removed", 403, "This device was removed from the team"
    ADMIN_ONLY = "admin-only", 403, "Only an admin’s device may do this"
    PERMIT = "permit", 403, "The invitation does not hold"
    NO_SPACE = "no-space", 404, "This hub carries no such space"
    NOT_THERE = "not-there", 404, "There is nothing under this address"
    METHOD = "method", 405, "This address does not take this method"
    SLOW_BODY = "slow-body", 408, "The body came too slowly"
    ANOTHER_SPACE = "another-space", 409, "Another founding has this space’s id"
    ROSTER_MOVED = "roster-moved", 409, "The roster has another newest statement"
    ROSTER_UNKNOWN = "roster-unknown", 409, "No statement of this hash is in the roster"
    CURSOR_UNKNOWN = "cursor-unknown", 409, "No entry lies where the cursor says: compare heads"
    PREV_MISSING = "prev-missing", 409, "An entry’s previous one is not here: send it first"
    PARTS_MISSING = "parts-missing", 409, "The content is not whole here: send on from where it ends"
    TOO_LARGE = "too-large", 413, "More than one request may hold"
    MALFORMED = "malformed", 400, "Not of the shape that this call takes"
    ENTRIES_REFUSED = "entries-refused", 422, "Entries that do not hold: none of the request was taken"
    ROSTER_REFUSED = "roster-refused", 422, "A statement that may not follow the roster"
    SNAPSHOT_REFUSED = "snapshot-refused", 422, "The snapshot’s header does not hold"
    NEWER = "newer", 422, "Written by a newer version than this hub’s"
    TOO_OFTEN = "too-often", 429, "Too many requests for now"
    DAY_FULL = "day-full", 429, "This device has sent what it may in a day"
    JOINS_FULL = "joins-full", 429, "Too many requests with this invitation"
    BROKEN = "broken", 500, "Something is wrong in the hub; nothing was half-done"
    SPACE_FULL = "space-full", 507, "This space has what this hub gives a space"
    AWAY = "away", 503, "The hub’s database is out of reach for now"

    def __init__(self, slug: str, status: int, title: str):
        self.slug, self.status, self.title = slug, status, title

    @property
    def uri(self) -> str:
        """As `type` of a problem."""
        return _PREFIX + self.slug


class RefusedEntry(msgspec.Struct, frozen=True, array_like=True):
    """Which entry of a push, counted from 0, and why: `malformed`, `signature`, `author`, `space`, `newer`,
    `prev`, `seq` or `chains`.
    """

    index: int
    why: str


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """One answer of a hub that did not do what it was asked. Bytes are base64 in JSON."""

    type: str
    title: str
    status: int
    detail: str = ""
    roster: bytes = b""
    """Hash of the hub's newest statement."""
    cursor: str = ""
    """Behind the hub's newest entry. Who has taken all `heads` may go on from there."""
    heads: tuple[Head, ...] = ()
    """All heads for a cursor, those of the authors concerned for a missing `prev`."""
    entries: tuple[RefusedEntry, ...] = ()
    at: int = 0
    """Bytes of a content that are here."""
    retry_after: int = 0
    """Seconds, as in `Retry-After`."""
    error: str = ""
    """RFC 6749's word, where a token was asked for."""

    @property
    def kind(self) -> ProblemType | None:
        """Its type; None for one that only a newer hub knows."""
        return _BY_URI.get(self.type)


_BY_URI = {one.uri: one for one in ProblemType}
PROBLEM_DECODER = msgspec.json.Decoder(Problem)
