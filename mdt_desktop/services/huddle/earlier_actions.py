"""Actions from before a huddle, and how they stood at it: late ones, and those of the people discussed."""

from dataclasses import dataclass
from datetime import date

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.day_words import day_month, short_day
from mdt_desktop.domain.records import Action, Huddle
from mdt_desktop.services.actions.rows import OPEN, OPEN_SQL
from mdt_desktop.services.huddle import huddles
from mdt_desktop.services.session import Session
from mdt_desktop.store.schema import json_text


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
    items = huddles.items_of(session, huddle.id)
    discussed = json_text([item.case_id for item in items if item.status == "discussed"])
    standing = session.records.all(
        Action,
        f"huddle_id <> ? AND ({OPEN_SQL} OR closed_on >= ?) AND (coalesce(first_due, due) < ? "
        "OR case_id IN (SELECT value FROM json_each(?)))",
        (huddle.id, day.isoformat(), day.isoformat(), discussed),
        order="due IS NULL, due, length(ref), ref, id",
    )
    made = {
        one.id: one.day for one in session.records.among(Huddle, "id", [one.huddle_id for one in standing])
    }
    return [_told(one, day) for one in standing if (made.get(one.huddle_id) or day) <= day]


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
    told = action.status == "blocked" or action.status not in OPEN  # the status itself says why
    why = f": {action.status_reason}" if action.status_reason and not told else ""
    return f"Moved from {day_month(action.first_due)} to {short_day(action.due)}{why}"
