"""How many actions were done by the day first agreed."""

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from mdt_desktop.domain.records import Action
from mdt_desktop.services.session import Session
from mdt_desktop.services.team.directory import directory


class OnTime(msgspec.Struct, frozen=True):
    """Of the actions first due in a period, how many were done by that first date."""

    closed_on_time: int
    counted: int

    @property
    def per_cent(self) -> int | None:
        """Rounded; None when nothing counts."""
        return round(100 * self.closed_on_time / self.counted) if self.counted else None


def on_time(actions: Iterable[Action], start: date, end: date) -> OnTime:
    """Actions first due from `start` up to and including `end`: done by that day, of all of them."""
    due = [a for a in actions if (first := a.first_due or a.due) and start <= first <= end]
    due = [a for a in due if a.status not in ("no_longer_needed", "transferred")]
    good = [
        a
        for a in due
        if a.status == "done" and a.closed_on and a.closed_on <= (a.first_due or a.due or a.closed_on)
    ]
    return OnTime(len(good), len(due))


def organisation_rates(session: Session) -> dict[str, OnTime]:
    """The on-time rate of each organisation over the last eight weeks."""
    people = directory(session)
    today = session.today()
    by_name: dict[str, list[Action]] = {}
    for action in session.records.all(Action):
        owner = people.get(action.owner_id)
        name = owner.organisation if owner else action.owner_organisation
        by_name.setdefault(name, []).append(action)
    start = today - timedelta(weeks=8)
    return {name: on_time(group, start, today - timedelta(days=1)) for name, group in by_name.items()}
