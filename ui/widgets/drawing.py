"""The few strokes every painted widget shares: rounded boxes, key hints, elided lines, wrapped words."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPaintDevice, QPainter, QPen

from ui.theme import theme, u
from ui.theme.tokens import KEY_HINT_TINT

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
KEY_HEIGHT = 19
KEY_PADDING = 5


@contextmanager
def painting(device: QPaintDevice) -> Iterator[QPainter]:
    """A smooth painter that always ends, whatever happens."""
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        yield painter
    finally:
        painter.end()


def rounded_box(
    painter: QPainter,
    rect: QRect,
    radius: float,
    fill: QColor | None,
    edge: QColor | None = None,
    width: float = 1.0,
) -> None:
    """A rounded rectangle whose edge lies wholly inside `rect`."""
    half = width / 2 if edge is not None else 0.0
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(edge, width) if edge is not None else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), radius, radius)


def text_line(
    painter: QPainter,
    rect: QRect,
    text: str,
    role: str,
    weight: int | None,
    colour: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """One line in a type role, elided to fit, centred in height."""
    look = theme()
    painter.setFont(look.font(role, weight))
    painter.setPen(colour)
    measures = look.metrics(role, weight)
    if measures.horizontalAdvance(text) > rect.width():  # a tenth of the work of eliding, and most lines fit
        text = measures.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)


def wrapped_lines(text: str, role: str, weight: int | None, width: int, most: int) -> list[str]:
    """The words on at most so many lines; what does not fit the last is elided when it is drawn."""
    measure = theme().metrics(role, weight).horizontalAdvance
    lines, rest = [""], text.split()
    while rest:
        tried = f"{lines[-1]} {rest[0]}".strip()
        if lines[-1] and measure(tried) > width:
            if len(lines) == most:
                return [*lines[:-1], f"{lines[-1]} {' '.join(rest)}"]
            lines.append("")
            continue
        lines[-1] = tried
        rest.pop(0)
    return [line for line in lines if line]


def words_height(text: str, role: str, weight: int | None, width: int) -> int:
    """How high the words are, wrapped within `width`; 0 for none."""
    if not text:
        return 0
    room = QRect(0, 0, max(1, width), 1 << 20)
    return theme().metrics(role, weight).boundingRect(room, _WRAP, text).height()


def words_block(
    painter: QPainter, corner: QPoint, width: int, text: str, role: str, weight: int | None, colour: QColor
) -> int:
    """Words wrapped within `width` from `corner` downwards; the height they took."""
    height = words_height(text, role, weight, width)
    painter.setFont(theme().font(role, weight))
    painter.setPen(colour)
    painter.drawText(QRect(corner.x(), corner.y(), width, height + 2), _WRAP, text)
    return height


def draw_icon(painter: QPainter, rect: QRect, name: str, role: str, size: int) -> None:
    """An icon of `size` px of the design in the middle of `rect`."""
    pixmap = theme().icon(name, role, size)
    side = u(size)
    corner = rect.center() - QPointF(side, side).toPoint() / 2
    painter.drawPixmap(QRect(corner.x() + 1, corner.y() + 1, side, side), pixmap)


def key_width(key: str) -> int:
    """Width of a key hint."""
    return max(u(KEY_HEIGHT), theme().metrics("small", 600).horizontalAdvance(key) + 2 * u(KEY_PADDING))


def key_hint(painter: QPainter, rect: QRect, key: str, role: str, fill: str | None = None) -> None:
    """A key in a small box: on a filled button a tint of the text's colour, elsewhere an outline."""
    look = theme()
    if fill is None:
        rounded_box(painter, rect, u(4), look.colour("surface"), look.colour("border"))
    else:
        rounded_box(painter, rect, u(4), look.mixed(role, fill, KEY_HINT_TINT))
    text_line(painter, rect, key, "small", 600, look.colour(role), Qt.AlignmentFlag.AlignHCenter)
