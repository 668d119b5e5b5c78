"""What is typed while people talk: saved on each pause, put right while the huddle still runs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mdt_desktop.domain.capture import Captured
from mdt_desktop.domain.changes import edit
from mdt_desktop.domain.records import Action, AgendaItem
from mdt_desktop.refused import Refused
from mdt_desktop.services import drafts, references
from mdt_desktop.services.huddle import capturing, running
from mdt_desktop.services.huddle.capturing import Taken
from mdt_desktop.services.session import Session


@dataclass
class Seen:
    """Up to where the one who types has seen the record; each save of theirs moves it on."""

    position: int


def save(session: Session, item_id: str, seen: Seen, **fields: Any) -> datetime:
    """Write fields of a discussion over what its author has `seen`; answers with when it was saved.

    A text is kept as a draft first, so that a refusal or a crash loses nothing; saved, the draft goes.
    """
    place = f"discussion {item_id}"
    if "text" in fields:
        drafts.keep(session, place, fields["text"])
    running.write_discussion(session, item_id, as_of=seen.position, **fields)
    drafts.keep(session, place, "")
    seen.position = session.store.position()
    return session.now()


def enter(session: Session, huddle_id: str, item_id: str, captured: Captured) -> Taken:
    """Take what quick entry has understood, owner and date settled on the screen, on one agenda item."""
    huddle = running.running(session, huddle_id)
    item = session.records.get(AgendaItem, item_id)
    if item is None or item.huddle_id != huddle.id:
        raise Refused("That person is not on this agenda. What you typed is still on your screen.")
    return capturing.take(session, huddle, item, captured)


def correct_action(session: Session, action_id: str, captured: Captured) -> None:
    """Give an action of the running huddle other words, another owner, date or priority."""
    action = references.find(session, Action, action_id)
    running.running(session, action.huddle_id)
    if captured.kind != "action" or not captured.text:
        raise Refused("An action needs words. The ones it had are kept; what you typed is still here.")
    fresh = capturing.action_from(session, captured, case_id=action.case_id)
    kept = ("text", "owner_id", "owner_organisation", "owner_text", "due", "first_due", "priority", "status")
    session.commit([edit(action, **{name: getattr(fresh, name) for name in kept})])


def withdraw_action(session: Session, action_id: str) -> None:
    """Take back an action agreed in the running huddle; later on it is dropped with a reason."""
    action = references.find(session, Action, action_id)
    running.running(session, action.huddle_id)
    session.commit([edit(action, retired=True)])
