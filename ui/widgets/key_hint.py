"""A key of the keyboard in words, alone or with what it does."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import theme, u
from ui.widgets.boxes import Row
from ui.widgets.drawing import KEY_HEIGHT, key_hint, key_width, painting
from ui.widgets.text import Text


class KeyHint(QLabel):
    """One key, such as "Ctrl"."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(key, parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(key_width(self.text()), u(KEY_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            key_hint(painter, QRect(self.rect()), self.text(), "text2")


class KeyHints(QWidget):
    """Keys and what they do: `KeyHints(("Ctrl", "Enter"), "Finish and next")`."""

    def __init__(self, keys: Sequence[str], words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = Row(self, gap=6)
        for key in keys:
            row.add(KeyHint(key))
        if words:
            row.add(Text(words, "small", colour="text2"))
