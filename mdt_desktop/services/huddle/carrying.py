"""Who was not reached, or was put off, comes back: a new item that names the old one, with the reason.

A huddle whose day has passed without a start was not held: nobody has to say so, its people wait like the
others. The huddle itself stays as it is; held late after all, it takes them back.
"""

from contextlib import suppress
from datetime import date

from mdt_desktop.domain.agenda import order_key
from mdt_desktop.domain.changes import Change, creation, edit
from mdt_desktop.domain.day_words import day_month
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import AgendaItem, Case, Huddle
from mdt_desktop.refused import Refused
from mdt_desktop.services.huddle import huddles
from mdt_desktop.services.session import Session
from mdt_desktop.store.schema import json_text

NOT_HELD = "the huddle was not held"

_LEFT_OVER = (
    "(status IN ('deferred', 'not_reached') AND (defer_to IS NULL OR defer_to <= ?) "
    "AND huddle_id IN (SELECT h.id FROM huddle h WHERE h.space = agenda_item.space "
    "AND h.status IN ('ended', 'cancelled')))"
)
_NOT_HELD = (
    "(status = 'scheduled' AND huddle_id IN (SELECT h.id FROM huddle h WHERE h.space = agenda_item.space "
    "AND h.status IN ('planned', 'open', 'locked') AND h.day < ? AND h.day < ?))"
)
_NOT_CARRIED_YET = (
    "NOT EXISTS (SELECT 1 FROM agenda_item n WHERE n.space = agenda_item.space "
    "AND n.carried_from = agenda_item.id AND NOT n.retired)"
)


def waiting(session: Session, day: date) -> list[AgendaItem]:
    """Items of ended, cancelled and not held huddles that wait for a huddle on or after `day`."""
    return session.records.all(
        AgendaItem,
        f"({_LEFT_OVER} OR {_NOT_HELD}) AND {_NOT_CARRIED_YET}",
        (day.isoformat(), session.today().isoformat(), day.isoformat()),
        order="position, id",
    )


def bring_to_next(session: Session) -> None:
    """Put everybody who waits onto the next huddle, if one was planned before they waited."""
    following = huddles.upcoming(session)
    if following is None or following.status not in huddles.BEFORE:
        return
    # A full or read-only disk keeps nobody from reading the agenda as it is.
    with suppress(Refused):
        session.commit(carry_into(session, following), undoable=False)


def carry_into(session: Session, huddle: Huddle) -> list[Change]:
    """The changes that put everybody who waits onto this huddle's agenda, after who is on it already."""
    assert huddle.day is not None
    listed = session.records.all(
        AgendaItem, "huddle_id = ?", (huddle.id,), order="position, id", retired=True
    )
    on_it = [item for item in listed if not item.retired]
    taken_off = {item.carried_from for item in listed if item.retired and item.status == "withdrawn"}
    there = {item.case_id for item in on_it if item.status != "withdrawn"}
    last = on_it[-1].position if on_it else None
    changes: list[Change] = []
    for old in waiting(session, huddle.day):
        case = session.records.get(Case, old.case_id)
        if old.case_id in there or old.id in taken_off or case is None or case.status == "closed":
            continue
        last = order_key.between(last, None)
        there.add(old.case_id)
        changes.append(creation(_carried(session, old, huddle, last)))
    return changes


def take_back(session: Session, huddle: Huddle) -> list[Change]:
    """The changes that take from agendas to come whoever was carried on from this huddle before it began."""
    changes: list[Change] = []
    from_here = [item.id for item in huddles.items_of(session, huddle.id)]
    while from_here:
        carried_on = session.records.all(
            AgendaItem,
            "status = 'scheduled' AND carried_from IN (SELECT value FROM json_each(?)) AND huddle_id IN "
            "(SELECT h.id FROM huddle h WHERE h.space = agenda_item.space "
            "AND h.status IN ('planned', 'open', 'locked'))",
            (json_text(from_here),),
        )
        changes += [edit(item, retired=True) for item in carried_on]
        from_here = [item.id for item in carried_on]
    return changes


def _carried(session: Session, old: AgendaItem, huddle: Huddle, position: str) -> AgendaItem:
    earlier = session.records.get(Huddle, old.huddle_id)
    when = f" from {day_month(earlier.day)}" if earlier and earlier.day else ""
    return AgendaItem(
        id=new_id(),
        huddle_id=huddle.id,
        case_id=old.case_id,
        position=position,
        kind="carried",
        minutes=old.minutes,
        why=f"Carried over{when}: {_reason(old, earlier)}",
        question=old.question,
        presenter_id=old.presenter_id,
        called_in=old.called_in,
        carried_from=old.id,
    )


def _reason(old: AgendaItem, earlier: Huddle | None) -> str:
    if earlier is not None and earlier.status in huddles.BEFORE:
        return NOT_HELD
    return old.reason or "not reached"
