"""This week: when the next huddle is, whether it is ready, what I owe, whose review is due."""

from datetime import date, datetime, timedelta

import msgspec

from mdt_desktop.domain.records import Action, Huddle, ImportBatch, Series
from mdt_desktop.domain.working_days import this_monday
from mdt_desktop.services.actions.rates import OnTime, on_time
from mdt_desktop.services.actions.rows import OPEN_SQL, ActionRow, action_rows
from mdt_desktop.services.cases import case_lists
from mdt_desktop.services.cases.case_lists import CaseRow
from mdt_desktop.services.huddle import huddles, prepare_view, preparing
from mdt_desktop.services.huddle.prepare_view import PrepareView, SectorComing
from mdt_desktop.services.session import Session
from mdt_desktop.services.team.directory import MemberView, directory


class Day(msgspec.Struct, frozen=True):
    """One day of the strip: what is due, done or held on it."""

    day: date
    is_today: bool
    actions_due: int
    actions_done: int
    reviews_due: int
    huddle: Huddle | None
    not_held: bool = False


class NextHuddle(msgspec.Struct, frozen=True):
    """The huddle to come, whether it is ready, and who is coming by sector. `chair` is None if not known.

    `slot` is the next day that the team could meet; `slot_known` whether the team has said when that is, by
    its weekly slot or by planning a huddle.
    """

    today: date
    view: PrepareView | None
    sectors: list[SectorComing]
    chair: MemberView | None
    chaired_by_me: bool
    slot: date
    slot_known: bool


class MyActions(msgspec.Struct, frozen=True):
    """What I owe, the first due first, and what I finished in the last seven days, the latest first."""

    today: date
    open: list[ActionRow]
    finished: list[ActionRow]


class ReviewRow(msgspec.Struct, frozen=True):
    """A review that is due; `why` is what speaks for discussing the case, `on_agenda` of the next huddle."""

    case: CaseRow
    why: str
    on_agenda: bool


class Reviews(msgspec.Struct, frozen=True):
    """Whose review is due, and the huddle that could take them."""

    today: date
    rows: list[ReviewRow]
    huddle: Huddle | None


class Saved(msgspec.Struct, frozen=True):
    """When something was last written on this device, and the last import that still stands."""

    at: datetime | None
    last_import: ImportBatch | None


class FinishedOnTime(msgspec.Struct, frozen=True):
    """Actions first due in the last eight weeks, and in the eight before."""

    now: OnTime
    before: OnTime


def next_huddle(session: Session) -> NextHuddle:
    """The running huddle, else the next one; without one, only the day."""
    huddle = huddles.upcoming(session)
    slot, slot_known = preparing.next_slot(session), _slot_known(session)
    if huddle is None:
        return NextHuddle(session.today(), None, [], None, False, slot, slot_known)
    view = prepare_view.prepare_view(session, huddle.id)
    return NextHuddle(
        today=session.today(),
        view=view,
        sectors=prepare_view.sectors_coming(session, huddle, view.people),
        chair=directory(session).get(huddle.chair_id),
        chaired_by_me=huddle.chair_id == session.store.space.member,
        slot=slot,
        slot_known=slot_known,
    )


def _slot_known(session: Session) -> bool:
    series = session.records.first(Series)
    return bool(series and series.weekdays) or session.records.first(Huddle) is not None


def plan_on(session: Session, day: date, *, weekly: bool) -> Huddle:
    """Plan a huddle; with `weekly`, the team meets on that weekday from now on."""
    # With it comes the roster, and reading the week should not wait for that.
    from mdt_desktop.services.team import team

    series = team.settings(session)[1] or Series(id="")
    if weekly:
        team.set_weekly_slot(
            session, [day.isoweekday()], series.start, series.minutes, series.venue, series.mode
        )
    return preparing.plan(session, day)


def my_actions(session: Session) -> MyActions:
    """My open actions, and those I finished in the last seven days."""
    known, today, me = directory(session), session.today(), session.store.space.member
    mine = session.records.all(Action, f"owner_id = ? AND {OPEN_SQL}", (me,), order="due IS NULL, due, id")
    finished = session.records.all(
        Action,
        "owner_id = ? AND status = 'done' AND closed_on >= ?",
        (me, (today - timedelta(days=7)).isoformat()),
        order="closed_on DESC, id",
    )
    return MyActions(today, action_rows(session, mine, known), action_rows(session, finished, known))


def reviews(session: Session) -> Reviews:
    """Whose review is due, why each should be talked about, and whether it will be."""
    huddle = huddles.upcoming(session)
    why: dict[str, str] = {}
    there: dict[str, str] = {}
    if huddle:
        why = {one.case_id: one.why for one in preparing.suggestions(session, huddle)}
        there = {item.case_id: item.why for item in huddles.items_of(session, huddle.id)}
    rows = [
        ReviewRow(case, there.get(case.id) or why.get(case.id, ""), case.id in there)
        for case in reviews_due(session)
    ]
    return Reviews(session.today(), rows, huddle)


def saved(session: Session) -> Saved:
    """What is safe on this laptop, and since when."""
    last = session.records.first(ImportBatch, "NOT undone", order="at DESC")
    return Saved(session.store.written_at(), last)


def finished_on_time(session: Session) -> FinishedOnTime:
    """The team's rate over eight weeks, and over the eight before."""
    everything, today = session.records.all(Action), session.today()
    start, yesterday = today - timedelta(weeks=8), today - timedelta(days=1)
    return FinishedOnTime(
        on_time(everything, start, yesterday),
        on_time(everything, start - timedelta(weeks=8), start - timedelta(days=1)),
    )


def reviews_due(session: Session) -> list[CaseRow]:
    """Open cases of the living whose review falls due within a week, or is late."""
    due = "status=open status!=deceased_pending review_due<=+7d"
    return case_lists.list_cases(session, due, sort="review_due").rows


def days(session: Session) -> list[Day]:
    """The five days of this working week; at the weekend, of the next one."""
    today = session.today()
    monday = this_monday(today)
    week = [monday + timedelta(days=at) for at in range(5)]
    first, last = week[0].isoformat(), week[-1].isoformat()
    count = session.records.rows
    due = dict(
        count(
            f"SELECT due, count(*) FROM action WHERE space = ? AND NOT retired AND {OPEN_SQL} "
            "AND due BETWEEN ? AND ? GROUP BY due",
            (first, last),
        )
    )
    done = dict(
        count(
            "SELECT closed_on, count(*) FROM action WHERE space = ? AND NOT retired AND status = 'done' "
            "AND closed_on BETWEEN ? AND ? GROUP BY closed_on",
            (first, last),
        )
    )
    reviews = dict(
        count(
            'SELECT review_due, count(*) FROM "case" WHERE space = ? AND NOT retired '
            "AND status IN ('active', 'monitoring') AND review_due BETWEEN ? AND ? GROUP BY review_due",
            (first, last),
        )
    )
    held = {
        huddle.day: huddle
        for huddle in session.records.all(
            Huddle, "status <> 'cancelled' AND day BETWEEN ? AND ?", (first, last)
        )
    }
    return [
        Day(
            day=day,
            is_today=day == today,
            actions_due=due.get(day.isoformat(), 0),
            actions_done=done.get(day.isoformat(), 0),
            reviews_due=reviews.get(day.isoformat(), 0),
            huddle=(huddle := held.get(day)),
            not_held=huddle is not None and huddles.was_not_held(huddle, today),
        )
        for day in week
    ]
