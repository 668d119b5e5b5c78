"""Actions: one owner each, alive until somebody says what came of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.changes import edit
from mdt_desktop.domain.naming import formal
from mdt_desktop.domain.records import Action, Case, Huddle, Person
from mdt_desktop.refused import Refused
from mdt_desktop.services import references
from mdt_desktop.services.session import Session
from mdt_desktop.services.team.directory import Directory, MemberView, directory

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


def accept(session: Session, action_id: str) -> ActionRow:
    """The owner takes it; also ends a block."""
    action = _open_action(session, action_id)
    if not action.owner_id and not action.owner_organisation:
        raise Refused("Nobody owns this action yet, so nobody can accept it. Choose an owner first.")
    return _write(session, action, status="accepted", status_reason="")


def finish(session: Session, action_id: str, outcome: str, *, not_done: bool = False) -> ActionRow:
    """Close it with what came of it; `not_done` with why."""
    action = _open_action(session, action_id)
    if not outcome.strip():
        raise Refused(
            "Say in a few words what came of it, so that the next huddle knows. Nothing was changed."
        )
    status, field = ("not_done", "status_reason") if not_done else ("done", "outcome_text")
    closed = {"closed_at": session.now(), "closed_on": session.today()}
    return _write(session, action, status=status, **{field: outcome.strip()}, **closed)


def block(session: Session, action_id: str, reason: str) -> ActionRow:
    """It can't go on, and why."""
    return _write(session, _open_action(session, action_id), status="blocked", status_reason=_reason(reason))


def drop(session: Session, action_id: str, reason: str) -> ActionRow:
    """It is no longer needed, and why."""
    action = _open_action(session, action_id)
    return _write(
        session,
        action,
        status="no_longer_needed",
        status_reason=_reason(reason),
        closed_at=session.now(),
        closed_on=session.today(),
    )


def reopen(session: Session, action_id: str, reason: str) -> ActionRow:
    """It was closed too early, and why."""
    action = references.find(session, Action, action_id)
    if action.status in OPEN:
        raise Refused(f"{action.ref} is open already. Nothing was changed.")
    return _write(
        session, action, status="assigned", status_reason=_reason(reason), closed_at=None, closed_on=None
    )


def move(session: Session, action_id: str, due: date, reason: str) -> ActionRow:
    """A new date, and why; the first date and the number of moves are kept."""
    action = _open_action(session, action_id)
    if due == action.due:
        raise Refused(f"{action.ref} is due that day already. Nothing was changed.")
    return _write(
        session,
        action,
        due=due,
        first_due=action.first_due or action.due or due,
        moves=action.moves + (action.due is not None),
        status_reason=_reason(reason),
    )


def reassign(session: Session, action_id: str, owner_id: str, reason: str = "") -> ActionRow:
    """Another owner, who has yet to accept; taking it oneself accepts at once."""
    action = _open_action(session, action_id)
    mine = owner_id == session.store.space.member
    return _write(
        session,
        action,
        owner_id=owner_id,
        owner_organisation="",
        owner_text="",
        status="accepted" if mine else "assigned",
        status_reason=reason.strip(),
    )


def give_to(session: Session, action_id: str, organisation: str, reason: str = "") -> ActionRow:
    """An organisation without anybody named: somebody there has yet to accept."""
    return _write(
        session,
        _open_action(session, action_id),
        owner_id="",
        owner_organisation=organisation,
        owner_text="",
        status="assigned",
        status_reason=reason.strip(),
    )


def decline(session: Session, action_id: str, reason: str) -> ActionRow:
    """The owner can't take it: it goes back to the chair."""
    return _write(session, _open_action(session, action_id), status="declined", status_reason=_reason(reason))


def change_text(session: Session, action_id: str, text: str) -> ActionRow:
    """Say it better."""
    action = _open_action(session, action_id)
    if not text.strip():
        raise Refused("An action needs words. The ones it had are kept.")
    return _write(session, action, text=text.strip())


def _reason(reason: str) -> str:
    if not reason.strip():
        raise Refused("Give the reason in a few words. Nothing was changed.")
    return reason.strip()


def _open_action(session: Session, named: str) -> Action:
    action = references.find(session, Action, named)
    if action.status not in OPEN:
        state = vocabulary.label("action_status", action.status).lower()
        raise Refused(f"{action.ref} is closed ({state}). Nothing was changed; reopen it first.")
    return action


def _write(session: Session, action: Action, **fields: Any) -> ActionRow:
    session.commit([edit(action, **fields)])
    fresh = session.records.get(Action, action.id)
    assert fresh is not None
    return action_rows(session, [fresh])[0]


@dataclass(frozen=True)
class OnTime:
    """Of the actions first due in a period, how many were done by that first date."""

    closed_on_time: int
    counted: int

    @property
    def per_cent(self) -> int | None:
        """Rounded; None when nothing counts."""
        return round(100 * self.closed_on_time / self.counted) if self.counted else None


def on_time(actions: Iterable[Action], start: date, end: date) -> OnTime:
    """Actions first due from `start` up to and including `end`: done by that day, of all of them."""
    due = [a for a in actions if (first := a.first_due or a.due) and start <= first <= end]
    due = [a for a in due if a.status not in ("no_longer_needed", "transferred")]
    good = [
        a
        for a in due
        if a.status == "done" and a.closed_on and a.closed_on <= (a.first_due or a.due or a.closed_on)
    ]
    return OnTime(len(good), len(due))


@dataclass(frozen=True)
class ActionBoard:
    """All of the Actions page: counts, groups, and how the team is doing. Open actions only."""

    late: int
    oldest_late_days: int
    today: int
    today_mine: int
    this_week: int
    later: int
    mine: int
    on_time: OnTime
    on_time_before: OnTime
    rows: list[ActionRow]
    members: list[MemberView]


def action_board(session: Session) -> ActionBoard:
    """Everything the Actions page shows, read once."""
    people = directory(session)
    today = session.today()
    week_end = today + timedelta(days=6 - today.weekday())
    rows = action_rows(session, session.records.all(Action, OPEN_SQL, order="due IS NULL, due, id"), people)
    everything = session.records.all(Action)
    weeks8 = today - timedelta(weeks=8)
    late = [row for row in rows if row.late_days]
    return ActionBoard(
        late=len(late),
        oldest_late_days=max((row.late_days for row in late), default=0),
        today=sum(row.due == today for row in rows),
        today_mine=sum(row.due == today and row.mine for row in rows),
        this_week=sum(row.due is not None and today < row.due <= week_end for row in rows),
        later=sum(row.due is None or row.due > week_end for row in rows),
        mine=sum(row.mine for row in rows),
        on_time=on_time(everything, weeks8, today - timedelta(days=1)),
        on_time_before=on_time(everything, weeks8 - timedelta(weeks=8), weeks8 - timedelta(days=1)),
        rows=rows,
        members=people.active(),
    )


def organisation_rates(session: Session) -> dict[str, OnTime]:
    """The on-time rate of each organisation over the last eight weeks."""
    people = directory(session)
    today = session.today()
    by_name: dict[str, list[Action]] = {}
    for action in session.records.all(Action):
        owner = people.get(action.owner_id)
        name = owner.organisation if owner else action.owner_organisation
        by_name.setdefault(name, []).append(action)
    start = today - timedelta(weeks=8)
    return {name: on_time(group, start, today - timedelta(days=1)) for name, group in by_name.items()}
