"""How the hour is spent, and how soon people come back."""

from typing import Any

from PySide6.QtWidgets import QWidget

from mdt_desktop.services.team import team
from mdt_desktop.services.team.team_page import KINDS, TeamView
from ui.cases.sheet import Sheet
from ui.jobs import Jobs
from ui.widgets.field import Field
from ui.widgets.number_box import NumberBox

MINUTES = " min"
WEEKS = " weeks"
CHOICES = "Write whole weeks with commas, like 2, 4, 8."


class TimeForm(Sheet):
    """Minutes for each part of a huddle, and weeks between reviews."""

    def __init__(self, page: QWidget, jobs: Jobs, view: TeamView) -> None:
        lead = "A huddle that is planned already keeps its own minutes."
        super().__init__(page, jobs, "Time and reviews", lead, draft="time and reviews")
        self._kept = dict(view.team.item_minutes)
        own, items = view.team, view.item_minutes
        self.opening = _number("Welcome and safety", own.opening_minutes, MINUTES)
        self.readback = _number("Reading back", own.readback_minutes, MINUTES)
        self.items = {
            kind: _number(label, items[kind], MINUTES)
            for kind, label in zip(KINDS, ("A new person", "A review", "Anything else"), strict=True)
        }
        self.weeks = _number("Next review after", own.review_weeks, WEEKS)
        self.stale = _number("Not discussed for", own.stale_weeks, WEEKS)
        self.choices = Field("Offered when a review is set", hint=CHOICES)
        self.choices.set_text(", ".join(str(week) for week in own.review_choices or (2, 4, 8)))
        self.add_pair(("opening_minutes", self.opening), ("readback_minutes", self.readback))
        self.add_pair(("new", self.items["new"]), ("review", self.items["review"]))
        self.add_field("other", self.items["other"])
        self.add_pair(("review_weeks", self.weeks), ("stale_weeks", self.stale))
        self.add_field("review_choices", self.choices)

    def problems(self) -> dict[str, str]:
        weeks = self._weeks()
        wrong = not weeks or not all(week.isdigit() and 0 < int(week) < 100 for week in weeks)
        return {"review_choices": CHOICES} if wrong else {}

    def values(self) -> dict[str, Any]:
        minutes = {kind: field.edit.value() for kind, field in self.items.items()}
        return {
            "opening_minutes": self.opening.edit.value(),
            "readback_minutes": self.readback.edit.value(),
            "item_minutes": {**self._kept, **minutes},
            "review_weeks": self.weeks.edit.value(),
            "stale_weeks": self.stale.edit.value(),
            "review_choices": sorted({int(week) for week in self._weeks()}),
        }

    def start(self, values: dict[str, Any]) -> None:
        self.jobs.do(team.change_settings, done=self.finished, failed=self.refused, **values)

    def _weeks(self) -> list[str]:
        return [part.strip() for part in self.choices.text().split(",") if part.strip()]


def _number(label: str, value: int, unit: str) -> Field:
    return Field(label, NumberBox(label, value, least=1, most=99, unit=unit))
