"""A form of short rows: each can be changed or removed, another can be added."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from ui.cases.sheet import Sheet
from ui.jobs import Jobs
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field
from ui.widgets.icon_button import IconButton
from ui.widgets.surface import set_surface

Line = Mapping[str, str]


@dataclass(frozen=True)
class RowWords:
    """`row`: what one is called; `add`: the button for another; `missing`: said of an empty first field."""

    row: str
    add: str
    missing: str


class RowBox(QFrame):
    """One row: the first field has a line of its own, the other two share one."""

    def __init__(self, fields: Mapping[str, Field], words: str, remove: Callable[["RowBox"], None]) -> None:
        super().__init__()
        set_surface(self, "card")
        self.fields, self.gone = fields, False
        self.remove_button = IconButton("trash-2", f"Remove {words}", size=28, icon_size=16)
        self.remove_button.clicked.connect(lambda: remove(self))
        first, *others = fields.values()
        head = Row(gap=8)
        head.addWidget(first, 1)
        head.add(self.remove_button)
        head.setAlignment(self.remove_button, Qt.AlignmentFlag.AlignTop)
        pair = Row(gap=12)
        for field in others:
            pair.addWidget(field, 1 if isinstance(field.edit, ComboBox) else 2)
            pair.setAlignment(field, Qt.AlignmentFlag.AlignTop)
        Column(self, margin=(12, 10), gap=8).add(head, pair)

    def line(self) -> dict[str, str]:
        """What is written in it."""
        return {name: written(field) for name, field in self.fields.items()}


class RowsSheet(Sheet):
    """Subclasses say what a row is made of, and write `lines()` in `start`."""

    def __init__(
        self, page: QWidget, jobs: Jobs, title: str, lead: str, words: RowWords, *, draft: str
    ) -> None:
        super().__init__(page, jobs, title, lead, draft=draft)
        self._words = words
        self.boxes: list[RowBox] = []
        self._rows = Column(gap=10)
        self.add_button = Button(words.add, kind="soft", icon="plus")
        self.add_button.clicked.connect(lambda: self.add_row({}, focus=True))
        self.body.add(self._rows, Row().add(self.add_button, None))

    def make_fields(self, line: Line) -> dict[str, Field]:
        """The fields of one row, filled."""
        raise NotImplementedError

    def show_rows(self, lines: Sequence[Line]) -> None:
        """The rows there are, or an empty one to begin with."""
        for line in lines or ({},):
            self.add_row(line)
        self._opened_with = self.lines()

    def add_row(self, line: Line, *, focus: bool = False) -> None:
        """One row more, at the end."""
        words = f"{self._words.row} {len(self.boxes) + 1}"
        fields = self.make_fields(line)
        for field in fields.values():
            field.edit.setAccessibleName(f"{field.label.text()}, {words}")
        box = RowBox(fields, words, self._remove)
        self.boxes.append(box)
        self._rows.add(box)
        if focus:
            first = next(iter(fields.values()))
            first.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            self.show_whole(box)

    def first_editor(self) -> QWidget:
        return next(iter(self.boxes[0].fields.values())).edit

    def lines(self) -> list[dict[str, str]]:
        """What is written in all rows; empty ones are left out."""
        found = [box.line() for box in self.boxes if not box.gone]
        return [line for line in found if any(line.values())]

    def values(self) -> dict[str, object]:
        return {"lines": self.lines()}

    def submit(self) -> None:
        """Save, unless a row lacks what it is about."""
        for box in self.boxes:
            first, *others = box.line().values()
            lacking = not box.gone and not first and any(others)
            field = next(iter(box.fields.values()))
            field.set_error(self._words.missing if lacking else "")
            if lacking:
                field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        super().submit()

    def is_changed(self) -> bool:
        return self.lines() != self._opened_with

    def half_typed(self) -> list[dict[str, str]]:
        return self.lines()

    def fill_again(self, typed: Any) -> None:
        for box in self.boxes:
            box.hide()
            box.deleteLater()
        self.boxes = []
        for line in typed or ({},):
            self.add_row(line)
        self.first_editor().setFocus(Qt.FocusReason.OtherFocusReason)

    def _untouched(self) -> list[dict[str, str]]:
        return self._opened_with

    def _remove(self, box: RowBox) -> None:
        """Hidden until the form is saved: leaving the form brings it back."""
        box.gone = True
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        box.hide()


def written(field: Field) -> str:
    """What a field holds, as text."""
    return str(field.edit.value() or "") if isinstance(field.edit, ComboBox) else field.text().strip()
