"""Find anything: people, actions, huddles, and the words of notes and discussions."""

import re
from collections.abc import Iterable

import msgspec

from mdt_desktop.domain.day_words import short_day
from mdt_desktop.domain.naming import formal, number
from mdt_desktop.domain.records import Action, Case, Discussion, Huddle, Note, Person
from mdt_desktop.services.session import Session
from mdt_desktop.store import search

SHARES = (("person", "case"), ("action", "huddle"), ("discussion", "note"))
"""The kinds that are read and shown together: each share has its own room."""
CANDIDATES = 3  # times the room: so many are looked at for those whose name begins as typed
AROUND = 36  # letters of a text on either side of what was typed
# Where somebody can be found other than by their name, and what it is called.
_ELSEWHERE = (
    ("preferred_name", "Called"),
    ("address", "Address"),
    ("postcode", "Postcode"),
    ("local_id", "Local number"),
    ("reason", "Reason"),
    ("what_matters", "What matters"),
    ("conditions", "Conditions"),
)


class Found(msgspec.Struct, frozen=True):
    """One thing found. `kind` and `id` say what opens: a case, a huddle or an action.

    A "note" is something written about somebody, in a note or a discussion: its `id` is the case's. The
    subtitle holds what was typed where the title does not.
    """

    kind: str
    id: str
    title: str
    subtitle: str


def everything(session: Session, text: str, limit: int = 6) -> list[Found]:
    """What holds every word typed, up to `limit` of each share: people, then what was agreed, then what was
    said. Whoever's name begins so comes first.
    """
    words = text.casefold().split()
    found: list[Found] = []
    for kinds in SHARES:
        hits = search.find(session.store.connection, session.store.space.no, text, kinds, limit * CANDIDATES)
        share = _once(_found(session, hit.kind, hit.id, words) for hit in hits)
        found += sorted(share, key=lambda one: not _begins(one.title, words))[:limit]
    return found


def _once(found: Iterable[Found | None]) -> list[Found]:
    """Without what was not found any more, and without a person's case beside the person."""
    kept: dict[tuple[str, str, str], Found] = {}
    for one in found:
        if one is not None:
            kept.setdefault((one.kind, one.id, one.subtitle if one.kind == "note" else ""), one)
    return list(kept.values())


def _begins(title: str, words: list[str]) -> bool:
    """Whether every word begins one of the title's."""
    names = re.split(r"[\s,’'-]+", title.casefold())
    return all(any(name.startswith(word) for name in names) for word in words)


def _found(session: Session, kind: str, identity: str, words: list[str]) -> Found | None:
    if kind == "person":
        case = session.records.first(Case, "person_id = ?", (identity,), order="status = 'closed', id")
        return _case(session, case, words)
    if kind == "case":
        return _case(session, session.records.get(Case, identity), words)
    if kind == "action":
        action = session.records.get(Action, identity)
        return Found("action", action.id, action.text, action.ref) if action else None
    if kind == "huddle":
        huddle = session.records.get(Huddle, identity)
        day = short_day(huddle.day) if huddle and huddle.day else ""
        return Found("huddle", huddle.id, f"Huddle, {day}", huddle.ref) if huddle else None
    said = _said(session, kind, identity)
    about = _case(session, session.records.get(Case, said.case_id), words) if said else None
    if said is None or about is None:
        return None
    what = "Discussion of" if kind == "discussion" else "Note about"
    text = f"{said.text} {said.decision}" if isinstance(said, Discussion) else said.text
    return Found("note", about.id, f"{what} {about.title}", excerpt(text, words))


def _said(session: Session, kind: str, identity: str) -> Discussion | Note | None:
    if kind == "discussion":
        return session.records.get(Discussion, identity)
    return session.records.get(Note, identity)


def _case(session: Session, case: Case | None, words: list[str]) -> Found | None:
    person = session.records.get(Person, case.person_id) if case else None
    if case is None or person is None:
        return None
    title = formal(person)
    facts = " · ".join(part for part in (number(person), case.ref, case.locality) if part)
    return Found("case", case.id, title, _why(person, case, f"{title} {facts}", words) or facts)


def _why(person: Person, case: Case, shown: str, words: list[str]) -> str:
    """The text somebody was found by, where name, number and reference do not show it."""
    plain = shown.casefold().replace(" ", "")
    missing = [word for word in words if word not in shown.casefold() and word not in plain]
    for name, label in _ELSEWHERE if missing else ():
        text = str(getattr(person, name, "") or getattr(case, name, ""))
        if missing[0] in text.casefold():
            return f"{label}: {excerpt(text, missing)}"
    return ""


def excerpt(text: str, words: list[str]) -> str:
    """The part of a text round the first word of `words` that is in it, cut at spaces."""
    line = " ".join(text.split())
    places = [place for word in words if (place := line.casefold().find(word)) >= 0]
    here = min(places, default=0)
    start = line.rfind(" ", 0, max(0, here - AROUND)) + 1 if here > AROUND else 0
    end = line.find(" ", here + 2 * AROUND)
    cut = line[start:] if end < 0 else line[start:end]
    return f"{'… ' if start else ''}{cut}{' …' if end >= 0 else ''}"
