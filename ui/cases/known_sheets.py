"""The short lists of a record as forms: people around somebody, risks, needs."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from mdt_desktop.domain import vocabulary
from mdt_desktop.services.cases import known_of_person
from mdt_desktop.services.cases.case_page import Surroundings
from mdt_desktop.services.cases.case_record import CaseView
from ui.cases.rows_sheet import Line, RowsSheet, RowWords
from ui.cases.sheet import Sheet
from ui.jobs import Jobs
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field


class PeopleSheet(RowsSheet):
    """Family, friends, carers: name, relation, phone."""

    def __init__(self, page: QWidget, jobs: Jobs, view: CaseView, _around: Surroundings) -> None:
        words = RowWords("person", "Add another", "Write their name, or remove this row.")
        lead = "Family, friends and carers. Professionals stand here by themselves."
        title = f"People around {view.called}"
        super().__init__(page, jobs, title, lead, words, draft=f"people {view.case.id}")
        self._view = view
        self.show_rows(view.person.people_around)

    def make_fields(self, line: Line) -> dict[str, Field]:
        labels = {"name": "Name", "relation": "Relation", "phone": "Phone"}
        return {name: _filled(Field(label), line.get(name, "")) for name, label in labels.items()}

    def start(self, values: dict[str, Any]) -> None:
        case, options = self._view.case.id, {"as_of": self._view.as_of}
        service = known_of_person.set_people_around
        self.jobs.do(service, case, values["lines"], done=self.finished, failed=self.refused, **options)


class RisksSheet(RowsSheet):
    """What could go wrong, how it is moving, and a note."""

    def __init__(self, page: QWidget, jobs: Jobs, view: CaseView, _around: Surroundings) -> None:
        words = RowWords("risk", "Add another", "Say what could go wrong, or remove this row.")
        lead = f"What could go wrong for {view.called}."
        super().__init__(page, jobs, "Risks", lead, words, draft=f"risks {view.case.id}")
        self._view = view
        self.show_rows(view.case.risks)

    def make_fields(self, line: Line) -> dict[str, Field]:
        level = line.get("level", "")
        known = dict.fromkeys(("", *known_of_person.LEVELS, level))
        box = ComboBox("Level", tuple((one.capitalize() or "Not said", one) for one in known), height=38)
        box.set_value(level)
        return {
            "what": _filled(Field("What could go wrong"), line.get("what", "")),
            "level": Field("Level", box),
            "note": _filled(Field("Note"), line.get("note", "")),
        }

    def start(self, values: dict[str, Any]) -> None:
        case, options = self._view.case.id, {"as_of": self._view.as_of}
        service = known_of_person.set_risks
        self.jobs.do(service, case, values["lines"], done=self.finished, failed=self.refused, **options)


class NeedsSheet(Sheet):
    """Each need as open, met or not met, and one more."""

    def __init__(self, page: QWidget, jobs: Jobs, view: CaseView, _around: Surroundings) -> None:
        lead = f"What {view.called} needs, and whether it is met."
        super().__init__(page, jobs, "Needs", lead, draft=f"needs {view.case.id}")
        self._view = view
        states = tuple((term.label, term.code) for term in vocabulary.terms("need_status"))
        self.statuses: dict[str, ComboBox] = {}
        for need in view.needs:
            label = need_words(need.code, need.text)
            box = self.statuses[need.id] = ComboBox(label, states, height=38)
            box.set_value(need.status)
            self.add_field(need.id, Field(label, box))
        codes = tuple((term.label, term.code) for term in vocabulary.terms("need"))
        self.code = ComboBox("Another need", (("None", ""), *codes), height=38)
        self.add_field("code", Field("Another need", self.code))
        self.text = self.add_field("text", Field("In words", hint="Only with another need"))

    def values(self) -> dict[str, Any]:
        added = [{"code": str(self.code.value()), "text": self.text.text().strip()}]
        return {
            "statuses": {need: str(box.value()) for need, box in self.statuses.items()},
            "added": added if self.code.value() else [],
        }

    def problems(self) -> dict[str, str]:
        lacking = self.text.text().strip() and not self.code.value()
        return {"code": "Choose what kind of need it is."} if lacking else {}

    def start(self, values: Mapping[str, Any]) -> None:
        case, options = self._view.case.id, {"as_of": self._view.as_of}
        statuses, added = values["statuses"], values["added"]
        service = known_of_person.set_needs
        self.jobs.do(service, case, statuses, added, done=self.finished, failed=self.refused, **options)


def need_words(code: str, text: str) -> str:
    """ "Falls: rails in the bathroom", or the label alone."""
    label = vocabulary.label("need", code)
    return f"{label}: {text}" if text and text.casefold() != label.casefold() else label


def _filled(field: Field, text: str) -> Field:
    field.set_text(text)
    if isinstance(field.edit, QLineEdit):
        field.edit.setCursorPosition(0)  # a long one is read from its beginning
    return field
