"""Actions: one owner each, alive until somebody says what came of them."""

from datetime import date
from typing import Any

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.changes import edit
from mdt_desktop.domain.records import Action
from mdt_desktop.refused import Refused
from mdt_desktop.services import references
from mdt_desktop.services.actions.rows import OPEN, ActionRow, action_rows
from mdt_desktop.services.session import Session


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
