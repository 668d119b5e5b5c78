"""Not now: somebody is put off to the end of today's agenda, or to another huddle."""

from collections.abc import Sequence
from datetime import date

from mdt_desktop.domain.agenda import order_key
from mdt_desktop.domain.changes import edit
from mdt_desktop.domain.records import AgendaItem
from mdt_desktop.services.huddle import huddles, running
from mdt_desktop.services.session import Session


def park(session: Session, huddle_id: str, item_id: str) -> str:
    """Put a person off to the end of today's agenda; the last one goes to the next huddle.

    Answers with the words that say which.
    """
    huddle = running.running(session, huddle_id)
    item = running.item_on(session, huddle, item_id)
    items = [
        one for one in huddles.items_of(session, huddle.id) if one.status in ("scheduled", "in_discussion")
    ]
    if not items or items[-1].id == item.id:
        return defer(session, huddle_id, item_id, "parked to the next huddle")
    changes = (
        running.leave_current(session, huddle, session.now()) if huddle.current_item_id == item.id else []
    )
    last = huddles.items_of(session, huddle.id)[-1].position
    changes.append(edit(item, position=order_key.between(last, None), status="scheduled"))
    session.commit([*changes])
    if huddle.current_item_id == item.id:
        running.begin_item(session, huddle.id, _first_left(items, item).id)
    return "Parked to the end of today’s agenda"


def _first_left(items: Sequence[AgendaItem], but: AgendaItem) -> AgendaItem:
    places = [at for at, one in enumerate(items) if one.id == but.id]
    return items[(places[0] + 1) % len(items)] if places else items[0]


def defer(session: Session, huddle_id: str, item_id: str, why: str, to: date | None = None) -> str:
    """Not today: to the huddle of that day, else to the next one, with the reason."""
    huddle = running.running(session, huddle_id)
    item = running.item_on(session, huddle, item_id)
    now = session.now()
    changes = running.leave_current(session, huddle, now) if huddle.current_item_id == item.id else []
    changes.append(edit(item, status="deferred", reason=why or "deferred", defer_to=to, ended_at=now))
    session.commit(changes)
    following = running.next_item(session, huddle, item)
    if huddle.current_item_id == item.id:
        if following:
            running.begin_item(session, huddle.id, following.id)
        else:
            session.commit([edit(huddles.find(session, huddle.id), current_item_id="")], undoable=False)
    return "Deferred to the next huddle" if to is None else f"Deferred to the huddle of {to.isoformat()}"
