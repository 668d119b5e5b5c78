"""The quiet drawing beside the unlock task: people and homes round a table. It holds no data."""

from math import cos, pi, sin

import msgspec
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme, u
from ui.theme.tokens import colour_table, mix
from ui.theme.type import line_height
from ui.widgets.drawing import text_line

TITLE = "Everyone round one table."
LINES = ("Weekly huddles for neighbourhood health and care teams.", "Works with or without a connection.")

_DAY, _NIGHT = colour_table(dark=False), colour_table(dark=True)
_SEATS = ("green", "amber", "s_primary", "surface", "s_mental", "s_social")


class _Ring(msgspec.Struct, frozen=True):
    """People and homes on one circle. Lengths are parts of the drawing's half width."""

    radius: float
    count: int
    dot: float
    strength: float
    turn_degrees: float
    homes: tuple[int, ...] = ()


_RINGS = (
    _Ring(0.272, 6, 0.043, 1.0, -120),
    _Ring(0.484, 9, 0.032, 0.66, -100, (2, 3, 7)),
    _Ring(0.695, 13, 0.024, 0.48, -98, (3, 8, 12)),
    _Ring(0.909, 17, 0.017, 0.34, -88, (0, 4, 9, 13)),
)


class UnlockArt(QWidget):
    """The same by day and by night: it is a picture, not a surface."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(" ".join((TITLE, *LINES)))
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        half = min(self.width() / 2, self.height() * 0.345)
        centre = QPointF(self.width() / 2, self.height() * 0.43)
        for number, ring in enumerate(_RINGS):
            _paint_ring(painter, centre, half, ring, number)
        painter.setPen(QPen(QColor(_NIGHT["text"]), 2))
        painter.setBrush(_faded("surface", _DAY, 0.14))
        painter.drawEllipse(centre, half * 0.125, half * 0.125)
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        lines = (TITLE, "display"), *((line, "big") for line in LINES)
        box = QRect(u(56), self.height() - u(140), self.width() - u(80), line_height("display"))
        for words, role in lines:
            box.setHeight(line_height(role))
            text_line(painter, box, words, role, None, QColor(_DAY["surface"]))
            box.translate(0, line_height(role) + (u(4) if role == "display" else 0))

    def _paint_ground(self, painter: QPainter) -> None:
        ground = QLinearGradient(0, 0, self.width() * 0.55, self.height())
        ground.setColorAt(0, QColor(mix(_DAY["accentH"], _DAY["text2"], 0.72)))
        ground.setColorAt(1, QColor(mix(_DAY["accentH"], _DAY["scrim"], 0.55)))
        painter.fillRect(self.rect(), ground)


def _paint_ring(painter: QPainter, centre: QPointF, half: float, ring: _Ring, number: int) -> None:
    radius = half * ring.radius
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(_faded("accent", _NIGHT, 0.22), 1))
    painter.drawEllipse(centre, radius, radius)
    painter.setPen(Qt.PenStyle.NoPen)
    for place in range(ring.count):
        angle = 2 * pi * place / ring.count + ring.turn_degrees * pi / 180
        point = centre + QPointF(cos(angle), sin(angle)) * radius
        role = _SEATS[(place + 2 * number) % len(_SEATS)]
        painter.setBrush(_faded(role, _DAY if role == "surface" else _NIGHT, ring.strength))
        size = half * ring.dot
        if place in ring.homes:
            painter.drawPolygon(_home(point, size))
        else:
            painter.drawEllipse(point, size, size)


def _home(at: QPointF, size: float) -> QPolygonF:
    box = QRectF(at.x() - size, at.y() - size, 2 * size, 2 * size)
    eaves = box.top() + box.height() * 0.45
    return QPolygonF(
        [
            QPointF(box.center().x(), box.top()),
            QPointF(box.right(), eaves),
            box.bottomRight(),
            box.bottomLeft(),
            QPointF(box.left(), eaves),
        ]
    )


def _faded(role: str, table: dict[str, str], strength: float) -> QColor:
    colour = QColor(table[role])
    colour.setAlphaF(strength)
    return colour
