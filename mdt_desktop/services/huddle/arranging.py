"""Arrange a huddle before it begins: when and where, who chairs; lock its agenda; call it off."""

from typing import Any

from mdt_desktop.domain.changes import edit
from mdt_desktop.domain.records import Huddle
from mdt_desktop.refused import Refused
from mdt_desktop.services.cases.coded import code_of
from mdt_desktop.services.huddle import carrying, huddles
from mdt_desktop.services.huddle.meeting_times import clock_time, refuse_length
from mdt_desktop.services.session import Session
from mdt_desktop.services.team.directory import directory

FIELDS = ("start", "minutes", "venue", "mode", "chair_id", "minute_taker_id", "notes")


def change(session: Session, huddle_id: str, **fields: Any) -> None:
    """Change a huddle that has not begun: start, minutes, venue, mode, chair, minute taker, notes."""
    huddle = _waiting(session, huddle_id)
    unknown = sorted(set(fields) - set(FIELDS))
    if unknown:
        raise Refused(f"“{unknown[0]}” of a huddle can’t be changed. Nothing was changed.")
    if "start" in fields:
        fields["start"] = clock_time(fields["start"])
    if "minutes" in fields:
        refuse_length(fields["minutes"])
    if "mode" in fields:
        fields["mode"] = code_of("mode", fields["mode"])
    for duty in ("chair_id", "minute_taker_id"):
        if duty in fields:
            directory(session).member(fields[duty])
    session.commit([edit(huddle, **fields)])


def lock(session: Session, huddle_id: str) -> None:
    """Lock the agenda: later additions need a reason."""
    huddle = _waiting(session, huddle_id)
    session.commit([edit(huddle, status="locked")])


def unlock(session: Session, huddle_id: str) -> None:
    """Take additions without a reason again."""
    huddle = _waiting(session, huddle_id)
    session.commit([edit(huddle, status="open")])


def cancel(session: Session, huddle_id: str, reason: str) -> None:
    """Call a huddle off; everybody on its agenda goes to the next one, or waits for it to be planned."""
    huddle = _waiting(session, huddle_id)
    if not reason.strip():
        raise Refused("Say why it is called off. Nothing was changed.")
    with session.one_intent():
        items = [
            edit(item, status="deferred", reason=f"huddle called off: {reason.strip()}")
            for item in huddles.items_of(session, huddle.id)
        ]
        session.commit([edit(huddle, status="cancelled", cancelled_reason=reason.strip()), *items])
        following = huddles.after(session, huddle)
        if following:
            session.commit(carrying.carry_into(session, following))


def _waiting(session: Session, huddle_id: str) -> Huddle:
    huddle = huddles.find(session, huddle_id)
    if huddle.status in huddles.BEFORE:
        return huddle
    state = "has begun" if huddle.status in huddles.RUNNING else "is over"
    raise Refused(f"{huddle.ref} {state}. Nothing was changed.")
