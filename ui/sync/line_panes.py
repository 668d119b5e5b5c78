"""What asks for one press: a rule that a merge broke, and work that came without effect."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mdt_desktop.services.conflicts.item import AttentionItem
from mdt_desktop.services.conflicts.quarantine import Quarantined
from ui.widgets.boxes import Column
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text import Text


class AttentionPane(QWidget):
    """`mended(key)` follows the press of one of the buttons: each says what it does."""

    mended = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[Button] = []
        self._text = Text("", "body", wrap=True)
        self._ways = FlowLayout(gap=(8, 8))
        column = Column(self, gap=16).add(self._text)
        column.addLayout(self._ways)

    def show_item(self, item: AttentionItem) -> None:
        self._text.setText(item.words)
        self._ways.clear()
        self.buttons = [Button(mend.words) for mend in item.mends]
        for mend, button in zip(item.mends, self.buttons, strict=True):
            button.clicked.connect(lambda _=False, key=mend.id: self.mended.emit(key))
        self._ways.add(*self.buttons)

    def first_focus(self) -> QWidget | None:
        return self.buttons[0] if self.buttons else None


class QuarantinePane(QWidget):
    """What was written, readable as a whole before anybody decides."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._why = Text("", "body", wrap=True)
        self._writes = Column(gap=10)
        column = Column(self, gap=14).add(self._why)
        column.addLayout(self._writes)

    def show_entry(self, entry: Quarantined) -> None:
        self._why.setText(f"{entry.why} It has had no effect, and nothing else waits for it.")
        self._writes.clear()
        for write in entry.writes:
            card = Card(write.record, icon="pencil", gap=4)
            for label, words in write.fields:
                card.body.add(Text(f"{label}: {words}", "body", wrap=True))
            self._writes.add(card)
