"""What is typed while people talk: saved on each pause, put right while the huddle still runs."""

from typing import Any

from mdt_desktop.domain.capture import CaptureContext, Captured, parse
from mdt_desktop.domain.changes import edit
from mdt_desktop.domain.records import Action
from mdt_desktop.refused import Refused
from mdt_desktop.services import drafts, references, running
from mdt_desktop.services.session import Session


def save(session: Session, item_id: str, as_of: int | None, **fields: Any) -> int:
    """Write fields of a discussion; answers with the position the next save is to name as its `as_of`.

    The text is kept as a draft first, so that a refusal or a crash loses nothing; saved, the draft goes.
    """
    place = f"discussion {item_id}"
    if "text" in fields:
        drafts.keep(session, place, fields["text"])
    running.write_discussion(session, item_id, as_of=as_of, **fields)
    drafts.keep(session, place, "")
    return session.store.position()


def correct_action(session: Session, action_id: str, line: str, room: CaptureContext) -> Captured:
    """Read an action of this huddle anew from its corrected line: words, owner, date and priority."""
    action = references.find(session, Action, action_id)
    running.running(session, action.huddle_id)
    captured = parse(line, room)
    if captured.kind != "action" or not captured.text:
        raise Refused("An action needs words. The ones it had are kept; what you typed is still here.")
    owner = captured.owner
    mine = owner is not None and owner.member_id == session.store.space.member
    session.commit(
        [
            edit(
                action,
                text=captured.text[:1].upper() + captured.text[1:],
                owner_id=(owner.member_id or "") if owner else "",
                owner_organisation=owner.name if owner and not owner.member_id else "",
                owner_text=captured.owner_text,
                due=captured.due,
                first_due=captured.due,
                priority=captured.priority,
                status="accepted" if mine else "assigned",
            )
        ]
    )
    return captured


def withdraw_action(session: Session, action_id: str) -> None:
    """Take back an action agreed in the running huddle; later on it is dropped with a reason."""
    action = references.find(session, Action, action_id)
    running.running(session, action.huddle_id)
    session.commit([edit(action, retired=True)])
