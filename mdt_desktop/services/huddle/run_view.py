"""All that the Run page shows of a running huddle."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from mdt_desktop.domain.agenda import Pace, RunFacts, pace
from mdt_desktop.domain.capture import CaptureContext
from mdt_desktop.domain.quorum import Quorum
from mdt_desktop.domain.records import Action, AgendaItem, Discussion, Huddle
from mdt_desktop.services import drafts
from mdt_desktop.services.actions.rows import ActionRow, action_rows
from mdt_desktop.services.cases import sharing
from mdt_desktop.services.cases.case_record import CaseView, case_view
from mdt_desktop.services.huddle import capturing, huddles, preparing, running
from mdt_desktop.services.huddle.prepare_view import AgendaRow, Guest, agenda_rows, guests
from mdt_desktop.services.session import Session
from mdt_desktop.services.team.directory import Directory, directory

LEFT = ("scheduled", "in_discussion")


@dataclass(frozen=True)
class RailRow:
    """One person on the agenda rail, with what came of them: outcome, number of actions, seconds spoken."""

    row: AgendaRow
    outcome: str
    actions: int
    seconds: int


@dataclass(frozen=True)
class ItemView:
    """The person being talked about.

    `draft` is the quick entry, `unsaved` the discussion, that was being typed when the application ended;
    `despite` why a chair has somebody talked about who said no.
    """

    item: AgendaItem
    case: CaseView
    discussion: Discussion | None
    new_actions: list[ActionRow]
    draft: str
    unsaved: str
    despite: str

    @property
    def locked(self) -> bool:
        """Whether nothing may be recorded yet: they were not asked, or said no (docs/rules.md 13 and 14)."""
        group = self.case.basis_group
        return group == "ask" or (group == "no" and not self.despite)


@dataclass(frozen=True)
class RunView:
    """A running huddle. Times are instants: the page counts seconds between reads by its own clock.

    `capture` is the room a line is typed in; `next_day` the next huddle's, planned or by the weekly slot.
    """

    huddle: Huddle
    rail: list[RailRow]
    current: ItemView | None
    people: list[Guest]
    quorum: Quorum
    late_actions: list[ActionRow]
    now: datetime
    today: date
    capture: CaptureContext
    next_day: date
    review_choices: list[int]


def run_view(session: Session, huddle_id: str) -> RunView:
    """Read a running huddle whole."""
    huddle = huddles.find(session, huddle_id)
    known = directory(session)
    items = huddles.items_of(session, huddle.id)
    people = guests(session, huddle, known)
    current = item_view(session, huddle.current_item_id, known) if huddle.current_item_id else None
    following = huddles.after(session, huddle)
    next_day = following.day if following and following.day else preparing.next_slot(session)
    room = capturing.context(session, huddle, current.item.case_id if current else "")
    return RunView(
        huddle=huddle,
        rail=_rail(session, items, known),
        current=current,
        people=people,
        quorum=huddles.quorum_now(huddle, [guest.attendance for guest in people]),
        late_actions=late_actions(session, huddle, known),
        now=session.now(),
        today=session.today(),
        capture=replace(room, next_huddle=next_day),
        next_day=next_day,
        review_choices=session.team().review_choices or [2, 4, 8],
    )


def item_view(session: Session, item_id: str, known: Directory | None = None) -> ItemView | None:
    """Read what the centre of the Run page shows of one item."""
    item = session.records.get(AgendaItem, item_id)
    if item is None:
        return None
    actions = session.records.all(Action, "agenda_item_id = ?", (item.id,))
    return ItemView(
        item=item,
        case=case_view(session, item.case_id),
        discussion=running.discussion_of(session, item),
        new_actions=action_rows(session, actions, known),
        draft=drafts.kept(session, f"capture {item.id}"),
        unsaved=drafts.kept(session, f"discussion {item.id}"),
        despite=sharing.reason_despite(session, item.id),
    )


def half_typed(session: Session, huddle_id: str) -> list[tuple[str, str]]:
    """Lines of quick entry that were typed and never entered, as (name, line)."""
    rows = agenda_rows(session, huddles.items_of(session, huddle_id), directory(session))
    lines = [(row.case.name, drafts.kept(session, f"capture {row.item.id}").strip()) for row in rows]
    return [(name, line) for name, line in lines if line]


def _rail(session: Session, items: list[AgendaItem], known: Directory) -> list[RailRow]:
    counts: dict[str, int] = {}
    huddle_ids = {item.huddle_id for item in items}
    for huddle_id in huddle_ids:
        for action in session.records.all(Action, "huddle_id = ?", (huddle_id,)):
            counts[action.agenda_item_id] = counts.get(action.agenda_item_id, 0) + 1
    outcomes = {
        discussion.agenda_item_id: discussion.outcome
        for huddle_id in huddle_ids
        for discussion in session.records.all(Discussion, "huddle_id = ?", (huddle_id,))
    }
    return [
        RailRow(row, outcomes.get(row.item.id, ""), counts.get(row.item.id, 0), row.item.seconds)
        for row in agenda_rows(session, items, known)
    ]


def late_actions(session: Session, huddle: Huddle, known: Directory) -> list[ActionRow]:
    """Overdue and blocked actions from before, oldest first: they lead the agenda."""
    found = session.records.all(
        Action,
        "huddle_id <> ? AND ((status IN ('proposed', 'assigned', 'accepted', 'declined') AND due < ?) "
        "OR status = 'blocked')",
        (huddle.id, session.today().isoformat()),
        order="due, id",
    )
    return action_rows(session, found, known)


def seconds_spoken(item: AgendaItem, now: datetime) -> int:
    """How long an item has been talked about, the running stretch included."""
    running_for = (now - item.started_at).total_seconds() if item.started_at else 0
    return item.seconds + max(0, round(running_for))


def pace_of(view: RunView, now: datetime) -> Pace:
    """How the huddle stands against its plan at an instant."""
    huddle = view.huddle
    started = huddle.started_at or now
    until = huddle.paused_at or now
    current = next((r.row.item for r in view.rail if r.row.item.id == huddle.current_item_id), None)
    done = [r.row.item for r in view.rail if r.row.item.status not in LEFT]
    waiting = [r.row.item for r in view.rail if r.row.item.status in LEFT and r.row.item is not current]
    return pace(
        RunFacts(
            elapsed_seconds=max(0, round((until - started).total_seconds())),
            meeting_minutes=huddle.minutes,
            opening_minutes=huddle.opening_minutes,
            readback_minutes=huddle.readback_minutes,
            done_minutes=sum(item.minutes for item in done),
            current_minutes=current.minutes if current else None,
            current_seconds=seconds_spoken(current, now) if current else 0,
            waiting_minutes=sum(item.minutes for item in waiting),
        )
    )


def running_now(session: Session) -> RunView | None:
    """The huddle that is running; None when none is."""
    current = huddles.current(session)
    return run_view(session, current.id) if current else None
