"""Close a huddle: what is still missing, how it went, and the chair's way out of what is missing."""

from dataclasses import dataclass
from datetime import date, datetime

from mdt_desktop.domain.agenda import budget
from mdt_desktop.domain.changes import edit
from mdt_desktop.domain.records import Huddle
from mdt_desktop.services.closing import close_checks, signing_gaps, signing_rights
from mdt_desktop.services.closing.close_checks import DONE, NEEDS_YOU, Check, Discussed
from mdt_desktop.services.closing.signing_gaps import Gap, gaps
from mdt_desktop.services.huddle import huddles
from mdt_desktop.services.session import ZONE, Session

__all__ = [
    "DONE",
    "NEEDS_YOU",
    "Check",
    "CloseView",
    "Gap",
    "Totals",
    "close_view",
    "gaps",
    "mark_absent",
    "settle_gaps_to_chair",
    "totals",
]


@dataclass(frozen=True)
class Totals:
    """This huddle in numbers. `ran_for` is None until it has started; minutes."""

    ran_for: int | None
    planned: int
    actions: int
    plans_changed: int
    closed: int
    discussed: int


@dataclass(frozen=True)
class CloseView:
    """Everything the Close page shows. `cannot_sign` says in words why this device can't, or is empty.

    Gaps are not part of `cannot_sign`: pressing Sign with gaps goes to the first of them.
    """

    huddle: Huddle
    heading: str
    summary: str
    checks: list[Check]
    gaps: list[Gap]
    totals: Totals
    quorate: bool
    ended: bool
    minutes_status: str
    version: int
    signed_at: datetime | None
    cannot_sign: str

    @property
    def done(self) -> int:
        """How many rows are done."""
        return sum(check.state == DONE for check in self.checks)


def close_view(session: Session, huddle: Huddle) -> CloseView:
    """Read it all at once. The huddle may still be running: then it says what would be missing now."""
    huddle = huddles.find(session, huddle.id)
    missing = gaps(session, huddle)
    rows = close_checks.checks(session, huddle, missing)
    minutes = huddles.latest_minutes(session, huddle.id)
    signed = minutes is not None and minutes.status in ("final", "amended")
    return CloseView(
        huddle=huddle,
        heading="Signed" if signed else "Before you sign" if missing else "Ready to sign",
        summary=_summary(rows),
        checks=rows,
        gaps=missing,
        totals=totals(session, huddle),
        quorate=bool(huddle.quorum_met),
        ended=huddle.status == "ended",
        minutes_status=minutes.status if minutes else "draft",
        version=minutes.version if minutes else 0,
        signed_at=minutes.approved_at if minutes else None,
        cannot_sign=signing_rights.why_not(session, huddle),
    )


def totals(session: Session, huddle: Huddle) -> Totals:
    """How long it ran and what came of it; the plan is the opening, every item and the read-back."""
    people = close_checks.discussed(session, huddle)
    items = huddles.items_of(session, huddle.id)
    plan = budget(
        [item.minutes for item in items], huddle.opening_minutes, huddle.readback_minutes, huddle.minutes
    )
    actions = session.records.rows(
        "SELECT count(*) FROM action WHERE space = ? AND huddle_id = ? AND NOT retired", (huddle.id,)
    )
    held = {huddle.day, huddle.started_at.astimezone(ZONE).date() if huddle.started_at else huddle.day}
    return Totals(
        ran_for=_ran_for(session, huddle),
        planned=plan.opening + plan.items + plan.readback,
        actions=actions[0][0],
        plans_changed=sum(bool(one.discussion and one.discussion.outcome == "changed") for one in people),
        closed=sum(_is_closed(one, held) for one in people),
        discussed=len(people),
    )


def _is_closed(one: Discussed, held: set[date | None]) -> bool:
    """Concluded to be closed, or closed on the day itself."""
    concluded = one.discussion is not None and one.discussion.outcome_detail.startswith("close_")
    return concluded or (one.case.status == "closed" and one.case.closed_on in held)


def mark_absent(session: Session, huddle: Huddle) -> None:
    """Whoever was expected and is marked neither here nor away was absent."""
    expected = [
        one for one in huddles.attendance_of(session, huddle.id) if one.status in ("invited", "accepted")
    ]
    session.commit([edit(one, status="absent") for one in expected])


def settle_gaps_to_chair(session: Session, huddle: Huddle) -> None:
    """The chair takes the actions that lack an owner, due at the next huddle; “no decision” is recorded."""
    signing_rights.refuse_if_signed(session, huddle)
    signing_gaps.settle(session, huddle)


def _ran_for(session: Session, huddle: Huddle) -> int | None:
    if huddle.started_at is None:
        return None
    until = huddle.ended_at or session.now()
    return max(0, round((until - huddle.started_at).total_seconds() / 60))


_WORDS = ("", "One thing needs", "Two things need", "Three things need", "Four things need")


def _summary(rows: list[Check]) -> str:
    open_rows = sum(row.state == NEEDS_YOU for row in rows)
    done = f"{len(rows) - open_rows} of {len(rows)} done."
    if not open_rows:
        return f"{done} Nothing needs you."
    words = _WORDS[open_rows] if open_rows < len(_WORDS) else f"{open_rows} things need"
    return f"{done} {words} you."
