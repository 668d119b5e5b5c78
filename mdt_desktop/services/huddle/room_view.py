"""What a room may read of the huddle that runs: a reduced view, built by itself, so that nothing can leak."""

import re
from dataclasses import dataclass
from datetime import date

from mdt_desktop.domain.day_words import day_month
from mdt_desktop.domain.naming import age_band, room_name
from mdt_desktop.domain.records import Action, AgendaItem, Case, Person
from mdt_desktop.services.actions.rows import action_rows
from mdt_desktop.services.cases.case_record import CaseView, Event, case_view
from mdt_desktop.services.huddle import huddles, running
from mdt_desktop.services.session import Session

EVENTS_SHOWN = 4


@dataclass(frozen=True)
class RoomAction:
    """An agreed action as a room may read it: nothing in it names the person it is for."""

    text: str
    owner: str
    sector: str
    organisation: str
    due: date | None


@dataclass(frozen=True)
class RoomEvent:
    """Something that happened since last time: its kind, and words without anything that was noted of it."""

    kind: str
    words: str


@dataclass(frozen=True)
class RoomView:
    """What a room may read: no number, address, birth date or note is in it, so none can leak."""

    team: str
    place: int
    of: int
    name: str
    tier: str
    tier_label: str
    about: str
    what_matters: str
    questions: list[str]
    since_last: list[RoomEvent]
    actions: list[RoomAction]
    outcome: str
    review: date | None
    next_up: str
    today: date


def room_view(session: Session, huddle_id: str) -> RoomView | None:
    """Read the room view of the current person; None before the first."""
    huddle = huddles.find(session, huddle_id)
    items = huddles.items_of(session, huddle.id)
    item = next((one for one in items if one.id == huddle.current_item_id), None)
    if item is None:
        return None
    team = session.team()
    view = case_view(session, item.case_id)
    following = running.next_item(session, huddle, item)
    discussion = running.discussion_of(session, item)
    band = age_band(view.person.dob, session.today())
    about = [band, view.case.locality, f"key worker {view.row.key_worker}" if view.row.key_worker else ""]
    return RoomView(
        team=team.name,
        place=items.index(item) + 1,
        of=len(items),
        name=room_name(view.person, team.room_names),
        tier=view.case.tier,
        tier_label=view.row.tier_label,
        about=" · ".join(part for part in about if part),
        what_matters=unnamed(view.case.what_matters, view.person, team.room_names),
        questions=[
            unnamed(line, view.person, team.room_names) for line in (item.question or "").split("\n") if line
        ],
        since_last=[_room_event(event, view, team.room_names) for event in view.since_last[:EVENTS_SHOWN]],
        actions=_room_actions(session, item, view.person, team.room_names),
        outcome=discussion.outcome if discussion else "",
        review=discussion.review_due if discussion else None,
        next_up=_next_name(session, following, team.room_names),
        today=session.today(),
    )


def unnamed(text: str, person: Person, style: str) -> str:
    """A text for the room: the person's own names in it give way to what the room calls them."""
    names = {*person.family_name.split(), person.family_name}
    if style != "first_name":
        names |= {*person.given_names.split(), *person.preferred_name.split()}
    known = sorted((name for name in names if len(name) > 1), key=len, reverse=True)
    if not known:
        return text
    pattern = "|".join(re.escape(name) for name in known)
    return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", room_name(person, style), text, flags=re.IGNORECASE)


def _room_event(event: Event, view: CaseView, style: str) -> RoomEvent:
    """Of an action what was promised, as the room heard it; of all else what it was and who noted it."""
    day = day_month(event.day)
    action = next((row for row in view.ended_actions if row.id == event.id), None)
    if action is not None:
        words = f"{action.text}: {action.status_label.lower()} {day}"
    elif event.author:
        words = f"{event.title}, {day}, noted by {event.author}"
    else:
        words = f"{event.title}, {day}"
    return RoomEvent(event.kind, unnamed(words, view.person, style))


def _room_actions(session: Session, item: AgendaItem, person: Person, style: str) -> list[RoomAction]:
    rows = action_rows(session, session.records.all(Action, "agenda_item_id = ?", (item.id,), order="id"))
    return [
        RoomAction(
            unnamed(row.text, person, style),
            row.owner or row.owner_text,
            row.sector,
            row.organisation,
            row.due,
        )
        for row in rows
    ]


def _next_name(session: Session, item: AgendaItem | None, style: str) -> str:
    case = session.records.get(Case, item.case_id) if item else None
    person = session.records.get(Person, case.person_id) if case else None
    return room_name(person, style) if person and item else ""
