"""An amendment: about whom, what to add, and why. The signed version stays as it is."""

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from mdt_desktop.services.minutes.minutes_page import MinutesView
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field
from ui.widgets.text import Text
from ui.widgets.text_area import TextArea


class AmendForm(QWidget):
    """`amended(case reference, text, reason)`; `cancelled` keeps what is typed."""

    amended = Signal(str, str, str)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.who = Field("About", ComboBox("About", height=38))
        self.text = Field("What to add or correct", TextArea("What to add or correct", lines=4))
        self.reason = Field("Reason", QLineEdit())
        self.make = Button("Make version 2", kind="primary", icon="file-check", key="Ctrl Enter", large=True)
        self.cancel = Button("Cancel", kind="ghost")
        self.make.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._about = Text("", "meta", colour="text2", wrap=True)
        Column(self, gap=12).add(
            Text("Amend these minutes", "h3"), self._about, self.who, self.text, self.reason, self.make
        ).add(Row().add(None, self.cancel, None), None)
        self.make.clicked.connect(self.send)
        self.cancel.clicked.connect(self.cancelled)

    def show_view(self, view: MinutesView) -> None:
        """Whom an amendment can be about; what is typed stays."""
        box = self.who.edit
        assert isinstance(box, ComboBox)
        box.set_items(tuple((name, ref) for ref, name in view.people))
        signed = view.row.version
        self.make.setText(f"Make version {signed + 1}")
        self._about.setText(
            f"Version {signed} stays as it was signed. "
            f"Version {signed + 1} adds who changed what, when and why."
        )

    def send(self) -> None:
        """Hand it on, or say at the field what is missing."""
        text, reason = self._typed(), self.reason.text().strip()
        self.text.set_error("" if text else "Write what to add or correct.")
        self.reason.set_error("" if reason else "Give the reason in a few words.")
        missing = next(
            (field for field, given in ((self.text, text), (self.reason, reason)) if not given), None
        )
        if missing is not None:
            missing.edit.setFocus()
            return
        self.amended.emit(self._case(), text, reason)

    def forget(self) -> None:
        """It has been said: nothing typed stays."""
        assert isinstance(self.text.edit, TextArea)
        self.text.edit.clear()
        self.reason.set_text("")
        for field in (self.text, self.reason):
            field.set_error("")

    def half_typed(self) -> str:
        """What is typed, as one text to keep; empty when nothing is."""
        text, reason = self._typed(), self.reason.text().strip()
        return msgspec.json.encode((self._case(), text, reason)).decode() if text or reason else ""

    def restore(self, kept: str) -> None:
        """What was kept, unless something has been typed since."""
        if kept and not self.half_typed():
            case, text, reason = msgspec.json.decode(kept, type=tuple[str, str, str])
            box, area = self.who.edit, self.text.edit
            assert isinstance(box, ComboBox)
            assert isinstance(area, TextArea)
            box.set_value(case)
            area.setPlainText(text)
            self.reason.set_text(reason)

    def _case(self) -> str:
        box = self.who.edit
        assert isinstance(box, ComboBox)
        return str(box.value() or "")

    def _typed(self) -> str:
        assert isinstance(self.text.edit, TextArea)
        return self.text.edit.toPlainText().strip()
