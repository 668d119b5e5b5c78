"""Actions as lists show them, with the names around them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.naming import formal
from mdt_desktop.domain.records import Action, Case, Huddle, Person
from mdt_desktop.services.session import Session
from mdt_desktop.services.team.directory import Directory, directory

OPEN = ("proposed", "assigned", "accepted", "blocked", "declined")
ENDED = ("transferred", "done", "not_done", "no_longer_needed")
OPEN_SQL = "status IN ('proposed', 'assigned', 'accepted', 'blocked', 'declined')"


@dataclass(frozen=True)
class ActionRow:
    """One action as lists show it. `late_days` is 0 when it is not late; `mine` is this device's member."""

    id: str
    ref: str
    text: str
    case_id: str
    case_ref: str
    person: str
    owner_id: str
    owner: str
    owner_initials: str
    owner_text: str
    sector: str
    organisation: str
    due: date | None
    late_days: int
    priority: str
    status: str
    status_label: str
    status_reason: str
    outcome_text: str
    huddle_id: str
    huddle_day: date | None
    moves: int
    closed_on: date | None
    mine: bool

    @property
    def open(self) -> bool:
        """Whether something is still to be done."""
        return self.status in OPEN


def action_rows(
    session: Session, actions: Sequence[Action], known: Directory | None = None
) -> list[ActionRow]:
    """These actions with the names around them."""
    people = known or directory(session)
    cases = {case.id: case for case in session.records.among(Case, "id", [a.case_id for a in actions])}
    persons = {
        person.id: person
        for person in session.records.among(Person, "id", [case.person_id for case in cases.values()])
    }
    huddles = {h.id: h for h in session.records.among(Huddle, "id", [a.huddle_id for a in actions])}
    today, me = session.today(), session.store.space.member
    return [_row(action, people, cases, persons, huddles, today, me) for action in actions]


def _row(
    action: Action,
    people: Directory,
    cases: dict[str, Case],
    persons: dict[str, Person],
    huddles: dict[str, Huddle],
    today: date,
    me: str,
) -> ActionRow:
    owner = people.get(action.owner_id)
    case = cases.get(action.case_id)
    person = persons.get(case.person_id) if case else None
    huddle = huddles.get(action.huddle_id)
    late = action.due is not None and action.status in OPEN and action.due < today
    return ActionRow(
        id=action.id,
        ref=action.ref,
        text=action.text,
        case_id=action.case_id,
        case_ref=case.ref if case else "",
        person=formal(person) if person else "",
        owner_id=action.owner_id,
        owner=owner.name if owner else action.owner_organisation,
        owner_initials=owner.initials if owner else "",
        owner_text=action.owner_text,
        sector=owner.sector if owner else "",
        organisation=owner.organisation if owner else action.owner_organisation,
        due=action.due,
        late_days=(today - action.due).days if late and action.due else 0,
        priority=action.priority,
        status=action.status,
        status_label=vocabulary.label("action_status", action.status),
        status_reason=action.status_reason,
        outcome_text=action.outcome_text,
        huddle_id=action.huddle_id,
        huddle_day=huddle.day if huddle else None,
        moves=action.moves,
        closed_on=action.closed_on,
        mine=bool(me) and action.owner_id == me,
    )


def list_actions(
    session: Session,
    *,
    owner: str = "",
    overdue: bool = False,
    huddle: str = "",
    case: str = "",
    ended: bool = False,
) -> list[ActionRow]:
    """Open actions (or, with `ended`, all), the latest first due first; `owner` is a member's id."""
    clauses, values = [] if ended else [OPEN_SQL], list[Any]()
    for clause, value in (("owner_id = ?", owner), ("huddle_id = ?", huddle), ("case_id = ?", case)):
        if value:
            clauses.append(clause)
            values.append(value)
    if overdue:
        clauses.append(f"{OPEN_SQL} AND due < ?")
        values.append(session.today().isoformat())
    found = session.records.all(
        Action, " AND ".join(clauses) or "1", values, order="due IS NULL, due, priority = 'normal', id"
    )
    return action_rows(session, found)
