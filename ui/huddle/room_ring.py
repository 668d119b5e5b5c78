"""The time ring, large enough for the far end of a table."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen

from ui.theme import theme, u
from ui.widgets.drawing import painting, text_line
from ui.widgets.time_ring import TimeRing, clock

SIZE, PEN = 220, 16


class RoomRing(TimeRing):
    """As the ring beside a name: amber and in words when the time is used up."""

    def __init__(self) -> None:
        super().__init__(size=SIZE)

    def sizeHint(self) -> QSize:
        return QSize(u(SIZE), u(SIZE))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, over = theme(), self._left < 0
        inset = u(PEN) / 2 + 1
        circle = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        share = 1.0 if over or not self._planned else self._left / self._planned
        with painting(self) as painter:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("border2" if look.high_contrast else "neutralSoft"), u(PEN)))
            painter.drawEllipse(circle)
            tone = look.colour("amberSolid" if over else "accent")
            painter.setPen(QPen(tone, u(PEN), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawArc(circle, 90 * 16, -round(share * 360 * 16))
            middle, centre = self.height() // 2, Qt.AlignmentFlag.AlignHCenter
            time = QRect(0, middle - u(48), self.width(), u(62))
            colour = look.colour("amber" if over else "text")
            text_line(painter, time, clock(abs(self._left)), "room54", 600, colour, centre)
            words = "over" if over else f"left of {self._planned // 60} min"
            below = QRect(0, middle + u(16), self.width(), u(24))
            text_line(painter, below, words, "h2", 400, look.colour("text2"), centre)
