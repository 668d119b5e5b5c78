"""When the team meets again after a huddle: the one that is planned, else the next free weekly slot."""

from datetime import date, timedelta

from mdt_desktop.domain.records import Huddle
from mdt_desktop.domain.working_days import is_working_day, next_working_day
from mdt_desktop.services.huddle import huddles, preparing
from mdt_desktop.services.session import Session


def next_day(session: Session, huddle: Huddle) -> date:
    """The day of the huddle after this one, whether or not anybody has planned it yet."""
    planned = huddles.after(session, huddle)
    if planned and planned.day:
        return planned.day
    slot = preparing.next_slot(session)
    if huddle.day is None or slot > huddle.day:
        return slot
    # The huddle was run ahead of its day: the weekly slot lies behind it.
    week_on = huddle.day + timedelta(days=7)
    return week_on if is_working_day(week_on) else next_working_day(week_on)
