"""A chip that can be switched on: a filter with its count, tinted as what it filters."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import TONES, theme, u
from ui.widgets.drawing import painting, rounded_box
from ui.widgets.painting import chip_width, paint_chip
from ui.widgets.pressable import Pressable


class ToneToggle(Pressable):
    """`words` and a count on a tone; switched on it has an edge in the strong colour and a tick."""

    def __init__(self, words: str, tone: str, count: int, parent: QWidget | None = None) -> None:
        super().__init__(f"{words} {count}", radius=6, parent=parent)
        self._tone = tone
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self.words(), self._icon(), large=True), u(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), u(48)), u(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            paint_chip(painter, self.rect(), self.words(), self._tone, self._icon(), large=True)
            if self.isChecked():
                edge = theme().colour(TONES[self._tone].strong)
                rounded_box(painter, self.rect(), u(6), None, edge, 1.5)

    def checkStateSet(self) -> None:
        super().checkStateSet()
        self.updateGeometry()

    def nextCheckState(self) -> None:
        super().nextCheckState()
        self.updateGeometry()

    def _icon(self) -> str:
        return "check" if self.isChecked() else ""
