"""Two note-takers in one huddle: what a colleague has just captured, and whose it is, in a few words."""

from datetime import timedelta

from mdt_desktop.domain.changes import Changed
from mdt_desktop.domain.naming import familiar
from mdt_desktop.domain.records import Action, Case, Discussion, Person
from mdt_desktop.services.conflicts.authors import Authors
from mdt_desktop.services.session import Session

JUST_NOW = timedelta(minutes=5)
"""What is older came late, by a laptop that was away: it is there, but nobody has just said it."""


def captured(session: Session, huddle_id: str, changed: Changed) -> list[str]:
    """A sentence for each capture of this huddle that somebody else made just now, on another device."""
    authors = Authors(session)
    found = []
    for kind, identity in sorted(changed.records):
        words = _words(session, huddle_id, kind, identity) if kind in ("action", "discussion") else ""
        written = session.store.history(identity)[-1:] if words else []
        for one in written:
            if not authors.is_mine(one.device) and session.now() - one.at < JUST_NOW:
                found.append(f"{authors.name(one.device)}: {words}")
    return found


def _words(session: Session, huddle_id: str, kind: str, identity: str) -> str:
    if kind == "action":
        action = session.records.get(Action, identity)
        return f"action “{action.text}”" if action and action.huddle_id == huddle_id else ""
    said = session.records.get(Discussion, identity)
    if said is None or said.huddle_id != huddle_id:
        return ""
    case = session.records.get(Case, said.case_id)
    person = session.records.get(Person, case.person_id) if case else None
    return f"note about {familiar(person)}" if person else "note"
