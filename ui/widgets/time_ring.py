"""The time left for a person: a ring that empties, and the minutes. It informs; it never stops anyone."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from ui.theme import theme, u
from ui.widgets.drawing import painting, text_line

TOLD_AT = (120, 60, 0)  # seconds left at which screen readers hear the time


class TimeRing(QProgressBar):
    """`set_time(left, planned)` in seconds each second; below 0 it turns amber and says how far over."""

    def __init__(self, *, size: int = 82, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._left, self._planned, self._paused = 0, 0, False
        self.setTextVisible(False)
        self.setAccessibleName("Time left")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def set_time(self, left: int, planned: int, *, paused: bool = False) -> None:
        """Seconds left (negative: over) of seconds planned."""
        self._paused = paused
        if planned != self._planned:
            self.setRange(0, max(1, planned))
        before, self._left, self._planned = self._left, left, planned
        if any(before > mark >= left for mark in TOLD_AT) or before < left:
            self.setValue(max(0, left))  # the value change is what screen readers hear
        self.setAccessibleDescription(self.words())
        self.update()

    def words(self) -> str:
        """ "2:35 left of 7 min" or "over by 0:40", and whether it stands still."""
        over = self._left < 0
        words = (
            f"over by {clock(-self._left)}"
            if over
            else f"{clock(self._left)} left of {self._planned // 60} min"
        )
        return f"{words}, paused" if self._paused else words

    def sizeHint(self) -> QSize:
        return QSize(u(self._size), u(self._size))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        over = self._left < 0
        pen = u(6)
        circle = QRectF(self.rect()).adjusted(pen / 2 + 1, pen / 2 + 1, -pen / 2 - 1, -pen / 2 - 1)
        with painting(self) as painter:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("border2" if look.high_contrast else "neutralSoft"), pen))
            painter.drawEllipse(circle)
            tone = look.colour("amberSolid" if over else "accent")
            painter.setPen(QPen(tone, pen, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            share = 1.0 if over else self._left / self._planned if self._planned else 0.0
            painter.drawArc(circle, 90 * 16, -round(share * 360 * 16))
            middle = self.height() // 2
            top = QRect(0, middle - u(18), self.width(), u(22))
            below = QRect(0, middle + u(3), self.width(), u(16))
            centre = Qt.AlignmentFlag.AlignHCenter
            colour = look.colour("amber" if over else "text")
            text_line(painter, top, clock(abs(self._left)), "h2", 600, colour, centre)
            caption = "paused" if self._paused else "over" if over else f"of {self._planned // 60} min"
            text_line(painter, below, caption, "small", None, look.colour("text2"), centre)


def clock(seconds: int) -> str:
    """Minutes and seconds, "2:35"."""
    return f"{seconds // 60}:{seconds % 60:02d}"
