"""Prepare a huddle: plan it, see whom to talk about and why, fit it into its time."""

from collections.abc import Sequence
from datetime import date, timedelta

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.agenda import (
    Budget,
    CaseFacts,
    PlannedItem,
    Suggestion,
    budget,
    order_by_need,
    order_key,
    suggest,
    to_park,
)
from mdt_desktop.domain.agenda.suggestions import kind_of
from mdt_desktop.domain.changes import Change, creation, edit
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.merging.places import place
from mdt_desktop.domain.records import AgendaItem, Case, Huddle, Series
from mdt_desktop.domain.working_days import is_working_day, next_working_day
from mdt_desktop.refused import Refused
from mdt_desktop.services import references
from mdt_desktop.services.actions.rows import OPEN_SQL
from mdt_desktop.services.cases.case_facts import facts, facts_of, settings_of
from mdt_desktop.services.huddle import attendance, carrying, huddles, running
from mdt_desktop.services.huddle.meeting_times import clock_time, refuse_length
from mdt_desktop.services.session import Session

A_YEAR = timedelta(days=366)
LONGEST_ITEM = 60


def next_slot(session: Session) -> date:
    """The next day the team meets by its weekly slot that has no huddle yet; a day off moves it on."""
    series = session.records.first(Series)
    weekdays = series.weekdays if series and series.weekdays else [4]
    taken = {huddle.day for huddle in session.records.all(Huddle, "status <> 'cancelled'")}
    day = session.today()
    for _ in range(370):
        if day.isoweekday() in weekdays:
            meeting = day if is_working_day(day) else next_working_day(day)
            if meeting not in taken:
                return meeting
        day += timedelta(days=1)
    return session.today()


def plan(
    session: Session, day: date, minutes: int | None = None, *, auto: bool = False, start: str = ""
) -> Huddle:
    """The huddle of a day, made if none waits to begin, with whoever is carried over to it on its agenda.

    With a `start` (local, "14:00"), the one that begins then: so a day may have several. `auto` adds the
    suggestions too, in the order of need, while they fit.
    """
    if abs(day - session.today()) > A_YEAR:
        raise Refused(f"{day.isoformat()} is over a year away. Nothing was planned; check the year.")
    if minutes is not None:
        refuse_length(minutes)
    with session.one_intent():
        huddle = _waiting_huddle(session, day, clock_time(start) if start else "")
        if huddle is None:
            huddle = _new_huddle(session, day, minutes, start)
            session.commit([creation(huddle), *attendance.invitations(session, huddle.id)])
        elif minutes is not None:
            session.commit([edit(huddle, minutes=minutes)])
            huddle = huddles.find(session, huddle.id)
        session.commit(carrying.carry_into(session, huddle), undoable=False)
        if auto:
            _add_what_fits(session, huddle)
    return huddles.find(session, huddle.id)


def _waiting_huddle(session: Session, day: date, start: str) -> Huddle | None:
    waiting = session.records.all(
        Huddle, "day = ? AND status IN ('planned', 'open', 'locked')", (day.isoformat(),), order="start, id"
    )
    return next((one for one in waiting if not start or one.start == start), None)


def _new_huddle(session: Session, day: date, minutes: int | None, start: str) -> Huddle:
    team, series = session.team(), session.records.first(Series)
    return Huddle(
        id=new_id(),
        ref=references.huddle_reference(session, day),
        series_id=series.id if series else "",
        day=day,
        start=clock_time(start or (series.start if series else "09:30")),
        minutes=minutes or (series.minutes if series else team.meeting_minutes),
        mode=series.mode if series else "hybrid",
        venue=series.venue if series else "",
        chair_id=session.store.space.member,
        minute_taker_id=session.store.space.member,
        opening_minutes=team.opening_minutes,
        readback_minutes=team.readback_minutes,
        quorum_rule=team.quorum,
    )


def _add_what_fits(session: Session, huddle: Huddle) -> None:
    now = time_budget(session, huddle)
    left = now.meeting - now.opening - now.items - now.readback
    for one in suggestions(session, huddle):
        if one.minutes <= left:
            left -= one.minutes
            add(session, huddle.id, one.case_id, one.minutes, kind=one.kind, why=one.why)


def suggestions(session: Session, huddle: Huddle) -> list[Suggestion]:
    """Whom to talk about and why, those on the agenda left out. Nobody is added by this."""
    there = {item.case_id for item in huddles.items_of(session, huddle.id)}
    waiting = [case for case in facts(session) if case.case_id not in there]
    day = huddle.day or session.today()
    return suggest(waiting, day, settings_of(session.team()), session.today())


def add(
    session: Session,
    huddle_id: str,
    case_id: str,
    minutes: int | None = None,
    *,
    kind: str = "",
    why: str = "",
    at: int | None = None,
    urgent_reason: str = "",
) -> AgendaItem:
    """Put a case onto the agenda, last or at a place; a proposed case becomes active by it.

    A locked or running agenda takes late additions with a reason, as urgent ones.
    """
    huddle = _open_huddle(session, huddle_id)
    case = references.find(session, Case, case_id)
    if minutes is not None:
        _refuse_box(minutes)
    if any(item.case_id == case.id for item in huddles.items_of(session, huddle.id)):
        raise Refused(f"{case.ref} is on this agenda already. Nothing was added.")
    found = facts_of(session, case.id)
    if case.status == "closed" and (found is None or found.death_heard):
        raise Refused(f"{case.ref} is closed. Nothing was added; open the case first.")
    chosen = "urgent" if urgent_reason else kind or (kind_of(found) if found else "review")
    position, others = _placed(session, huddle.id, at)
    item = AgendaItem(
        id=new_id(),
        huddle_id=huddle.id,
        case_id=case.id,
        position=position,
        kind=chosen,
        minutes=minutes or settings_of(session.team()).minutes(chosen),
        why=urgent_reason or why or _why(session, found, huddle),
        question=case.asked_words,
        presenter_id=case.key_worker_id,
    )
    opening = [edit(case, status="active", opened_on=session.today())] if case.status == "proposed" else []
    session.commit([creation(item), *others, *opening])
    return item


def _why(session: Session, found: CaseFacts | None, huddle: Huddle) -> str:
    if found is None:
        return ""
    reasons = suggest([found], huddle.day or session.today(), settings_of(session.team()), session.today())
    return reasons[0].why if reasons else "Added by hand"


def _placed(session: Session, huddle_id: str, at: int | None, but: str = "") -> tuple[str, list[Change]]:
    """The key of a place on the agenda, and the changes that make room for it (domain/merging/places.py)."""
    items = [item for item in huddles.items_of(session, huddle_id) if item.id != but]
    there = len(items) if at is None else max(0, min(at, len(items)))
    key, others = place([item.position for item in items], there)
    return key, [edit(items[index], position=other) for index, other in others.items()]


def move(session: Session, huddle_id: str, item_id: str, to: int) -> None:
    """Move an item to a place, counted from 0."""
    huddle = _open_huddle(session, huddle_id)
    item = _item(session, huddle, item_id)
    position, others = _placed(session, huddle.id, to, but=item.id)
    session.commit([edit(item, position=position), *others])


def set_minutes(session: Session, item_id: str, minutes: int) -> None:
    """Give an item another length, 1 to 60 minutes."""
    item = session.records.get(AgendaItem, item_id)
    if item:
        _open_huddle(session, item.huddle_id)
        session.commit([edit(item, minutes=max(1, min(LONGEST_ITEM, minutes)))])


def _refuse_box(minutes: int) -> None:
    if not 1 <= minutes <= LONGEST_ITEM:
        raise Refused(f"One person takes between 1 and {LONGEST_ITEM} minutes. Nothing was changed.")


def remove(session: Session, huddle_id: str, item_id: str) -> None:
    """Take an item off the agenda; what was carried over stays waiting for another huddle.

    Whoever has been talked about stays on it: they can be deferred.
    """
    huddle = _open_huddle(session, huddle_id)
    item = _item(session, huddle, item_id)
    if item.status != "scheduled" or running.is_touched(session, item):
        raise Refused(
            "Something is recorded for this person already. Nothing was changed; defer them instead."
        )
    session.commit([edit(item, status="withdrawn", retired=True)])


def sort_by_need(session: Session, huddle_id: str) -> None:
    """Urgent first, then late, most complex, carried, due; equals keep their order."""
    items = huddles.items_of(session, _open_huddle(session, huddle_id).id)
    by_id = {item.id: item for item in items}
    ordered = order_by_need(planned_items(session, items), session.today())
    keys = order_key.rekey(len(ordered))
    session.commit([edit(by_id[one.item_id], position=key) for one, key in zip(ordered, keys, strict=True)])


def planned_items(session: Session, items: Sequence[AgendaItem]) -> list[PlannedItem]:
    """Agenda items with what their order of need rests on."""
    cases = {case.id: case for case in session.records.among(Case, "id", [item.case_id for item in items])}
    late: dict[str, int] = {}
    for (case_id,) in session.records.rows(
        f"SELECT case_id FROM action WHERE space = ? AND NOT retired AND {OPEN_SQL} AND due < ?",
        (session.today().isoformat(),),
    ):
        late[case_id] = late.get(case_id, 0) + 1
    return [
        PlannedItem(
            item_id=item.id,
            minutes=item.minutes,
            kind=item.kind,
            tier=cases[item.case_id].tier if item.case_id in cases else "",
            late_actions=late.get(item.case_id, 0),
            review_due=cases[item.case_id].review_due if item.case_id in cases else None,
        )
        for item in items
    ]


def time_budget(session: Session, huddle: Huddle) -> Budget:
    """Whether the agenda fits."""
    items = huddles.items_of(session, huddle.id)
    return budget(
        [item.minutes for item in items], huddle.opening_minutes, huddle.readback_minutes, huddle.minutes
    )


def proposed_to_move(session: Session, huddle: Huddle) -> list[str]:
    """The items it proposes to move to another week so that the agenda fits."""
    items = huddles.items_of(session, huddle.id)
    over = time_budget(session, huddle).over_by_minutes
    if not over:
        return []
    return [
        one.item_id for one in to_park(planned_items(session, items), over, huddle.day or session.today())
    ]


def _open_huddle(session: Session, huddle_id: str) -> Huddle:
    """The huddle, whose agenda must not be history yet."""
    huddle = huddles.find(session, huddle_id)
    if huddle.status in ("ended", "cancelled"):
        raise Refused(f"{huddle.ref} is over. Its agenda was not changed; plan the next huddle.")
    return huddle


def _item(session: Session, huddle: Huddle, item_id: str) -> AgendaItem:
    for item in huddles.items_of(session, huddle.id):
        if item.id == item_id:
            return item
    raise Refused("That person is not on this agenda any more. Nothing was changed.")


def kind_label(kind: str) -> str:
    """The kind of an agenda item in words."""
    return vocabulary.label("agenda_kind", kind)
