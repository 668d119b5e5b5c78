"""What quick entry is given and what it gives back: plain frozen classes, positions in code points."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mdt_desktop.domain.capture.owner_index import OwnerIndex


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody in the directory who can own an action. `here`: in the room or on the call now."""

    id: str
    name: str
    initials: str = ""
    job_title: str = ""
    organisation: str = ""
    sector: str = ""
    here: bool = False
    active: bool = True


@dataclass(frozen=True, slots=True)
class OwnerChoice:
    """One possible owner. `kind` is member, role or organisation; only a member has a `member_id`."""

    kind: str
    name: str
    member_id: str | None = None


@dataclass(frozen=True)
class CaptureContext:
    """The room a line is typed in. `day` is the huddle's day (without one, today): dates count from it.

    `roles` and `organisations` may own an action until somebody in them accepts; job titles and the
    members' organisations are known without being listed. `review_due` is the case's next review.
    `tier_names` are the team's own names for the tiers, by code.
    """

    day: date
    members: tuple[Owner, ...] = ()
    me: str | None = None
    roles: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    next_huddle: date | None = None
    review_due: date | None = None
    tier_names: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def owners(self) -> "OwnerIndex":
        """The directory prepared for matching, made once for all keystrokes in this room."""
        from mdt_desktop.domain.capture.owner_index import OwnerIndex

        return OwnerIndex(self)


@dataclass(frozen=True, slots=True)
class Span:
    """A recognised stretch of the line. `role`: verb, owner, due, priority, code or separator."""

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Kept as typed, yet worth a look: `words` say why, `better` is the day offered instead, if one is."""

    code: str
    words: str
    better: date | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """What was not understood and needs a person; `typed` is the part of the line it is about."""

    code: str
    words: str
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Captured:
    """One line, understood as far as it can be. Whatever is not recognised is still in `text`.

    `owner_text` is what was typed for an owner that nobody, or more than one, matches: then `owner` is
    None and `candidates` are those to choose from, people here first. `code` is the outcome, tier or need
    (or "none" for a review that is not wanted), `detail` the finer outcome under it.
    """

    kind: str
    text: str
    owner: OwnerChoice | None = None
    owner_text: str = ""
    candidates: tuple[OwnerChoice, ...] = ()
    due: date | None = None
    priority: str = "normal"
    code: str = ""
    detail: str = ""
    reason: str = ""
    warnings: tuple[Doubt, ...] = ()
    problems: tuple[Problem, ...] = ()
    spans: tuple[Span, ...] = ()
