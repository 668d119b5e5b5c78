"""The counts and open actions of the whole team, read once."""

from dataclasses import dataclass
from datetime import timedelta

from mdt_desktop.domain.records import Action
from mdt_desktop.domain.working_days import this_monday
from mdt_desktop.services.actions.rates import OnTime, on_time
from mdt_desktop.services.actions.rows import OPEN_SQL, ActionRow, action_rows
from mdt_desktop.services.session import Session
from mdt_desktop.services.team.directory import MemberView, directory


@dataclass(frozen=True)
class ActionBoard:
    """All of the Actions page: counts, groups, and how the team is doing. Open actions only."""

    late: int
    oldest_late_days: int
    today: int
    today_mine: int
    this_week: int
    later: int
    mine: int
    on_time: OnTime
    on_time_before: OnTime
    rows: list[ActionRow]
    members: list[MemberView]


def action_board(session: Session) -> ActionBoard:
    """Everything the Actions page shows, read once."""
    people = directory(session)
    today = session.today()
    week_end = this_monday(today) + timedelta(days=6)
    rows = action_rows(session, session.records.all(Action, OPEN_SQL, order="due IS NULL, due, id"), people)
    everything = session.records.all(Action)
    weeks8 = today - timedelta(weeks=8)
    late = [row for row in rows if row.late_days]
    return ActionBoard(
        late=len(late),
        oldest_late_days=max((row.late_days for row in late), default=0),
        today=sum(row.due == today for row in rows),
        today_mine=sum(row.due == today and row.mine for row in rows),
        this_week=sum(row.due is not None and today < row.due <= week_end for row in rows),
        later=sum(row.due is None or row.due > week_end for row in rows),
        mine=sum(row.mine for row in rows),
        on_time=on_time(everything, weeks8, today - timedelta(days=1)),
        on_time_before=on_time(everything, weeks8 - timedelta(weeks=8), weeks8 - timedelta(days=1)),
        rows=rows,
        members=people.active(),
    )
