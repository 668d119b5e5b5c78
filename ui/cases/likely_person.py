"""Somebody new beside somebody known who may be the same: a person says which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from mdt_desktop.domain.naming import formal
from mdt_desktop.domain.nhs_number import grouped
from mdt_desktop.domain.records import Person
from mdt_desktop.services.cases.lookalikes import Lookalike
from ui.cases.table_delegate import short_date
from ui.widgets.boxes import Column, Grid, Row
from ui.widgets.button import Button
from ui.widgets.icon import Icon
from ui.widgets.surface import set_surface
from ui.widgets.text import Text

NOT_GIVEN = "not given"


@dataclass(frozen=True)
class Side:
    """What is compared of one of the two."""

    name: str
    born: str
    nhs_number: str
    postcode: str


class LikelyPerson(QFrame):
    """`opened(case id)` or `told_apart(person ids)` answers it; several are compared one after the other."""

    opened = Signal(str)
    told_apart = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        set_surface(self, "amber")
        self._alike: list[Lookalike] = []
        self._typed = Side("", "", "", "")
        self._at = 0
        self._title = Text("", "body", 600, wrap=True)
        self._why = Text("", "meta", colour="text2", wrap=True)
        self._cells = Grid(gap=(12, 4))
        self._cells.setColumnStretch(1, 1)
        self._cells.setColumnStretch(2, 1)
        self.open_button = Button("Open their record", icon="folder-open")
        self.other_button = Button("Add as somebody else", kind="ghost")
        head = Row(gap=10).add(Icon("triangle-alert", "amber", 18))
        head.addWidget(self._title, 1)
        column = Column(self, margin=(13, 12), gap=8).add(head, self._why)
        column.addLayout(self._cells)
        column.add(4, Row(gap=8).add(self.open_button, self.other_button, None))
        self.open_button.clicked.connect(lambda: self.opened.emit(self._alike[self._at].case_id))
        self.other_button.clicked.connect(self._somebody_else)
        self.hide()

    def ask(self, typed: Mapping[str, Any], alike: Sequence[Lookalike]) -> None:
        """Show who was typed beside the first of those they may be."""
        self._typed, self._alike = typed_side(typed), list(alike)
        self._compare(0)

    def _compare(self, at: int) -> None:
        self._at, other = at, self._alike[at]
        count = f" ({at + 1} of {len(self._alike)})" if len(self._alike) > 1 else ""
        self._title.setText(f"Is this {other.name}, {other.ref}?{count}")
        self._why.setText(f"{other.why}. Nothing is saved yet.")
        self._fill(self._typed, known_side(other), other.ref)
        self.setAccessibleName(f"{self._title.text()} {self._why.text()}")
        self.show()
        self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, typed: Side, known: Side, ref: str) -> None:
        while (item := self._cells.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        rows = [
            ("", "You typed", ref),
            ("Name", typed.name, known.name),
            ("Born", typed.born, known.born),
            ("NHS no.", typed.nhs_number, known.nhs_number),
            ("Postcode", typed.postcode, known.postcode),
        ]
        for at, (label, left, right) in enumerate(rows):
            self._cells.addWidget(Text(label, "small", colour="text2"), at, 0, Qt.AlignmentFlag.AlignTop)
            for column, words in ((1, left), (2, right)):
                weight = 600 if at == 0 or (left != right and words != NOT_GIVEN) else None
                colour = "text2" if words == NOT_GIVEN else "text"
                self._cells.addWidget(Text(words, "meta", weight, colour, wrap=True), at, column)

    def _somebody_else(self) -> None:
        if self._at + 1 < len(self._alike):
            self._compare(self._at + 1)
        else:
            self.told_apart.emit([one.person_id for one in self._alike])


def typed_side(typed: Mapping[str, Any]) -> Side:
    """Somebody new, from the fields of the form."""
    number = "".join(one for one in str(typed.get("nhs_number", "")) if one.isdigit())
    family, given = typed.get("family_name", ""), typed.get("given_names", "")
    name = formal(Person(id="", family_name=family, given_names=given))
    return _side(name, typed.get("dob") or None, grouped(number) if number else "", typed.get("postcode", ""))


def known_side(one: Lookalike) -> Side:
    """Somebody on the list."""
    return _side(one.name, one.dob, one.nhs_number, one.postcode)


def _side(name: str, born: date | None, number: str, postcode: str) -> Side:
    day = short_date(born, date.min) if born else ""
    return Side(name, day or NOT_GIVEN, number or NOT_GIVEN, postcode.upper() or NOT_GIVEN)
