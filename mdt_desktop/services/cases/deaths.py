"""Whether the team has spoken of a death: it comes onto an agenda once, for reflection (docs/rules.md 11)."""

from datetime import datetime, timedelta

from mdt_desktop.domain.records import AgendaItem, Case, Huddle
from mdt_desktop.services.session import Session

REPORTED = "deceased_pending"
SPOKEN_OF = ("discussed", "noted")
DIED = "status = 'closed' AND close_outcome = 'died' AND closed_on >= ?"
"""Cases closed after a death that the team may not have spoken of yet: since the day of `closed_since`."""
_REMEMBERED = timedelta(weeks=8)


def closed_since(session: Session) -> str:
    """From when on a death that closed a case is still to be spoken of."""
    return (session.today() - _REMEMBERED).isoformat()


def deaths_heard(session: Session) -> set[str]:
    """The cases whose death was spoken of since it was known, or stands on an agenda still to come."""
    cases = session.records.all(Case, f"status = ? OR ({DIED})", (REPORTED, closed_since(session)))
    items = session.records.among(AgendaItem, "case_id", [case.id for case in cases])
    reported = {case.id: _reported_at(session, case) for case in cases}
    return {item.case_id for item in items if _is_heard(session, item, reported[item.case_id])}


def _reported_at(session: Session, case: Case) -> datetime | None:
    """When this death was first reported, or closed the case: confirming it is no second report."""
    at = None
    for write in session.store.history(case.id):
        if "status" in write.fields:
            at = (at or write.at) if write.fields["status"] in (REPORTED, "closed") else None
    return at


def _is_heard(session: Session, item: AgendaItem, reported: datetime | None) -> bool:
    """Both instants are the log's, so that no clock is held against another."""
    if item.status in SPOKEN_OF:
        spoken = [w.at for w in session.store.history(item.id) if w.fields.get("status") in SPOKEN_OF]
        return reported is None or any(at >= reported for at in spoken)
    huddle = session.records.get(Huddle, item.huddle_id)
    ahead = huddle is not None and huddle.status not in ("ended", "cancelled")
    return ahead and item.status in ("scheduled", "in_discussion")
