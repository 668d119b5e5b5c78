"""The line at the head of a record: a note, or with a slash an action, a need, a review …"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.capture import CaptureContext, Captured
from ui.entry.quick_entry import QuickEntry
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.segmented import Segmented

KINDS = ("note", "call", "visit", "event")
PLACEHOLDER = "Add a note, or type / for action, review, need …"


class Composer(QWidget):
    """`entered(captured, kind)`; the words stay until `taken`. `paused(text)` is when to keep a draft."""

    entered = Signal(object, str)
    paused = Signal(str)
    escaped = Signal()

    def __init__(self, host: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = QuickEntry(host)
        self.entry.line.setPlaceholderText(PLACEHOLDER)
        self.entry.line.setAccessibleName("Add a note")
        kinds = [(code, vocabulary.label("note_kind", code)) for code in KINDS]
        self.kind = Segmented(kinds, name="What kind of note")
        self.add_button = Button("Add", kind="soft", key="Enter")
        self._below = QWidget()
        Row(self._below).add(self.kind, None, self.add_button)
        Column(self, gap=6).add(self.entry, self._below)
        self.entry.line.textChanged.connect(self._typed)
        self.entry.entered.connect(lambda captured: self.entered.emit(captured, self.kind.current()))
        self.entry.paused.connect(lambda: self.paused.emit(self.entry.text()))
        self.entry.escaped.connect(self.escaped)
        self.add_button.clicked.connect(
            lambda: self.entered.emit(self.entry.reading.captured, self.kind.current())
        )
        self._typed()

    def set_room(self, room: CaptureContext) -> None:
        """Who there is, and what day it is."""
        self.entry.set_room(room)

    def taken(self, captured: Captured) -> None:
        """It is saved."""
        self.entry.taken(captured)
        self.kind.set_current("note")

    def start(self, text: str = "") -> None:
        """Take the focus; an empty line begins with `text`."""
        self.entry.start(text)

    def _typed(self) -> None:
        """The kinds stand below plain words, the chips below a verb."""
        text = self.entry.text()
        verb = text.lstrip().startswith("/")
        self.entry.chips.setVisible(verb)
        self._below.setVisible(bool(text.strip()) and not verb)
