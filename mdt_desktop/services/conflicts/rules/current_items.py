"""One person at a time: two laptops in one huddle turned to different people while apart."""

from collections.abc import Iterator
from functools import partial

from mdt_desktop.domain.changes import Change, edit
from mdt_desktop.domain.records import AgendaItem, Huddle
from mdt_desktop.services.conflicts.item import AttentionItem, Mend, Rule
from mdt_desktop.services.conflicts.scope import Scope
from mdt_desktop.services.conflicts.wording import Wording
from mdt_desktop.services.huddle import running
from mdt_desktop.services.session import Session

NAME = "current_items"


def find(session: Session, scope: Scope) -> Iterator[AttentionItem]:
    """Huddles in which the clock of more than one item runs."""
    condition, values = scope.through(
        "huddle_id", "SELECT huddle_id FROM agenda_item WHERE id IN ?", "agenda_item"
    )
    rows = session.records.rows(
        "SELECT huddle_id FROM agenda_item WHERE space = ? AND NOT retired AND started_at IS NOT NULL "
        f"AND {condition} GROUP BY huddle_id HAVING count(*) > 1",
        values,
    )
    wording = Wording(session)
    for (huddle_id,) in rows:
        huddle = session.records.get(Huddle, str(huddle_id))
        if huddle:
            yield _item(session, huddle, wording)


def _item(session: Session, huddle: Huddle, wording: Wording) -> AttentionItem:
    items = _running(session, huddle)
    names = [wording.about("agenda_item", item.id)[1] for item in items]
    return AttentionItem(
        id=f"{NAME}:{huddle.id}",
        rule=NAME,
        title=f"{huddle.ref}: the clock runs for two people",
        words=f"Two laptops turned to different people: {', '.join(names)}. "
        "What was written for each is kept.",
        records=(("huddle", huddle.id), *(("agenda_item", item.id) for item in items)),
        mends=tuple(
            Mend(item.id, f"Go on with {name}", partial(_go_on, huddle_id=huddle.id, chosen=item.id))
            for item, name in zip(items, names, strict=True)
        ),
    )


def _running(session: Session, huddle: Huddle) -> list[AgendaItem]:
    """The items whose clock runs, the huddle's current one first."""
    items = session.records.all(
        AgendaItem, "huddle_id = ? AND started_at IS NOT NULL", (huddle.id,), order="position, id"
    )
    return sorted(items, key=lambda item: item.id != huddle.current_item_id)


def _go_on(session: Session, huddle_id: str, chosen: str) -> None:
    """Stop the other clocks where the chosen one began; who was talked about is discussed, else waits."""
    huddle = session.records.get(Huddle, huddle_id)
    if huddle is None:
        return
    items = _running(session, huddle)
    until = next(item.started_at for item in items if item.id == chosen)
    changes: list[Change] = [edit(huddle, current_item_id=chosen)]
    for item in items:
        if item.id == chosen or item.started_at is None or until is None:
            continue
        spoken = max(0, round((until - item.started_at).total_seconds()))
        status = "discussed" if running.is_touched(session, item) else "scheduled"
        changes.append(edit(item, started_at=None, seconds=item.seconds + spoken, status=status))
    session.commit(changes, undoable=False)


RULE = Rule(NAME, frozenset({"agenda_item"}), find)
