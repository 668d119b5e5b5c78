"""Who somebody is and how to reach them: a form that replaces only what its author has seen."""

from typing import Any

from PySide6.QtWidgets import QWidget

from mdt_desktop.domain import vocabulary
from mdt_desktop.services.cases import cases
from mdt_desktop.services.cases.case_page import Surroundings
from mdt_desktop.services.cases.case_record import CaseView
from ui.cases.add_person import number_problem
from ui.cases.locality_field import locality_field
from ui.cases.member_choice import member_choice
from ui.cases.sheet import Sheet
from ui.cases.written_day import read_birth_date, written
from ui.jobs import Jobs
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field
from ui.widgets.text_area import TextArea

LINES = (
    ("title", "Title"),
    ("family_name", "Family name"),
    ("given_names", "Given names"),
    ("preferred_name", "Likes to be called"),
    ("nhs_number", "NHS number"),
    ("address", "Address"),
    ("postcode", "Postcode"),
    ("phone", "Phone"),
    ("language", "Language"),
)
PAIRS = (
    ("family_name", "given_names"),
    ("title", "preferred_name"),
    ("nhs_number", "dob"),
    ("address", "postcode"),
    ("phone", "language"),
)
YES_NO = (("Not known", None), ("Yes", True), ("No", False))
CHOICES = (
    ("interpreter", "Needs an interpreter"),
    ("lives_alone", "Lives alone"),
    ("carer", "Has or is a carer"),
)


class DetailsForm(Sheet):
    """Only fields that were changed here are written, as of when the form was opened."""

    def __init__(self, page: QWidget, jobs: Jobs, view: CaseView, around: Surroundings) -> None:
        super().__init__(page, jobs, "Edit details", view.title, draft=f"details {view.case.id}")
        self._view, self._around = view, around
        self.lines = {name: Field(label) for name, label in LINES}
        self.born = Field("Date of birth", placeholder="14 Mar 1944")
        for name, field in self.lines.items():
            field.set_text(getattr(view.person, name))
        self.lines["nhs_number"].set_text(view.nhs_number)
        self.born.set_text(written(view.person.dob))
        for first, second in PAIRS:
            self.add_pair(*((name, self.lines.get(name, self.born)) for name in (first, second)))
        self.choices: dict[str, ComboBox] = {}
        for name, label in CHOICES:
            box = self.choices[name] = ComboBox(label, YES_NO, height=38)
            box.set_value(getattr(view.person, name))
            self.add_field(name, Field(label, box))
        self._add_case_fields()
        self._opened_with = self._all()

    def _add_case_fields(self) -> None:
        case, around = self._view.case, self._around
        self.locality = self.add_field("locality", locality_field(around, case.locality))
        pathways = tuple((term.label, term.code) for term in vocabulary.terms("pathway"))
        self.pathway = ComboBox("Pathway", (("None", ""), *pathways), height=38)
        self.pathway.set_value(case.pathway)
        self.add_field("pathway", Field("Pathway", self.pathway))
        self.worker = member_choice(around, case.key_worker_id)
        self.add_field("key_worker", Field("Key worker", self.worker))
        self.conditions = TextArea("Conditions", lines=2)
        self.conditions.setPlainText(case.conditions)
        self.add_field("conditions", Field("Conditions", self.conditions))

    def values(self) -> dict[str, Any]:
        """What was changed since the form opened."""
        return {name: value for name, value in self._all().items() if value != self._opened_with[name]}

    def problems(self) -> dict[str, str]:
        found: dict[str, str] = {}
        number, born = self.lines["nhs_number"].text().strip(), self.born.text().strip()
        if number and (problem := number_problem(number)):
            found["nhs_number"] = problem
        if born and read_birth_date(born, self._around.today) is None:
            found["dob"] = "That is not a date of birth. Write it like 14 Mar 1944."
        if not self.lines["family_name"].text().strip() and not self.lines["given_names"].text().strip():
            found["family_name"] = "A name is needed; the one they had is kept."
        return found

    def start(self, values: dict[str, Any]) -> None:
        if not values:
            self.close_over()
            return
        case, options = self._view.case.id, {"as_of": self._view.as_of}
        self.jobs.do(cases.set_fields, case, values, done=self.finished, failed=self.refused, **options)

    def blame(self, sentence: str) -> str:
        return "nhs_number" if "NHS number" in sentence else ""

    def _all(self) -> dict[str, Any]:
        lines = {name: field.text().strip() for name, field in self.lines.items()}
        picked = {name: box.value() for name, box in self.choices.items()}
        return {
            **lines,
            "dob": read_birth_date(self.born.text(), self._around.today),
            **picked,
            "locality": self.locality.text().strip(),
            "pathway": self.pathway.value(),
            "key_worker": self.worker.value(),
            "conditions": self.conditions.toPlainText().strip(),
        }
