"""One person's page: who they are, what matters to them, what happened, what is open."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.changes import creation
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.naming import age, familiar, formal, number
from mdt_desktop.domain.records import (
    Action,
    AgendaItem,
    Audit,
    Basis,
    Case,
    Discussion,
    Huddle,
    Need,
    Note,
    Person,
)
from mdt_desktop.refused import Refused
from mdt_desktop.services import references
from mdt_desktop.services.actions.rows import ENDED, ActionRow, action_rows
from mdt_desktop.services.cases import case_lists
from mdt_desktop.services.cases.case_lists import CaseRow
from mdt_desktop.services.session import ZONE, Session
from mdt_desktop.services.team.directory import Directory, MemberView, directory
from mdt_desktop.store.history import Written


@dataclass(frozen=True)
class Event:
    """One thing that happened. `group` is discussion, action or change; `day` sorts, newest first.

    `kind`: huddle, action_done, tier, added, import, note, call, visit, event, question, closed.
    """

    id: str
    kind: str
    group: str
    day: date
    title: str
    text: str
    author: str
    chips: tuple[str, ...] = ()
    tier_before: str = ""
    tier_after: str = ""


@dataclass(frozen=True)
class CaseView:
    """Everything the record, the preview and the run screen show of one case. `as_of` goes into forms."""

    as_of: int
    row: CaseRow
    case: Case
    person: Person
    title: str
    called: str
    age: int | None
    nhs_number: str
    basis: Basis | None
    basis_label: str
    basis_group: str
    key_worker: MemberView | None
    needs: list[Need]
    open_actions: list[ActionRow]
    ended_actions: list[ActionRow]
    timeline: list[Event]
    since_last: list[Event]
    last_discussion: Discussion | None
    last_discussed: date | None
    discussions: int


def case_view(session: Session, named: str) -> CaseView:
    """Read one case whole."""
    case = references.find(session, Case, named)
    person = session.records.get(Person, case.person_id)
    assert person is not None
    people = directory(session)
    basis = session.records.first(Basis, "case_id = ?", (case.id,))
    actions = action_rows(
        session, session.records.all(Action, "case_id = ?", (case.id,), order="due"), people
    )
    discussions = _discussed(session, case.id)
    timeline = _timeline(session, case, people, actions, discussions)
    last = discussions[0] if discussions else None
    code = basis.code if basis else "not_recorded"
    return CaseView(
        as_of=session.store.position(),
        row=case_lists.rows_of(session, [case.id])[0],
        case=case,
        person=person,
        title=formal(person, title=True),
        called=familiar(person),
        age=age(person.dob, session.today()),
        nhs_number=number(person),
        basis=basis,
        basis_label=vocabulary.label("basis", code),
        basis_group=vocabulary.group("basis", code),
        key_worker=people.get(case.key_worker_id),
        needs=session.records.all(Need, "case_id = ?", (case.id,)),
        open_actions=[row for row in actions if row.open],
        ended_actions=[row for row in actions if not row.open],
        timeline=timeline,
        since_last=since(timeline, last[1].day if last else None),
        last_discussion=last[0] if last else None,
        last_discussed=last[1].day if last else case.last_discussed,
        discussions=len(discussions),
    )


Discussed = tuple[Discussion, Huddle, AgendaItem]


def _discussed(session: Session, case_id: str) -> list[Discussed]:
    """The discussions of a case with their huddles, newest first."""
    found = []
    for discussion in session.records.all(Discussion, "case_id = ?", (case_id,)):
        huddle = session.records.get(Huddle, discussion.huddle_id)
        item = session.records.get(AgendaItem, discussion.agenda_item_id)
        if huddle and item and huddle.day and huddle.status == "ended":
            found.append((discussion, huddle, item))
    return sorted(found, key=lambda one: one[1].day or date.min, reverse=True)


def since(timeline: list[Event], last: date | None) -> list[Event]:
    """What happened after the last discussion, discussions left out."""
    return [event for event in timeline if event.kind != "huddle" and (last is None or event.day > last)]


def _timeline(
    session: Session, case: Case, people: Directory, actions: list[ActionRow], discussions: list[Discussed]
) -> list[Event]:
    events = [_huddle_event(session, people, *one) for one in discussions]
    events += [_note_event(note) for note in session.records.all(Note, "case_id = ?", (case.id,))]
    events += [_action_event(row) for row in actions if row.status in ENDED and row.closed_on]
    events += _changes(session, case, people)
    return sorted(events, key=lambda event: (event.day, event.id), reverse=True)


def _huddle_event(
    session: Session, people: Directory, discussion: Discussion, huddle: Huddle, item: AgendaItem
) -> Event:
    actions = session.records.rows(
        "SELECT count(*) FROM action WHERE space = ? AND agenda_item_id = ? AND NOT retired", (item.id,)
    )[0][0]
    here = session.records.rows(
        "SELECT count(*), count(DISTINCT sector) FROM attendance WHERE space = ? AND huddle_id = ? "
        "AND status IN ('present', 'late', 'deputy', 'left') AND NOT retired",
        (huddle.id,),
    )[0]
    chips = []
    if discussion.outcome:
        chips.append(vocabulary.label("outcome", discussion.outcome))
    if actions:
        chips.append(f"{actions} action agreed" if actions == 1 else f"{actions} actions agreed")
    if item.seconds:
        chips.append(f"{max(1, round(item.seconds / 60))} min")
    if here[0]:
        chips.append(f"{here[0]} people, {here[1]} sectors")
    text = "\n".join(part for part in (discussion.text, discussion.decision) if part)
    chair = people.name(huddle.chair_id)
    author = f"Chair: {chair}" if chair else ""
    return Event(
        discussion.id, "huddle", "discussion", huddle.day or date.min, "Huddle", text, author, tuple(chips)
    )


def _note_event(note: Note) -> Event:
    day = (note.at.astimezone(ZONE).date()) if note.at else date.min
    return Event(
        note.id, note.kind, "note", day, vocabulary.label("note_kind", note.kind), note.text, note.by
    )


def _action_event(row: ActionRow) -> Event:
    on_time = (
        row.status == "done"
        and row.due is not None
        and row.closed_on is not None
        and row.closed_on <= row.due
    )
    chips = ("On time",) if on_time else ()
    title = "Action finished" if row.status == "done" else f"Action: {row.status_label.lower()}"
    text = row.outcome_text or row.status_reason
    words = f"{row.text}: {text}" if text else row.text
    return Event(row.id, "action_done", "action", row.closed_on or date.min, title, words, row.owner, chips)


def _changes(session: Session, case: Case, people: Directory) -> list[Event]:
    """What the log says of the case: added, tier moved, closed."""
    events: list[Event] = []
    tier = ""
    written = session.store.history(case.id)
    for number_, write in enumerate(written):
        who = _author(session, people, write)
        day = write.at.astimezone(ZONE).date()
        if number_ == 0:
            opened = case.opened_on
            source = vocabulary.label("source", case.source) if case.source else who
            events.append(
                Event(
                    f"{case.id}:added",
                    "added",
                    "change",
                    min(day, opened or day),
                    "Added to the team’s list",
                    case.reason,
                    source,
                )
            )
        if "tier" in write.fields:
            after = write.fields["tier"] or ""
            if tier and after and after != tier:
                when = write.fields.get("tier_on")
                events.append(
                    Event(
                        f"{case.id}:tier{write.entry}",
                        "tier",
                        "change",
                        date.fromisoformat(when) if when else day,
                        "Complexity changed",
                        write.fields.get("tier_reason") or "",
                        who,
                        (),
                        tier,
                        after,
                    )
                )
            tier = after
        if write.fields.get("status") == "closed":
            outcome = vocabulary.label("close_outcome", write.fields.get("close_outcome") or "")
            events.append(
                Event(f"{case.id}:closed{write.entry}", "closed", "change", day, "Closed", outcome, who)
            )
    return events


def _author(session: Session, people: Directory, write: Written) -> str:
    space = session.store.space
    return people.name(space.member) if write.device == space.device.device_id else ""


def note_view(session: Session, case_id: str, reason: str = "") -> None:
    """Record that this person's page was opened, and by whom: being seen to look is part of the deterrent.

    Once a case a day a device.
    """
    seen = session.records.first(
        Audit, "target_id = ? AND action = 'view' AND at >= ?", (case_id, _utc_midnight(session))
    )
    if seen is None:
        view = Audit(
            id=new_id(),
            who=session.store.space.member,
            at=session.now(),
            action="view",
            target_kind="case",
            target_id=case_id,
            reason=reason,
        )
        # What lies on a full or read-only disk can still be read.
        with suppress(Refused):
            session.commit([creation(view)], undoable=False)


def _utc_midnight(session: Session) -> str:
    from mdt_desktop.store.schema import plain

    return str(plain(datetime.combine(session.today(), datetime.min.time(), ZONE)))
