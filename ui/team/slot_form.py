"""When and where the team meets."""

from datetime import time
from typing import Any

from PySide6.QtWidgets import QWidget

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.day_words import WEEKDAYS
from mdt_desktop.domain.records import Series
from mdt_desktop.services.team import team
from mdt_desktop.services.team.team_page import TeamView
from ui.cases.sheet import Sheet
from ui.jobs import Jobs
from ui.team.ticks import Ticks
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field
from ui.widgets.number_box import NumberBox

MODES = tuple((term.label, term.code) for term in vocabulary.terms("mode"))


class SlotForm(Sheet):
    """The days, the time, the length, and the place of huddles planned from now on."""

    def __init__(self, page: QWidget, jobs: Jobs, view: TeamView) -> None:
        lead = "Huddles that are planned already stay as they are."
        super().__init__(page, jobs, "When you meet", lead, draft="weekly slot")
        slot = view.series or Series(id="")
        self.days = Ticks(list(enumerate(WEEKDAYS, start=1)), slot.weekdays)
        self.start_at = Field("Starts at", placeholder="09:30")
        self.start_at.set_text(slot.start)
        self.minutes = NumberBox("Length", slot.minutes, least=5, most=480, unit=" minutes")
        self.mode = ComboBox("How you meet", MODES, height=38)
        self.mode.set_value(slot.mode)
        self.venue = Field("Place or link", placeholder="Harbour Suite")
        self.venue.set_text(slot.venue)
        self.add_field("weekdays", Field("Days", self.days))
        self.add_pair(("start", self.start_at), ("minutes", Field("Length", self.minutes)))
        self.add_field("mode", Field("How you meet", self.mode))
        self.add_field("venue", self.venue)

    def first_editor(self) -> QWidget:
        return self.days.first()

    def problems(self) -> dict[str, str]:
        found = {}
        if not self.days.chosen():
            found["weekdays"] = "Tick the day you meet on; tick two if you meet twice a week."
        try:
            time.fromisoformat(self.start_at.text().strip().zfill(5))
        except ValueError:
            found["start"] = "That is not a time. Write it like 09:30."
        return found

    def values(self) -> dict[str, Any]:
        return {
            "weekdays": self.days.chosen(),
            "start": self.start_at.text().strip(),
            "minutes": self.minutes.value(),
            "venue": self.venue.text().strip(),
            "mode": self.mode.value(),
        }

    def start(self, values: dict[str, Any]) -> None:
        self.jobs.do(team.set_weekly_slot, done=self.finished, failed=self.refused, **values)
