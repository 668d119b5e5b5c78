"""Huddles as records: find them, list them, who is expected, where they stand."""

from datetime import date, datetime

import msgspec

from mdt_desktop.domain import quorum, vocabulary
from mdt_desktop.domain.records import AgendaItem, Attendance, Huddle, Minutes
from mdt_desktop.services import references
from mdt_desktop.services.conflicts import signed_versions
from mdt_desktop.services.session import ZONE, Session

BEFORE = ("planned", "open", "locked")
RUNNING = ("in_session", "paused")


class HuddleRow(msgspec.Struct, frozen=True):
    """One huddle as lists show it. `minutes_status` is empty until there are minutes.

    `not_held`: its day has passed and it never began.
    """

    id: str
    ref: str
    day: date
    start: str
    minutes: int
    status: str
    status_label: str
    not_held: bool
    chair_id: str
    people: int
    minutes_status: str
    minutes_version: int
    signed_at: datetime | None


def find(session: Session, named: str) -> Huddle:
    """The huddle of an id or reference."""
    return references.find(session, Huddle, named)


def list_huddles(session: Session) -> list[HuddleRow]:
    """All huddles, the newest first."""
    return [_row(session, huddle) for huddle in session.records.all(Huddle, order="day DESC, start DESC")]


def _row(session: Session, huddle: Huddle) -> HuddleRow:
    counted = "status IN ('discussed', 'noted')" if huddle.status == "ended" else "status <> 'withdrawn'"
    items = session.records.rows(
        f"SELECT count(*) FROM agenda_item WHERE space = ? AND huddle_id = ? AND NOT retired AND {counted}",
        (huddle.id,),
    )
    minutes = latest_minutes(session, huddle.id)
    return HuddleRow(
        id=huddle.id,
        ref=huddle.ref,
        day=huddle.day or date.min,
        start=huddle.start,
        minutes=huddle.minutes,
        status=huddle.status,
        status_label=vocabulary.label("huddle_status", huddle.status),
        not_held=was_not_held(huddle, session.today()),
        chair_id=huddle.chair_id,
        people=items[0][0],
        minutes_status=minutes.status if minutes else "",
        minutes_version=minutes.version if minutes else 0,
        signed_at=minutes.approved_at if minutes else None,
    )


def was_not_held(huddle: Huddle, today: date) -> bool:
    """Whether a huddle's day has passed without its having begun."""
    return huddle.status in BEFORE and huddle.day is not None and huddle.day < today


def latest_minutes(session: Session, huddle_id: str) -> Minutes | None:
    """The signed or amended version that counts, else the draft that was sent round, or None."""
    return signed_versions.latest(session, huddle_id)


def current(session: Session) -> Huddle | None:
    """The huddle that is running, if one is: what a restarted application goes back to."""
    return session.records.first(Huddle, "status IN ('in_session', 'paused')", order="started_at DESC")


def upcoming(session: Session) -> Huddle | None:
    """The running huddle, else the next one that has not begun, today's included."""
    return current(session) or session.records.first(
        Huddle,
        "status IN ('planned', 'open', 'locked') AND day >= ?",
        (session.today().isoformat(),),
        order="day, start",
    )


def after(session: Session, huddle: Huddle) -> Huddle | None:
    """The next huddle after this one that can still be held; of two beginning at once, the one made later."""
    day = huddle.day.isoformat() if huddle.day else ""
    return session.records.first(
        Huddle,
        "status IN ('planned', 'open', 'locked') AND (day, start, id) > (?, ?, ?) AND day >= ?",
        (day, huddle.start, huddle.id, session.today().isoformat()),
        order="day, start, id",
    )


def items_of(session: Session, huddle_id: str) -> list[AgendaItem]:
    """A huddle's agenda in its order, what was withdrawn left out."""
    return session.records.all(
        AgendaItem, "huddle_id = ? AND status <> 'withdrawn'", (huddle_id,), order="position, id"
    )


def attendance_of(session: Session, huddle_id: str) -> list[Attendance]:
    """Everybody invited to, at or away from a huddle."""
    return session.records.all(Attendance, "huddle_id = ?", (huddle_id,))


def starts_at(huddle: Huddle) -> datetime:
    """The planned start as an aware instant."""
    hour, minute = (int(part) for part in huddle.start.split(":"))
    day = huddle.day or date.min
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


def sector_labels() -> dict[str, str]:
    """Sector codes to their words."""
    return {term.code: term.label for term in vocabulary.terms("sector")}


def quorum_now(huddle: Huddle, attendance: list[Attendance]) -> quorum.Quorum:
    """The huddle's rule held against those who are here."""
    here = [
        (one.sector, bool(one.member_id) and one.member_id == huddle.chair_id)
        for one in attendance
        if one.status in quorum.COUNTING
    ]
    return quorum.check(huddle.quorum_rule, here, sector_labels())
