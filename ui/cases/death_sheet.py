"""A death: reported, confirmed, or a report that was wrong."""

from typing import Any

from PySide6.QtWidgets import QWidget

from mdt_desktop.domain import vocabulary
from mdt_desktop.services.cases import cases
from mdt_desktop.services.cases.case_page import Surroundings
from mdt_desktop.services.cases.case_record import CaseView
from ui.cases.sheet import Sheet
from ui.cases.written_day import read_birth_date, written
from ui.jobs import Jobs
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field

WORDS = {"no": "Not reported, or reported by mistake"}


class DeathSheet(Sheet):
    """What is known of somebody’s death; taking it back is a correction."""

    def __init__(self, page: QWidget, jobs: Jobs, view: CaseView, around: Surroundings) -> None:
        super().__init__(
            page,
            jobs,
            "Report a death",
            f"{view.called} is suggested once more, for reflection. Stop letters, calls and invitations.",
            draft=f"death {view.case.id}",
        )
        self._view, self._around = view, around
        items = [(WORDS.get(term.code, term.label), term.code) for term in vocabulary.terms("deceased")]
        self.deceased = ComboBox("Death", tuple(items), height=38)
        self.deceased.set_value("reported" if view.person.deceased == "no" else view.person.deceased)
        self.add_field("deceased", Field("Death", self.deceased))
        self.day = Field("Date of death", placeholder="14 Nov 2026", hint="Leave empty while it is not known")
        self.day.set_text(written(view.person.date_of_death))
        self.add_field("date_of_death", self.day)

    def values(self) -> dict[str, Any]:
        deceased = self.deceased.value()
        day = read_birth_date(self.day.text(), self._around.today) if deceased != "no" else None
        return {"deceased": deceased, "date_of_death": day}

    def problems(self) -> dict[str, str]:
        text, today = self.day.text().strip(), self._around.today
        if not text or self.deceased.value() == "no":
            return {}
        if read_birth_date(text, today) is None:
            return {"date_of_death": "That is not a date up to today. Write it like 14 Nov 2026."}
        return {}

    def start(self, values: dict[str, Any]) -> None:
        case, options = self._view.case.id, {"as_of": self._view.as_of}
        self.jobs.do(cases.set_fields, case, values, done=self.finished, failed=self.refused, **options)

    def blame(self, sentence: str) -> str:
        return "date_of_death" if "date of death" in sentence else ""
