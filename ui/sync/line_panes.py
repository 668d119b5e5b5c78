"""What asks for one press: a rule that a merge broke, and what a removed laptop had not sent."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.sync.decisions import Attention, HandedIn
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.text import Text


class AttentionPane(QWidget):
    """`mended(key)` follows the press of one of the buttons."""

    mended = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[Button] = []
        self._text = Text("", "body", wrap=True)
        self._row = Row(gap=10)
        Column(self, gap=14).add(self._text, self._row)

    def show_attention(self, attention: Attention) -> None:
        self._text.setText(attention.text)
        self._row.clear()
        self.buttons = [Button(words) for _, words in attention.mends]
        for (key, _), button in zip(attention.mends, self.buttons, strict=True):
            button.clicked.connect(lambda _=False, key=key: self.mended.emit(key))
            self._row.add(button)
        self._row.add(None)

    def first_focus(self) -> QWidget:
        return self.buttons[0] if self.buttons else self


class HandedInPane(QWidget):
    """What was written on a removed laptop, readable as a whole before anybody decides."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = Text("", "body", wrap=True)
        self._lines = Card("What was written", icon="pencil", gap=6)
        self._said = Text("", "body", wrap=True)
        self._lines.body.add(self._said)
        Column(self, gap=14).add(self._text, self._lines)

    def show_handed_in(self, handed: HandedIn) -> None:
        self._text.setText(handed.text)
        self._said.setText("\n".join(handed.lines))
        self._lines.setVisible(bool(handed.lines))
