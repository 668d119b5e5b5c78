"""The mark: six people round a table, one of them speaking."""

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import theme, u

_SEATS = 6


def paint_mark(painter: QPainter, box: QRectF) -> None:
    """Draw the mark in a square box."""
    centre, ring, dot = box.center(), box.width() * 0.36, box.width() * 0.13
    painter.setPen(Qt.PenStyle.NoPen)
    for seat in range(_SEATS):
        angle = 2 * pi * seat / _SEATS - pi / 2
        painter.setBrush(theme().colour("amberSolid" if seat == 0 else "accent"))
        painter.drawEllipse(centre + QPointF(cos(angle), sin(angle)) * ring, dot, dot)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme().colour("accent"), box.width() * 0.075))
    painter.drawEllipse(centre, dot, dot)


class BrandMark(QWidget):
    """The mark, `size` px of the design square. Decoration: the name stands beside it."""

    def __init__(self, size: int = 30, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        theme().changed.connect(self._resize)
        self._resize()

    def sizeHint(self) -> QSize:
        return QSize(u(self._size), u(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_mark(painter, QRectF(self.rect()))

    def _resize(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()
