"""This week: when the next huddle is, whether it is ready, what I owe, whose review is due."""

from dataclasses import dataclass
from datetime import date, timedelta

from mdt_desktop.domain.records import Action, Huddle, ImportBatch, Team
from mdt_desktop.services import case_lists, huddles, prepare_view
from mdt_desktop.services.actions import OPEN_SQL, ActionRow, OnTime, action_rows, on_time
from mdt_desktop.services.case_lists import CaseRow
from mdt_desktop.services.directory import MemberView, directory
from mdt_desktop.services.prepare_view import PrepareView, SectorComing
from mdt_desktop.services.session import Session


@dataclass(frozen=True)
class Day:
    """One day of the strip: what is due, done or held on it."""

    day: date
    is_today: bool
    actions_due: int
    actions_done: int
    reviews_due: int
    huddle: Huddle | None


@dataclass(frozen=True)
class WeekView:
    """Everything This week shows."""

    team: Team
    me: MemberView | None
    days: list[Day]
    next_huddle: PrepareView | None
    sectors: list[SectorComing]
    my_actions: list[ActionRow]
    my_finished: list[ActionRow]
    reviews_due: list[CaseRow]
    on_time: OnTime
    on_time_before: OnTime
    open_cases: int
    my_late: int
    last_import: ImportBatch | None


def week_view(session: Session) -> WeekView:
    """Read This week."""
    known, today = directory(session), session.today()
    following = huddles.upcoming(session)
    preparing = prepare_view.prepare_view(session, following.id) if following else None
    sectors = (
        prepare_view.sectors_coming(session, following, preparing.people) if following and preparing else []
    )
    me = session.store.space.member
    mine = session.records.all(Action, f"owner_id = ? AND {OPEN_SQL}", (me,), order="due IS NULL, due, id")
    finished = session.records.all(
        Action,
        "owner_id = ? AND status = 'done' AND closed_on >= ?",
        (me, (today - timedelta(days=7)).isoformat()),
        order="closed_on DESC",
    )
    everything = session.records.all(Action)
    weeks8 = today - timedelta(weeks=8)
    my_rows = action_rows(session, mine, known)
    return WeekView(
        team=session.team(),
        me=known.get(me),
        days=_days(session, today),
        next_huddle=preparing,
        sectors=sectors,
        my_actions=my_rows,
        my_finished=action_rows(session, finished, known),
        reviews_due=reviews_due(session),
        on_time=on_time(everything, weeks8, today - timedelta(days=1)),
        on_time_before=on_time(everything, weeks8 - timedelta(weeks=8), weeks8 - timedelta(days=1)),
        open_cases=case_lists.list_cases(session, "status=open", limit=0).total,
        my_late=sum(row.late_days > 0 or row.due == today for row in my_rows),
        last_import=session.records.first(ImportBatch, order="at DESC"),
    )


def reviews_due(session: Session) -> list[CaseRow]:
    """Open cases whose review falls due within a week, or is late."""
    return case_lists.list_cases(session, "status=open review_due<=+7d", sort="review_due").rows


def _days(session: Session, today: date) -> list[Day]:
    monday = today - timedelta(days=today.weekday())
    if today.weekday() >= 5:
        monday += timedelta(days=7)
    days = [monday + timedelta(days=at) for at in range(5)]
    first, last = days[0].isoformat(), days[-1].isoformat()
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
            huddle=held.get(day),
        )
        for day in days
    ]


@dataclass(frozen=True)
class Badges:
    """The counts beside the navigation: open cases, and my actions that are late or due today."""

    team: str
    me: str
    duty: str
    sector: str
    open_cases: int
    my_due: int
    training: bool


def badges(session: Session) -> Badges:
    """What the shell shows round every page."""
    team, member = session.team(), session.me()
    mine = session.records.rows(
        f"SELECT count(*) FROM action WHERE space = ? AND NOT retired AND owner_id = ? AND {OPEN_SQL} "
        "AND due <= ?",
        (member.id, session.today().isoformat()),
    )[0][0]
    total = case_lists.list_cases(session, "status=open", limit=0).total
    return Badges(
        team=team.name,
        me=member.display_name,
        duty=member.job_title or member.role,
        sector=member.sector,
        open_cases=total,
        my_due=mine,
        training=team.number_range == "training",
    )
