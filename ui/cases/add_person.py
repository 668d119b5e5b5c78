"""Somebody new: who they are, and why the team is worried."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mdt_desktop.domain import nhs_number, vocabulary
from mdt_desktop.domain.naming import age
from mdt_desktop.services.cases import cases
from mdt_desktop.services.cases.case_page import Surroundings
from mdt_desktop.services.cases.lookalikes import Lookalike, lookalikes
from ui.cases.likely_person import LikelyPerson
from ui.cases.locality_field import locality_field
from ui.cases.notices import ADULT, UNDER_18
from ui.cases.sheet import Sheet
from ui.cases.written_day import read_birth_date
from ui.jobs import Jobs
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field
from ui.widgets.message import Message
from ui.widgets.text_area import TextArea


class AddPerson(Sheet):
    """`done` gets the new Case; `known(case id)` follows when it is somebody on the list already."""

    known = Signal(str)

    def __init__(self, page: QWidget, jobs: Jobs, around: Surroundings) -> None:
        super().__init__(
            page,
            jobs,
            "Add person",
            "A name, and an NHS number or a date of birth. The rest can wait.",
            deed="Add person",
            draft="new person",
        )
        self.family, self.given = Field("Family name"), Field("Given names")
        self.add_pair(("family_name", self.family), ("given_names", self.given))
        hint = "10 digits. A training team takes numbers beginning 999" if around.training else "10 digits"
        self.number = self.add_field("nhs_number", Field("NHS number", hint=hint))
        self.born = Field("Date of birth", placeholder="14 Mar 1944", hint="Day, month, year")
        self.postcode = Field("Postcode")
        self.add_pair(("dob", self.born), ("postcode", self.postcode))
        self.young = Message("blue", "Under 18", UNDER_18)
        self.young.hide()
        self.body.add(self.young)
        tiers = [
            (vocabulary.label("tier", code, around.tier_names), code) for code in vocabulary.codes("tier")
        ]
        self.tier = ComboBox("Complexity", (("Not set yet", ""), *tiers), height=38)
        self.locality = locality_field(around)
        self.add_pair(("tier", Field("Complexity", self.tier)), ("locality", self.locality))
        self.reason = TextArea("Why the team is worried", lines=3)
        self.add_field("reason", Field("Why the team is worried", self.reason, hint="In a sentence or two"))
        self.likely = LikelyPerson()
        self.body.add(self.likely)
        self._around = around
        self._connect()

    def _connect(self) -> None:
        self.number.edit.textChanged.connect(self._check_number)
        self.born.edit.textChanged.connect(self._tell_age)
        for field in (self.family, self.given, self.number, self.born, self.postcode):
            field.edit.textChanged.connect(self._nobody_likely)
        self.likely.opened.connect(self._open_known)
        self.likely.told_apart.connect(self._add)

    def values(self) -> dict[str, Any]:
        return {
            "family_name": self.family.text().strip(),
            "given_names": self.given.text().strip(),
            "nhs_number": self.number.text().strip(),
            "dob": read_birth_date(self.born.text(), self._around.today) if self.born.text().strip() else "",
            "postcode": self.postcode.text().strip(),
            "tier": self.tier.value() or "",
            "locality": self.locality.text().strip(),
            "reason": self.reason.toPlainText().strip(),
        }

    def problems(self) -> dict[str, str]:
        found: dict[str, str] = {}
        number, born = self.number.text().strip(), self.born.text().strip()
        if not self.family.text().strip() and not self.given.text().strip():
            found["family_name"] = "Somebody new needs a name."
        if number and (problem := number_problem(number)):
            found["nhs_number"] = problem
        if not number and not born:
            found["nhs_number"] = "Give an NHS number, or a date of birth below."
        if born and read_birth_date(born, self._around.today) is None:
            found["dob"] = "That is not a date of birth. Write it like 14 Mar 1944."
        return found

    def submit(self) -> None:
        """Save; while a likely person is shown, that is answered first."""
        if self.likely.isVisible():
            self.likely.open_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().submit()

    def start(self, values: dict[str, Any]) -> None:
        given = {name: value for name, value in values.items() if value}
        self.jobs.ask(
            lookalikes, given, done=partial(self._compare, given), failed=self.refused, receiver=self
        )

    def _compare(self, given: dict[str, Any], alike: list[Lookalike]) -> None:
        if alike:
            self.save_button.explain("Say first whether it is the person above")
            self.likely.ask(given, alike)
            self.show_whole(self.likely)
        else:
            self._add([])

    def _add(self, not_same_as: list[str]) -> None:
        given = {name: value for name, value in self.values().items() if value}
        options = {"not_same_as": not_same_as}
        self.jobs.do(cases.open_new, given, done=self.finished, failed=self.refused, **options)

    def _open_known(self, case: str) -> None:
        self.close_over()
        self.known.emit(case)

    def _nobody_likely(self) -> None:
        """Another name or number is another question."""
        self.likely.hide()
        self.save_button.explain("")

    def _tell_age(self, text: str) -> None:
        years = age(read_birth_date(text, self._around.today), self._around.today)
        self.young.setVisible(years is not None and 0 <= years < ADULT)

    def blame(self, sentence: str) -> str:
        return "nhs_number" if "NHS number" in sentence else ""

    def _check_number(self, text: str) -> None:
        """Right as soon as it is; wrong only once ten digits are there, so that nobody is told off midway."""
        digits = sum(one.isdigit() for one in text)
        self.number.set_error(number_problem(text) if digits >= 10 else "")


def number_problem(text: str) -> str:
    """Why a text is not an NHS number, in a sentence; "" when it is one."""
    checked = nhs_number.check(text)
    return "" if isinstance(checked, str) else f"{checked.words}."
