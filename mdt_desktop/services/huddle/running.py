"""Run the huddle: one person at a time, the clock, what is said and concluded."""

from datetime import datetime
from typing import Any

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.changes import Change, creation, edit
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.quorum import Quorum
from mdt_desktop.domain.records import AgendaItem, Case, Discussion, Huddle
from mdt_desktop.refused import Refused
from mdt_desktop.services.cases import sharing
from mdt_desktop.services.huddle import carrying, huddles
from mdt_desktop.services.session import Session
from mdt_desktop.services.team.directory import directory


def start(session: Session, huddle_id: str) -> Quorum:
    """Begin: the agenda is locked, the clock runs. A huddle that is running already just goes on.

    Whoever still waits from an earlier one is on its agenda from here on, and whoever was carried on because
    it had not been held is on it alone, so that nobody is lost or asked about twice.
    """
    huddle = huddles.find(session, huddle_id)
    attendance = huddles.attendance_of(session, huddle.id)
    state = huddles.quorum_now(huddle, attendance)
    if huddle.status in huddles.RUNNING:
        return state
    if huddle.status not in huddles.BEFORE:
        raise Refused(f"{huddle.ref} is over ({huddle.status}). Nothing was changed; plan the next one.")
    other = huddles.current(session)
    if other:
        raise Refused(f"{other.ref} is still running. End it first; nothing was changed.")
    now = session.now()
    here = [edit(one, arrived=now) for one in attendance if one.status in ("present", "late", "deputy")]
    started = edit(huddle, status="in_session", started_at=now, quorum_met=state.met)
    on_the_agenda = [*carrying.carry_into(session, huddle), *carrying.take_back(session, huddle)]
    session.commit([*on_the_agenda, started, *here], undoable=False)
    return state


def begin_item(session: Session, huddle_id: str, item_id: str) -> AgendaItem:
    """Turn to a person on the agenda; the one before keeps its time and what was written."""
    huddle = running(session, huddle_id)
    item = item_on(session, huddle, item_id)
    if huddle.current_item_id == item.id and item.started_at:
        return item
    now = session.now()
    changes = leave_current(session, huddle, now)
    status = "in_discussion" if item.status in ("scheduled", "not_reached") else item.status
    started = now if huddle.status == "in_session" else None
    changes += [edit(item, status=status, started_at=started), edit(huddle, current_item_id=item.id)]
    session.commit(changes, undoable=False)
    return item_on(session, huddle, item.id)


def leave_current(session: Session, huddle: Huddle, now: datetime) -> list[Change]:
    """Stop the clock of the current item."""
    item = session.records.get(AgendaItem, huddle.current_item_id) if huddle.current_item_id else None
    if item is None or item.started_at is None:
        return []
    return [
        edit(item, seconds=item.seconds + round((now - item.started_at).total_seconds()), started_at=None)
    ]


def finish_item(session: Session, huddle_id: str, item_id: str, *, noted: bool = False) -> AgendaItem | None:
    """Done with this person; answers with the next item, now current, or None at the end of the agenda.

    `noted`: nothing to discuss this time, which is a record too.
    """
    huddle = running(session, huddle_id)
    item = item_on(session, huddle, item_id)
    now = session.now()
    changes = leave_current(session, huddle, now) if huddle.current_item_id == item.id else []
    session.commit([*changes, *_left(session, huddle, item, now, noted=noted)], undoable=False)
    following = next_item(session, huddle, item)
    if following:
        return begin_item(session, huddle.id, following.id)
    session.commit([edit(huddles.find(session, huddle.id), current_item_id="")], undoable=False)
    return None


def _left(
    session: Session, huddle: Huddle, item: AgendaItem, now: datetime, *, noted: bool = False
) -> list[Change]:
    """What it comes to when a person is left: deferred if that was the outcome, else noted or discussed."""
    discussion = discussion_of(session, item)
    if discussion is not None and discussion.outcome == "defer" and not noted:
        return [edit(item, status="deferred", ended_at=now, reason=item.reason or "deferred")]
    status = "noted" if noted else "discussed"
    return [edit(item, status=status, ended_at=now), *_case_after(session, item, huddle)]


def _case_after(session: Session, item: AgendaItem, huddle: Huddle) -> list[Change]:
    case = session.records.get(Case, item.case_id)
    if case is None:
        return []
    fields: dict[str, Any] = {"last_discussed": huddle.day, "asked_by": "", "asked_words": ""}
    if item.kind == "review" and item.status not in ("discussed", "noted"):
        fields["review_count"] = case.review_count + 1
    return [edit(case, **fields)]


def next_item(session: Session, huddle: Huddle, after: AgendaItem) -> AgendaItem | None:
    """The next item that has not been talked about: below this one, else above it."""
    items = huddles.items_of(session, huddle.id)
    places = [at for at, item in enumerate(items) if item.id == after.id]
    at = places[0] if places else 0
    for item in [*items[at + 1 :], *items[:at]]:
        if item.status in ("scheduled", "in_discussion") and item.id != after.id:
            return item
    return None


def discussion_of(session: Session, item: AgendaItem) -> Discussion | None:
    """What has been recorded for an item so far."""
    return session.records.first(Discussion, "agenda_item_id = ?", (item.id,))


def write_discussion(
    session: Session, item_id: str, *, as_of: int | None = None, **fields: Any
) -> Discussion:
    """Set fields of an item's discussion: text, decision, outcome, review, who tells the person.

    An unknown outcome is refused. A review date is the case's too.
    """
    item = session.records.get(AgendaItem, item_id)
    if item is None:
        raise Refused("That item is not on the agenda any more. What you typed is still on your screen.")
    _refuse_before_and_after(session, item.huddle_id)
    sharing.refuse_if_refused(session, item)
    if fields.get("outcome") and vocabulary.term("outcome", fields["outcome"]) is None:
        known = ", ".join(vocabulary.codes("outcome"))
        raise Refused(
            f"“{fields['outcome']}” is not an outcome. Nothing was changed. Choose one of: {known}."
        )
    session.commit(discussion_changes(session, item, fields, as_of))
    written = discussion_of(session, item)
    assert written is not None
    return written


def discussion_changes(
    session: Session, item: AgendaItem, fields: dict[str, Any], as_of: int | None = None
) -> list[Change]:
    """The changes that give an item's discussion new values, and its case the review date."""
    changes: list[Change] = []
    discussion = discussion_of(session, item)
    if discussion is None:
        fresh = Discussion(
            id=new_id(), agenda_item_id=item.id, huddle_id=item.huddle_id, case_id=item.case_id, **fields
        )
        changes.append(creation(fresh))
    else:
        change = edit(discussion, **fields)
        changes.append(Change(change.kind, change.id, change.fields, as_of))
    case = session.records.get(Case, item.case_id)
    if case and ("review_due" in fields or "no_review_reason" in fields):
        review = {
            "review_due": fields.get("review_due"),
            "no_review_reason": fields.get("no_review_reason", ""),
        }
        changes.append(edit(case, **review))
    return changes


def _refuse_before_and_after(session: Session, huddle_id: str) -> None:
    huddle = huddles.find(session, huddle_id)
    if huddle.status in (*huddles.BEFORE, "cancelled"):
        raise Refused(f"{huddle.ref} has not started. Nothing was changed; start it first.")
    minutes = huddles.latest_minutes(session, huddle_id)
    if minutes and minutes.status in ("final", "amended"):
        raise Refused("These minutes are signed. Nothing was changed; make an amendment instead.")


def pause(session: Session, huddle_id: str) -> None:
    """Stop the clock for everybody."""
    huddle = running(session, huddle_id)
    if huddle.status == "paused":
        return
    now = session.now()
    changes = leave_current(session, huddle, now)
    session.commit([*changes, edit(huddle, status="paused", paused_at=now)], undoable=False)


def resume(session: Session, huddle_id: str) -> None:
    """Let the clock run on."""
    huddle = running(session, huddle_id)
    if huddle.status != "paused":
        return
    changes: list[Change] = [edit(huddle, status="in_session", paused_at=None)]
    if huddle.current_item_id:
        item = session.records.get(AgendaItem, huddle.current_item_id)
        if item:
            changes.append(edit(item, started_at=session.now()))
    session.commit(changes, undoable=False)


def add_minutes(session: Session, item_id: str, minutes: int = 2) -> None:
    """Give the current person more time."""
    item = session.records.get(AgendaItem, item_id)
    if item:
        running(session, item.huddle_id)
        session.commit([edit(item, minutes=max(1, item.minutes + minutes))])


def hand_over(session: Session, huddle_id: str, member_id: str) -> None:
    """Somebody else chairs from now on."""
    huddle = running(session, huddle_id)
    session.commit([edit(huddle, chair_id=directory(session).member(member_id).id)])


def end(session: Session, huddle_id: str) -> list[AgendaItem]:
    """End: whoever was not reached is carried to the next huddle with that reason; answers with them."""
    huddle = running(session, huddle_id)
    now = session.now()
    changes = leave_current(session, huddle, now)
    missed = []
    for item in huddles.items_of(session, huddle.id):
        if item.status not in ("scheduled", "in_discussion"):
            continue
        parked = item.status == "scheduled"
        if is_concluded(session, item) if parked else is_touched(session, item):
            changes += _left(session, huddle, item, now)
        else:
            changes.append(edit(item, status="not_reached", reason=item.reason or "out of time"))
            missed.append(item)
    changes.append(edit(huddle, status="ended", ended_at=now, current_item_id="", paused_at=None))
    session.commit(changes, undoable=False)
    following = huddles.after(session, huddle)
    if following:
        session.commit(carrying.carry_into(session, following), undoable=False)
    return missed


def is_concluded(session: Session, item: AgendaItem) -> bool:
    """Whether an outcome or a decision was recorded: an item parked after that is discussed all the same."""
    said = discussion_of(session, item)
    return said is not None and bool(said.outcome or said.decision)


def is_touched(session: Session, item: AgendaItem) -> bool:
    """Whether anything at all was recorded for an item."""
    rows = session.records.rows(
        "SELECT count(*) FROM action WHERE space = ? AND agenda_item_id = ? AND NOT retired", (item.id,)
    )
    return discussion_of(session, item) is not None or rows[0][0] > 0


def running(session: Session, huddle_id: str) -> Huddle:
    """The huddle, which must be in session or paused."""
    huddle = huddles.find(session, huddle_id)
    if huddle.status in huddles.BEFORE:
        raise Refused(f"{huddle.ref} has not started. Nothing was changed; start it first.")
    if huddle.status not in huddles.RUNNING:
        raise Refused(f"{huddle.ref} is over. Nothing was changed; add to its minutes instead.")
    return huddle


def item_on(session: Session, huddle: Huddle, item_id: str) -> AgendaItem:
    """The item of a huddle's agenda; `Refused` if it is not on it."""
    item = session.records.get(AgendaItem, item_id)
    if item is None or item.huddle_id != huddle.id:
        raise Refused("That person is not on this agenda. Nothing was changed; add them first.")
    return item
