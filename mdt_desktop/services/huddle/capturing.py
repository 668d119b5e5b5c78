"""Quick entry: a typed line becomes what it says, and nothing typed is lost."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.capture import CaptureContext, Captured, Owner, parse
from mdt_desktop.domain.changes import Change, creation, edit
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Action, AgendaItem, Case, Huddle, LearningCard, Need, ServiceGap
from mdt_desktop.refused import Refused
from mdt_desktop.services import references
from mdt_desktop.services.cases import sharing
from mdt_desktop.services.huddle import huddles, putting_off, running
from mdt_desktop.services.huddle.attendance import HERE
from mdt_desktop.services.session import Session
from mdt_desktop.services.team.directory import directory

WORDED = ("action", "discussion", "decision", "matters", "need", "gap", "learning", "question")
"""The kinds of line that are nothing without words."""


@dataclass(frozen=True)
class Taken:
    """What one line became: its parse, and the action it made, if it made one."""

    captured: Captured
    action_id: str = ""


def context(session: Session, huddle: Huddle | None = None, case_id: str = "") -> CaptureContext:
    """The room a line is typed in: who is there, what day it is, when the next huddle is."""
    people = directory(session)
    here = set()
    if huddle:
        here = {one.member_id for one in huddles.attendance_of(session, huddle.id) if one.status in HERE}
    members = tuple(
        Owner(
            id=member.id,
            name=member.name,
            initials=member.initials,
            job_title=member.job_title,
            organisation=member.organisation,
            sector=member.sector,
            here=member.id in here,
            active=member.active,
        )
        for member in people.members
    )
    following = huddles.after(session, huddle) if huddle else huddles.upcoming(session)
    case = session.records.get(Case, case_id) if case_id else None
    return CaptureContext(
        day=huddle.day if huddle and huddle.day else session.today(),
        members=members,
        me=session.store.space.member,
        organisations=tuple(one.name for one in people.organisations),
        next_huddle=following.day if following else None,
        review_due=case.review_due if case else None,
        tier_names=session.team().tier_names,
    )


def capture(session: Session, huddle_id: str, item_id: str, line: str) -> Taken:
    """Take one line on one agenda item of a running huddle."""
    huddle = running.running(session, huddle_id)
    item = session.records.get(AgendaItem, item_id)
    if item is None or item.huddle_id != huddle.id:
        raise Refused("That person is not on this agenda. What you typed is still on your screen.")
    captured = parse(line, context(session, huddle, item.case_id))
    return take(session, huddle, item, captured)


def take(session: Session, huddle: Huddle, item: AgendaItem, captured: Captured) -> Taken:
    """Write what a line says. An action without an owner that anybody matches keeps the typed word.

    A line without words writes nothing. Somebody who has refused can be parked or deferred, nothing else.
    """
    if captured.kind == "park":
        putting_off.park(session, huddle.id, item.id)
        return Taken(captured)
    if captured.kind == "defer":
        putting_off.defer(session, huddle.id, item.id, captured.reason or captured.text, captured.due)
        return Taken(captured)
    sharing.refuse_if_refused(session, item)
    if captured.kind in WORDED and not captured.text:
        return Taken(captured)
    if captured.kind == "action":
        return _new_action(session, captured, item.case_id, huddle.id, item.id)
    write = _WRITERS.get(captured.kind, _discussion)
    session.commit(write(session, item, captured))
    return Taken(captured)


def add_action(session: Session, case_id: str, line: str) -> Taken:
    """An action between meetings, typed in the same grammar, with or without the verb."""
    typed = line if line.lstrip().startswith("/") else f"/action {line}"
    captured = parse(typed, context(session, None, case_id))
    if captured.kind != "action":
        raise Refused("Type what is to be done, by whom and when. Nothing was added.")
    if not captured.text:
        raise Refused("Say what is to be done. Nothing was added.")
    return _new_action(session, captured, case_id)


def _new_action(
    session: Session, captured: Captured, case_id: str, huddle_id: str = "", item_id: str = ""
) -> Taken:
    """Its reference is given out and written in one step: two at once never make the same."""
    with session.store.together():
        action = action_from(session, captured, case_id=case_id, huddle_id=huddle_id, item_id=item_id)
        session.commit([creation(action)])
    return Taken(captured, action.id)


def action_from(
    session: Session, captured: Captured, *, case_id: str, huddle_id: str = "", item_id: str = ""
) -> Action:
    """The action a line describes; one's own is accepted at once."""
    owner = captured.owner
    mine = owner is not None and owner.member_id == session.store.space.member
    return Action(
        id=new_id(),
        ref=references.action_references(session).next(),
        case_id=case_id,
        huddle_id=huddle_id,
        agenda_item_id=item_id,
        text=captured.text[:1].upper() + captured.text[1:],
        owner_id=owner.member_id or "" if owner else "",
        owner_organisation=owner.name if owner and not owner.member_id else "",
        owner_text=captured.owner_text,
        due=captured.due,
        first_due=captured.due,
        priority=captured.priority,
        status="accepted" if mine else "assigned",
    )


def _discussion(session: Session, item: AgendaItem, captured: Captured) -> list[Change]:
    return _appended(session, item, "text", captured.text)


def _decision(session: Session, item: AgendaItem, captured: Captured) -> list[Change]:
    return _appended(session, item, "decision", captured.text)


def _appended(session: Session, item: AgendaItem, field: str, text: str) -> list[Change]:
    written = running.discussion_of(session, item)
    before = getattr(written, field) if written else ""
    fields: dict[str, Any] = {field: f"{before}\n{text}" if before else text}
    if field == "decision":
        fields["no_decision"] = False
    return running.discussion_changes(session, item, fields)


def _outcome(session: Session, item: AgendaItem, captured: Captured) -> list[Change]:
    if vocabulary.term("outcome", captured.code) is None:
        return _discussion(session, item, captured)
    fields = {"outcome": captured.code, "outcome_detail": captured.detail}
    return running.discussion_changes(session, item, fields)


def _review(session: Session, item: AgendaItem, captured: Captured) -> list[Change]:
    if captured.code == "none":
        why = captured.reason or captured.text
        return running.discussion_changes(session, item, {"review_due": None, "no_review_reason": why})
    if captured.due is None:
        return _discussion(session, item, captured)
    return running.discussion_changes(session, item, {"review_due": captured.due, "no_review_reason": ""})


def _matters(session: Session, item: AgendaItem, captured: Captured) -> list[Change]:
    case = _case(session, item)
    by = f"as heard by {session.me().display_name}"
    return [edit(case, what_matters=captured.text, what_matters_by=by, what_matters_on=session.today())]


def _need(session: Session, item: AgendaItem, captured: Captured) -> list[Change]:
    need = Need(id=new_id(), case_id=item.case_id, code=captured.code or "other", text=captured.text)
    return [creation(need)]


def _gap(session: Session, item: AgendaItem, captured: Captured) -> list[Change]:
    gap = ServiceGap(
        id=new_id(),
        huddle_id=item.huddle_id,
        case_id=item.case_id,
        need_code=captured.code,
        text=captured.text,
        noticed_on=session.today(),
    )
    return [creation(gap)]


def _learning(session: Session, item: AgendaItem, captured: Captured) -> list[Change]:
    card = LearningCard(
        id=new_id(),
        huddle_id=item.huddle_id,
        text=captured.text,
        by=session.me().display_name,
        at=session.now(),
    )
    return [creation(card)]


def _question(session: Session, item: AgendaItem, captured: Captured) -> list[Change]:
    return [edit(item, question=captured.text)]


def _tier(session: Session, item: AgendaItem, captured: Captured) -> list[Change]:
    if not captured.code:
        return _discussion(session, item, captured)
    why = captured.reason or captured.text
    return [edit(_case(session, item), tier=captured.code, tier_reason=why, tier_on=session.today())]


def _case(session: Session, item: AgendaItem) -> Case:
    case = session.records.get(Case, item.case_id)
    if case is None:
        raise Refused("That case is not here any more. What you typed is still on your screen.")
    return case


_Writer = Callable[[Session, AgendaItem, Captured], list[Change]]

_WRITERS: dict[str, _Writer] = {
    "decision": _decision,
    "outcome": _outcome,
    "review": _review,
    "matters": _matters,
    "need": _need,
    "gap": _gap,
    "learning": _learning,
    "question": _question,
    "tier": _tier,
}
