"""Find anything: people, actions, huddles, and the words of notes and discussions."""

from dataclasses import dataclass

from mdt_desktop.domain.day_words import short_day
from mdt_desktop.domain.naming import formal, number
from mdt_desktop.domain.records import Action, Case, Discussion, Huddle, Note, Person
from mdt_desktop.services.session import Session
from mdt_desktop.store import search

KINDS = ("person", "case", "action", "huddle", "discussion", "note")


@dataclass(frozen=True)
class Found:
    """One thing found. `kind` and `id` say what opens: a case, a huddle or an action.

    A "note" is something written about somebody, in a note or a discussion: its `id` is the case's.
    """

    kind: str
    id: str
    title: str
    subtitle: str


def everything(session: Session, text: str, limit: int = 20) -> list[Found]:
    """What holds every word typed: people first, then actions, huddles and what was said."""
    hits = search.find(session.store.connection, session.store.space.no, text, KINDS, limit * 3)
    found: list[Found] = []
    for hit in hits:
        one = _found(session, hit.kind, hit.id)
        if one and one not in found:
            found.append(one)
        if len(found) == limit:
            break
    return found


def _found(session: Session, kind: str, identity: str) -> Found | None:
    if kind == "person":
        case = session.records.first(Case, "person_id = ?", (identity,), order="status = 'closed', id")
        return _case(session, case)
    if kind == "case":
        return _case(session, session.records.get(Case, identity))
    if kind == "action":
        action = session.records.get(Action, identity)
        return Found("action", action.id, action.text, action.ref) if action else None
    if kind == "huddle":
        huddle = session.records.get(Huddle, identity)
        day = short_day(huddle.day) if huddle and huddle.day else ""
        return Found("huddle", huddle.id, f"Huddle, {day}", huddle.ref) if huddle else None
    said = _said(session, kind, identity)
    about = _case(session, session.records.get(Case, said.case_id)) if said else None
    if said is None or about is None:
        return None
    what = "Discussion of" if kind == "discussion" else "Note about"
    return Found("note", about.id, f"{what} {about.title}", said.text[:120])


def _said(session: Session, kind: str, identity: str) -> Discussion | Note | None:
    if kind == "discussion":
        return session.records.get(Discussion, identity)
    return session.records.get(Note, identity)


def _case(session: Session, case: Case | None) -> Found | None:
    person = session.records.get(Person, case.person_id) if case else None
    if case is None or person is None:
        return None
    subtitle = " · ".join(part for part in (number(person), case.ref, case.locality) if part)
    return Found("case", case.id, formal(person), subtitle)
