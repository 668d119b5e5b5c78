"""The huddle's whole hour as a bar: welcome, people, read-back, and what does not fit."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme, u
from ui.widgets.drawing import painting, rounded_box, text_line

BAR, LEGEND, SWATCH, MARK = 12, 30, 10, 4


class Part(NamedTuple):
    """A stretch of the bar, in the colour of a role."""

    words: str
    minutes: int
    role: str


class TimeBar(QWidget):
    """`show_parts(parts, meeting)`: minutes; what passes the meeting's end is drawn beyond its mark."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: Sequence[Part] = ()
        self._meeting = 60
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_parts(self, parts: Sequence[Part], meeting: int) -> None:
        """Draw these in their order."""
        self._parts, self._meeting = [part for part in parts if part.minutes], meeting
        told = ", ".join(f"{part.words} {part.minutes} minutes" for part in self._parts)
        self.setAccessibleName(f"Time: {told}, of {meeting} minutes")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(u(320), u(2 * MARK + BAR + LEGEND))

    def minimumSizeHint(self) -> QSize:
        return QSize(u(200), u(2 * MARK + BAR + LEGEND))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        total = max(self._meeting, sum(part.minutes for part in self._parts), 1)
        scale = self.width() / total
        with painting(self) as painter:
            track = QRect(0, u(MARK), round(self._meeting * scale), u(BAR))
            edge = look.colour("border2") if look.high_contrast else None
            rounded_box(painter, track, u(BAR) / 2, look.colour("neutralSoft"), edge)
            at = 0.0
            for part in self._parts:
                left, at = round(at * scale), at + part.minutes
                box = QRect(left, u(MARK), max(u(3), round(at * scale) - left - u(2)), u(BAR))
                rounded_box(painter, box, u(3), look.colour(part.role))
            if total > self._meeting:
                mark = QRect(round(self._meeting * scale) - u(1), 0, u(3), u(BAR + 2 * MARK))
                painter.fillRect(mark, look.colour("red"))
            self._paint_legend(painter)

    def _paint_legend(self, painter: QPainter) -> None:
        look = theme()
        x = 0
        for part in self._parts:
            words = f"{part.words} {part.minutes}"
            width = look.metrics("small").horizontalAdvance(words) + u(2)
            line = QRect(x + u(SWATCH + 6), u(BAR + 2 * MARK + 3), width, u(LEGEND - 8))
            if line.right() > self.width():
                break
            dot = QRect(x, line.center().y() - u(SWATCH) // 2, u(SWATCH), u(SWATCH))
            rounded_box(painter, dot, u(5), look.colour(part.role))
            text_line(painter, line, words, "small", None, look.colour("text2"))
            x = line.right() + u(16)
