"""An empty list as an invitation: a small drawing, what goes here, up to three ways to start."""

import math

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme, u
from ui.widgets.boxes import Column, Row
from ui.widgets.choice_card import ChoiceCard
from ui.widgets.drawing import draw_icon, painting, rounded_box
from ui.widgets.icon import Icon
from ui.widgets.text import Text

_SEATS = ("s_primary", "s_community", "s_social", "s_mental", "s_vcse", "s_acute")


class EmptyState(QWidget):
    """`choices` are ChoiceCards (tall); connect their `clicked`. `reassurance` is the safety line."""

    def __init__(
        self,
        icon: str,
        title: str,
        text: str = "",
        *,
        choices: tuple[ChoiceCard, ...] = (),
        reassurance: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        middle = Qt.AlignmentFlag.AlignHCenter
        column = Column(self, margin=24, gap=10).add(None)
        column.addWidget(_Table(icon, self), alignment=middle)
        for words in (Text(title, "h1", wrap=True), Text(text, "big", colour="text2", wrap=True)):
            words.setAlignment(middle)
            column.add(words)
            words.setVisible(bool(words.text()))
        if choices:
            self._row = Row(gap=12).add(None)
            for choice in choices:
                self._row.addWidget(choice, 4)
            column.add(14, self._row.add(None))
        if reassurance:
            words = Text(reassurance, "meta", colour="text2")
            column.add(14, Row(gap=8).add(None, Icon("shield-check", "green", 16), words, None))
        column.add(None)


class _Table(QWidget):
    """Six seats round a table: one for each colour of sector."""

    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(u(176), u(190))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        centre = QPointF(self.width() / 2, self.height() / 2)
        radius = u(70)
        with painting(self) as painter:
            painter.setPen(QPen(look.colour("border"), 1.2, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, radius, radius)
            for number, role in enumerate(_SEATS):
                turn = math.radians(60 * number - 90)
                place = centre + QPointF(math.cos(turn), math.sin(turn)) * radius
                self._seat(painter, place, role, taken=number < 2)
            box = QRectF(0, 0, u(60), u(48))
            box.moveCenter(centre)
            rounded_box(painter, box.toRect(), u(8), look.colour("accentSoft"))
            draw_icon(painter, box.toRect(), self._icon, "accentText", 28)

    def _seat(self, painter: QPainter, centre: QPointF, role: str, taken: bool) -> None:
        look = theme()
        side = u(32)
        seat = QRect(0, 0, side, side)
        seat.moveCenter(centre.toPoint())
        fill = look.mixed(role, "canvas", 0.2) if taken else look.colour("canvas")
        rounded_box(painter, seat, side / 2, fill, look.colour(role), 1.8)
