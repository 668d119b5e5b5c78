"""What of my work has not reached the team yet, in words: huddles, actions, people, and the rest."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from mdt_desktop.domain.day_words import day_month
from mdt_desktop.domain.naming import formal
from mdt_desktop.domain.records import KINDS, Case, Huddle, Person
from mdt_desktop.services.session import Session
from mdt_desktop.store import outbox

_OF_HUDDLE = ("huddle", "agenda_item", "attendance", "discussion")
_OF_CASE = ("case", "basis", "note", "need")
_OF_TEAM = ("team", "organisation", "member", "series")
_NAMED = 3
"""More people than this are counted, not named."""

_OTHERS = (("minutes", "minutes", "minutes"), ("import_batch", "import", "imports"))
_SAID = {"discussion": "discussion", "attendance": "attendance", "agenda_item": "agenda"}

ByKind = Mapping[str, set[str]]


@dataclass(frozen=True)
class WaitingWork:
    """One line of what waits. `about`: huddle, action, person, minutes, import_batch, team or other."""

    about: str
    title: str
    text: str = ""


def waiting_work(session: Session) -> list[WaitingWork]:
    """The lines: what was captured in huddles, actions, people, then the rest."""
    by_kind: dict[str, set[str]] = defaultdict(set)
    for kind, record in outbox.records_waiting(session.store):
        by_kind[kind].add(record)
    lines = _huddles(session, by_kind)
    lines += _counted(by_kind, "action", "action", "actions")
    lines += _people(session, by_kind)
    for kind, one, several in _OTHERS:
        lines += _counted(by_kind, kind, one, several)
    if any(by_kind.get(kind) for kind in _OF_TEAM):
        lines.append(WaitingWork("team", "The team’s own details"))
    known = {"action", "person", *_OF_HUDDLE, *_OF_CASE, *_OF_TEAM, *(kind for kind, *_ in _OTHERS)}
    rest = sum(len(records) for kind, records in by_kind.items() if kind not in known)
    return lines + ([WaitingWork("other", _number(rest, "other record", "other records"))] if rest else [])


def _huddles(session: Session, by_kind: ByKind) -> list[WaitingWork]:
    """By huddle: how many people were talked about, and what was written."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for kind in _OF_HUDDLE:
        for record in by_kind.get(kind, ()):
            found = session.records.get(KINDS[kind], record)
            written[record if kind == "huddle" else getattr(found, "huddle_id", "")][kind] += 1
    return [line for huddle, kinds in written.items() if (line := _huddle(session, huddle, kinds))]


def _huddle(session: Session, huddle_id: str, kinds: Counter[str]) -> WaitingWork | None:
    huddle = session.records.get(Huddle, huddle_id)
    if huddle is None or huddle.day is None:
        return None
    talked = kinds["discussion"]
    people = f": {_number(talked, 'person', 'people')}" if talked else ""
    said = ", ".join(words for kind, words in _SAID.items() if kinds[kind])
    return WaitingWork("huddle", f"Huddle {day_month(huddle.day)}{people}", said.capitalize())


def _people(session: Session, by_kind: ByKind) -> list[WaitingWork]:
    """Each by name, or how many."""
    people = set(by_kind.get("person", ()))
    cases = set(by_kind.get("case", ()))
    for kind in _OF_CASE[1:]:
        for record in by_kind.get(kind, ()):
            cases.add(getattr(session.records.get(KINDS[kind], record), "case_id", ""))
    people |= {case.person_id for one in cases if (case := session.records.get(Case, one))}
    if len(people) > _NAMED:
        return [WaitingWork("person", f"{len(people):,} people’s records")]
    known = [person for one in sorted(people) if (person := session.records.get(Person, one))]
    return [WaitingWork("person", formal(person), "Record changed") for person in known]


def _counted(by_kind: ByKind, kind: str, one: str, several: str) -> list[WaitingWork]:
    count = len(by_kind.get(kind, ()))
    return [WaitingWork(kind, _number(count, one, several))] if count else []


def _number(count: int, one: str, several: str) -> str:
    return f"{count:,} {one if count == 1 else several}"
