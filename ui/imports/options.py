"""What is for a person to say before an import: privacy, the order of dates, a name for the matching."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QFrame, QWidget

from mdt_desktop.services.imports import importing
from mdt_desktop.services.imports.import_preview import Preview
from ui.imports.wording import counted
from ui.widgets.boxes import Column
from ui.widgets.checkbox import CheckBox
from ui.widgets.field import Field
from ui.widgets.segmented import Segmented
from ui.widgets.surface import set_surface
from ui.widgets.text import Text

DAY_FIRST, MONTH_FIRST = "day_first", "month_first"


class DateQuestion(QFrame):
    """Day or month first: asked where the file does not show it, answered once for the whole of it."""

    answered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "amber")
        self.asked = False
        self._answer = ""
        self._example = Text("", "meta", colour="text2", wrap=True)
        self.choice = Segmented(
            ((DAY_FIRST, "Day first"), (MONTH_FIRST, "Month first")), name="Which way round dates are written"
        )
        self.choice.chosen.connect(self._chosen)
        Column(self, margin=12, gap=6).add(
            Text("Which way round are the dates?", "body", 600), self._example, self.choice
        )
        self.hide()

    @property
    def open(self) -> bool:
        """Whether it still has to be answered."""
        return self.asked and not self._answer

    def ask(self, preview: Preview) -> None:
        """Show the question if the file raises it."""
        self.asked = preview.asks_order
        order = preview.checked.date_order.order
        self.choice.set_current(order)
        said = (
            "The file does not show it. Press the one that is right."
            if self.open
            else "Read so throughout the file."
        )
        self._example.setText(f"For example {preview.date_example}. {said}")
        set_surface(self, "amber" if self.open else "card")
        self.setVisible(self.asked)

    def take_focus(self) -> None:
        """To the present answer."""
        for button in self.choice.findChildren(QAbstractButton):
            if button.isChecked():
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Another file."""
        self._answer, self.asked = "", False
        self.hide()

    def _chosen(self, order: str) -> None:
        self._answer = order
        self.answered.emit(order)


class Options(QWidget):
    """Free text stays out unless somebody wants it in."""

    free_text = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dates = DateQuestion()
        self.leave_out = CheckBox("Leave out free-text columns", checked=True)
        self.delete = CheckBox("Delete the file after import")
        self.remember = CheckBox("Remember this matching")
        self.name = Field("Name of the matching", placeholder="Borough extract")
        self.name.hide()
        self._none = Text("", "small", colour="text3", wrap=True)
        self.remember.toggled.connect(self.name.setVisible)
        self.leave_out.clicked.connect(lambda out: self.free_text.emit(not out))
        Column(self, gap=6).add(
            self.dates,
            Text("Privacy", "body", 600),
            self.leave_out,
            self._none,
            self.delete,
            self.remember,
            self.name,
        )

    def show_file(self, saved: str, suggested_name: str) -> None:
        """A file that has just been read."""
        self.dates.forget()
        self.delete.setChecked(False)
        self.remember.setChecked(False)
        self.name.set_text(saved or suggested_name)
        self.name.set_error("")

    def show_columns(self, columns: Any) -> None:
        """How free text is treated now."""
        found = importing.free_text_columns(columns)
        taken = importing.takes_free_text(columns)
        self.leave_out.setChecked(not taken)
        words = counted(len(found), "column") if found else "No column"
        verb = "hold" if len(found) > 1 else "holds"
        self._none.setText(f"{words} {verb} free text.")

    def show_preview(self, preview: Preview | None) -> None:
        if preview is not None:
            self.dates.ask(preview)

    def remember_as(self) -> str | None:
        """The name to remember the matching by, "" for not at all; None if one is missing, which is said."""
        if not self.remember.isChecked():
            return ""
        name = self.name.text().strip()
        self.name.set_error("" if name else "Give the matching a name, or do not remember it.")
        return name or None
