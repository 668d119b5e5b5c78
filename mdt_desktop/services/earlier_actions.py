"""Actions from before a huddle, and how they stood at it: late ones, and those of the people discussed."""

from dataclasses import dataclass
from datetime import date

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.day_words import day_month, short_day
from mdt_desktop.domain.records import Action, Huddle
from mdt_desktop.services import huddles
from mdt_desktop.services.actions import OPEN
from mdt_desktop.services.session import Session


@dataclass(frozen=True)
class Earlier:
    """One action and how it stood on the huddle’s day, in words. `explained` unless it is plainly late."""

    action: Action
    status: str
    note: str
    late: bool
    explained: bool


def earlier_actions(session: Session, huddle: Huddle) -> list[Earlier]:
    """The oldest due first. What was closed before the huddle's day is left out: it was reported then."""
    assert huddle.day is not None
    day = huddle.day
    discussed = {item.case_id for item in huddles.items_of(session, huddle.id) if item.status == "discussed"}
    days = {one.id: one.day for one in session.records.all(Huddle)}
    found = []
    for action in session.records.all(Action, "huddle_id <> ?", (huddle.id,), order="due IS NULL, due, id"):
        made = days.get(action.huddle_id)
        if made is not None and made > day:
            continue
        if _stood_open(action, day) and (action.case_id in discussed or _was_late(action, day)):
            found.append(_told(action, day))
    return found


def _stood_open(action: Action, day: date) -> bool:
    return action.status in OPEN or (action.closed_on is not None and action.closed_on >= day)


def _was_late(action: Action, day: date) -> bool:
    first = action.first_due or action.due
    return first is not None and first < day


def _told(action: Action, day: date) -> Earlier:
    late = action.status in OPEN and action.due is not None and action.due < day
    explained = not late or (action.status == "blocked" and bool(action.status_reason))
    return Earlier(action, _status(action, day, late), _note(action), late, explained)


def _status(action: Action, day: date, late: bool) -> str:
    label = vocabulary.label("action_status", action.status)
    if action.status == "done" and action.outcome_text:
        return f"{label}: {action.outcome_text}"
    if action.status not in OPEN or action.status == "blocked":
        return f"{label}: {action.status_reason}" if action.status_reason else label
    if late and action.due:
        days = (day - action.due).days
        return f"Late by {days} day{'' if days == 1 else 's'}"
    return label


def _note(action: Action) -> str:
    """What became of its date: said from the first date on, whenever it was moved."""
    if not action.moves or action.first_due is None or action.due is None or action.due == action.first_due:
        return ""
    why = f": {action.status_reason}" if action.status_reason and action.status in OPEN else ""
    return f"Moved from {day_month(action.first_due)} to {short_day(action.due)}{why}"
