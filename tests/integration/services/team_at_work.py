"""A team on a real store and ways to run its huddles, for the tests of the services."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from mdt_desktop.domain.records import AgendaItem, Case, Huddle
from mdt_desktop.services.cases import cases
from mdt_desktop.services.huddle import attendance, capturing, huddles, preparing, running
from mdt_desktop.services.session import Session

PASSPHRASE = "four plain words here"
DAY = date(2026, 11, 26)  # a Thursday, the day of the weekly slot


class SetClock:
    """A clock for a session: it shows `at` until somebody moves it."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def on(self, **by: float) -> None:
        """Move it, by `minutes=`, `hours=` or `days=`."""
        self.at += timedelta(**by)


@dataclass
class Neighbourhood:
    """A team of a GP who chairs, a nurse, a social worker and a housing officer, and ways to run it."""

    session: Session
    clock: SetClock
    home: Path
    members: dict[str, str]

    def case(self, family_name: str, **person: Any) -> Case:
        """Somebody new on the list."""
        return cases.open_new(self.session, {"family_name": family_name, "dob": "1944-03-14", **person})

    def huddle(self, *on_the_agenda: Case) -> Huddle:
        """Today's huddle with these people on its agenda."""
        huddle = preparing.plan(self.session, self.session.today())
        for case in on_the_agenda:
            preparing.add(self.session, huddle.id, case.ref)
        return huddle

    def start(self, huddle: Huddle, *here: str) -> None:
        """Start it with these people in the room; with everybody but housing if none are named."""
        for name in here or ("Amara", "Priya", "Tom"):
            attendance.attend(self.session, huddle.id, name)
        running.start(self.session, huddle.id)

    def item(self, huddle: Huddle, case: Case) -> AgendaItem:
        """The place of a case on an agenda."""
        return next(item for item in huddles.items_of(self.session, huddle.id) if item.case_id == case.id)

    def discuss(self, huddle: Huddle, case: Case, *lines: str, minutes: float = 4) -> None:
        """Talk about somebody: every line as it would be typed."""
        item = self.item(huddle, case)
        running.begin_item(self.session, huddle.id, item.id)
        for line in lines:
            capturing.capture(self.session, huddle.id, item.id, line)
        self.clock.on(minutes=minutes)
        running.finish_item(self.session, huddle.id, item.id)

    def end(self, huddle: Huddle) -> Huddle:
        """End it, and the huddle as it is then."""
        running.end(self.session, huddle.id)
        return huddles.find(self.session, huddle.id)
