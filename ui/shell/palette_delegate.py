"""How a line of the palette looks."""

from itertools import groupby

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.shell.key_row import key_words
from ui.shell.palette_rows import PaletteModel, Row
from ui.theme import theme, u
from ui.widgets.drawing import KEY_HEIGHT, draw_icon, key_hint, key_width, rounded_box, text_line

ROW, HEADING = 44, 30


class PaletteDelegate(QStyledItemDelegate):
    """Icon, title with the typed part bold, subtitle, keys on the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        line = index.data(PaletteModel.RowRole)
        return QSize(u(300), u(HEADING if isinstance(line, str) else ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = index.data(PaletteModel.RowRole)
        if isinstance(line, str):
            box = option.rect.adjusted(u(9), u(6), 0, 0)
            text_line(painter, box, line, "small", 600, theme().colour("text3"))
        else:
            current = bool(option.state & QStyle.StateFlag.State_Selected)
            _paint_row(painter, option.rect, line, current)
        painter.restore()


def _paint_row(painter: QPainter, rect: QRect, row: Row, current: bool) -> None:
    look = theme()
    if current:
        rounded_box(painter, rect, u(8), look.colour("sel"), look.colour("accent"))
    icon = QRect(rect.left() + u(12), rect.top(), u(18), rect.height())
    draw_icon(painter, icon, row.icon, "accent" if current else "text2", 18)
    end = _paint_keys(painter, rect, key_words("Return" if current and not row.keys else row.keys))
    start = icon.right() + u(12)
    x = _paint_title(painter, QRect(start, rect.top(), end - start, rect.height()), row)
    if row.subtitle and end - x > u(40):
        text_line(
            painter,
            QRect(x + u(10), rect.top() + 1, end - x - u(14), rect.height()),
            row.subtitle,
            "meta",
            None,
            look.colour("text2" if current else "text3"),
        )


def _paint_keys(painter: QPainter, rect: QRect, keys: list[str]) -> int:
    """Answers where the keys begin."""
    x = rect.right() - u(10)
    for key in reversed(keys):
        width = key_width(key)
        top = rect.top() + (rect.height() - u(KEY_HEIGHT)) // 2
        key_hint(painter, QRect(x - width, top, width, u(KEY_HEIGHT)), key, "text2")
        x -= width + u(6)
    return x


def _paint_title(painter: QPainter, box: QRect, row: Row) -> int:
    """Runs of plain and typed letters; answers where the title ends."""
    look = theme()
    x = box.left()
    for typed, run in groupby(range(len(row.title)), lambda place: place in row.typed):
        words = "".join(row.title[place] for place in run)
        weight = 700 if typed else 500
        metrics = look.metrics("big", weight)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, box.right() - x))
        painter.setFont(look.font("big", weight))
        painter.setPen(look.colour("text"))
        line = QRect(x, box.top(), box.right() - x + u(2), box.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        x += metrics.horizontalAdvance(shown)
    return x
