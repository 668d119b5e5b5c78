"""One person's part of the minutes, from the store, in full words (docs/documents.md)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.day_words import day_month
from mdt_desktop.domain.records import Action as ActionRecord
from mdt_desktop.domain.records import AgendaItem, Basis, Case, Discussion, Huddle, Note, Person, Team
from mdt_desktop.minutes.discussed import (
    Action,
    Identity,
    PersonDiscussed,
    Review,
    Said,
    Telling,
    WhatMatters,
)
from mdt_desktop.minutes.wording import within
from mdt_desktop.services.actions.rows import ActionRow
from mdt_desktop.services.cases import case_record
from mdt_desktop.services.cases.case_record import Event
from mdt_desktop.services.huddle.quorum_times import QuorumTimes
from mdt_desktop.services.session import ZONE, Session
from mdt_desktop.services.team.directory import Directory


@dataclass(frozen=True)
class Room:
    """What every section of one huddle's minutes draws on. `numbers` are the actions' numbers by id."""

    session: Session
    huddle: Huddle
    team: Team
    people: Directory
    quorum: QuorumTimes
    numbers: Mapping[str, int]
    now: datetime


def identity(person: Person, case: Case | None = None) -> Identity:
    """Who somebody is; the case's reference stands in where there is no number and no birth date."""
    return Identity(
        person_id=person.id,
        family_name=person.family_name,
        given_names=person.given_names,
        title=person.title,
        nhs_number=person.nhs_number,
        dob=person.dob,
        local_ref=case.ref if case else person.local_id,
    )


def action(row: ActionRow, number: int, made_on: date | None = None) -> Action:
    """An action as the minutes list it; an organisation that owns one is named once."""
    return Action(
        number=number,
        text=row.text,
        owner=row.owner,
        organisation=row.organisation if row.owner_id else "",
        due=row.due,
        status=row.status_label,
        priority="" if row.priority == "normal" else row.priority,
        action_id=row.id,
        made_on=made_on,
    )


def person_discussed(
    room: Room, item: AgendaItem, case: Case, person: Person, rows: Sequence[ActionRow]
) -> PersonDiscussed:
    """Everything that was said and agreed about one person. A restricted note is only counted."""
    session, people = room.session, room.people
    said = session.records.first(Discussion, "agenda_item_id = ?", (item.id,)) or Discussion(id="")
    return PersonDiscussed(
        case_id=case.id,
        identity=identity(person, case),
        kind=item.kind,
        kind_label=vocabulary.label("agenda_kind", item.kind),
        ref=case.ref,
        tier_label=vocabulary.label("tier", case.tier, room.team.tier_names) if case.tier else "",
        pathway_label=vocabulary.label("pathway", case.pathway) if case.pathway else "",
        key_worker=people.name(case.key_worker_id, case.key_worker_text),
        presenter=people.name(item.presenter_id),
        question=said.question or item.question or item.why or case.reason,
        what_matters=_what_matters(case),
        since_last=_since_last(room, item),
        discussion=_said(session, room.huddle, case, said),
        outcome=said.outcome,
        outcome_label=_outcome(said),
        decision=said.decision or ("No decision was taken." if said.no_decision else ""),
        dissent=said.dissent,
        advisory=_advisory(room, item, said),
        actions=tuple(action(row, room.numbers[row.id], room.huddle.day) for row in rows),
        review=_review(said),
        basis=_basis(session, case),
        telling=_telling(people, said),
        restricted_note=bool(said.restricted_note),
        minutes_spent=max(1, round(item.seconds / 60)) if item.seconds else 0,
    )


def _what_matters(case: Case) -> WhatMatters | None:
    if not case.what_matters:
        return None
    return WhatMatters(text=case.what_matters, said_by=case.what_matters_by, on=case.what_matters_on)


def _since_last(room: Room, item: AgendaItem) -> tuple[str, ...]:
    """What happened after the discussion before this one, up to this huddle, the oldest first.

    Of its own day only what owners reported: the rest is what the huddle itself did. Empty for somebody who
    is discussed for the first time.
    """
    started = room.huddle.started_at
    day = started.astimezone(ZONE).date() if started else room.huddle.day or date.max
    timeline = case_record.case_view(room.session, item.case_id).timeline
    before = [event.day for event in timeline if event.kind == "huddle" and event.day < day]
    if not before:
        return ()
    since = [
        event
        for event in case_record.since(timeline, max(before))
        if event.kind != "added" and (event.day < day or (event.day == day and event.kind == "action_done"))
    ]
    return tuple(_told(event, room.team) for event in reversed(since))


def _told(event: Event, team: Team) -> str:
    words = event.text.replace("\n", " ")
    if event.tier_after:
        before, after = (
            vocabulary.label("tier", tier, team.tier_names) for tier in (event.tier_before, event.tier_after)
        )
        words = f"from {before} to {after}" + (f", {words}" if words else "")
    return f"{day_month(event.day)}: {event.title}" + (f" – {words}" if words else "")


def _said(session: Session, huddle: Huddle, case: Case, said: Discussion) -> tuple[Said, ...]:
    """The discussion line by line as it was typed, then what others noted during the huddle."""
    lines = [Said(text=line.strip()) for line in said.text.splitlines() if line.strip()]
    notes = session.records.all(Note, "huddle_id = ? AND case_id = ?", (huddle.id, case.id), order="at, id")
    return (*lines, *(Said(text=note.text, by=note.by, at=note.at) for note in notes))


def _outcome(said: Discussion) -> str:
    if not said.outcome:
        return ""
    label = vocabulary.label("outcome", said.outcome)
    return f"{label}: {detail_words(said)}" if said.outcome_detail else label


def detail_words(said: Discussion) -> str:
    """The finer outcome: its label, or the words that were typed."""
    known = vocabulary.term("outcome_detail", said.outcome_detail)
    return known.label if known else said.outcome_detail


def _advisory(room: Room, item: AgendaItem, said: Discussion) -> bool:
    """Whether what was concluded is advice only: the quorum did not hold when the person was left."""
    concluded = bool(said.outcome or said.decision)
    return concluded and not room.quorum.met_at(item.ended_at or room.huddle.ended_at or room.now)


def _review(said: Discussion) -> Review | None:
    if said.review_due is None and not said.no_review_reason:
        return None
    return Review(due=said.review_due, no_review_why=said.no_review_reason)


def _basis(session: Session, case: Case) -> str:
    basis = session.records.first(Basis, "case_id = ?", (case.id,))
    if basis is None or basis.code == "not_recorded":
        return ""
    parts = [vocabulary.label("basis", basis.code), within(basis.scope)]
    if basis.given_by:
        parts.append(f"given by {basis.given_by}")
    if basis.told_in_advance:
        parts.append("told in advance")
    return ", ".join(part for part in parts if part)


def _telling(people: Directory, said: Discussion) -> Telling | None:
    if not said.who_tells:
        return None
    return Telling(who=people.name(said.who_tells, said.who_tells), by=said.tell_by)


def made_here(session: Session, huddle: Huddle) -> list[ActionRecord]:
    """All actions of a huddle in the order they were made, whatever became of them."""
    return session.records.all(ActionRecord, "huddle_id = ?", (huddle.id,))
