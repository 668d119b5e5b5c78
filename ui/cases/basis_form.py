"""Recording why the team may share about somebody."""

from typing import Any

from PySide6.QtWidgets import QWidget

from mdt_desktop.domain import vocabulary
from mdt_desktop.services.cases import cases
from mdt_desktop.services.cases.case_page import Surroundings
from mdt_desktop.services.cases.case_record import CaseView
from ui.cases.sheet import Sheet
from ui.cases.written_day import read_day, written
from ui.jobs import Jobs
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field
from ui.widgets.text_area import TextArea

TOLD = (("Not recorded", None), ("Yes", True), ("No", False))


class BasisForm(Sheet):
    """Code, scope, who gave it, when, when to check again, whether they were told in advance."""

    def __init__(self, page: QWidget, jobs: Jobs, view: CaseView, around: Surroundings) -> None:
        lead = f"Why the team may talk about {view.called}."
        super().__init__(page, jobs, "Basis to share", lead, draft=f"basis {view.case.id}")
        self._view, self._today = view, around.today
        basis = view.basis
        codes = tuple((term.label, term.code) for term in vocabulary.terms("basis"))
        self.code = ComboBox("Basis", codes, height=38)
        self.code.set_value(basis.code if basis else "not_recorded")
        self.add_field("code", Field("Basis", self.code))
        self.scope = self.add_field("scope", Field("Scope", placeholder="all partners"))
        self.given_by = self.add_field(
            "given_by", Field("Given by", placeholder="the person, or who may decide")
        )
        self.given_on = Field("On", placeholder="4 Jun 2026")
        self.review = Field("Check again by", placeholder="4 Dec 2026")
        self.add_pair(("given_on", self.given_on), ("review_due", self.review))
        self.told = ComboBox("Told in advance", TOLD, height=38)
        self.add_field("told_in_advance", Field("Told in advance", self.told))
        self.note = TextArea("Note", lines=2)
        self.add_field("note", Field("Note", self.note))
        if basis is not None:
            self.scope.set_text(basis.scope)
            self.given_by.set_text(basis.given_by)
            self.given_on.set_text(written(basis.given_on))
            self.review.set_text(written(basis.review_due))
            self.told.set_value(basis.told_in_advance)
            self.note.setPlainText(basis.note)

    def values(self) -> dict[str, Any]:
        return {
            "code": self.code.value(),
            "scope": self.scope.text().strip(),
            "given_by": self.given_by.text().strip(),
            "given_on": read_day(self.given_on.text()),
            "review_due": read_day(self.review.text()),
            "told_in_advance": self.told.value(),
            "note": self.note.toPlainText().strip(),
        }

    def problems(self) -> dict[str, str]:
        found = {}
        for name, field in (("given_on", self.given_on), ("review_due", self.review)):
            if field.text().strip() and read_day(field.text()) is None:
                found[name] = "That is not a day. Write it like 4 Jun 2026."
        given = read_day(self.given_on.text())
        if given and given > self._today:
            found["given_on"] = "That day has not come yet."
        return found

    def start(self, values: dict[str, Any]) -> None:
        case, options = self._view.case.id, {"as_of": self._view.as_of}
        self.jobs.do(cases.set_basis, case, done=self.finished, failed=self.refused, **values, **options)
