"""The rows of the left side: what is to decide, what waits, where it goes, whose devices there are."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter

from ui.theme import theme, u
from ui.widgets.drawing import draw_icon, rounded_box, text_line
from ui.widgets.painting import chip_width, paint_chip
from ui.widgets.row_list import RowDelegate
from ui.widgets.row_model import RowModel

ROW = 44
DEED_HEIGHT = 28


@dataclass(frozen=True)
class SideRow:
    """`tone` colours the quiet line, `deed` is a painted button, `about` what the row stands for."""

    key: str
    icon: str
    title: str
    text: str = ""
    tone: str = ""
    chip: str = ""
    chip_tone: str = "accent"
    deed: str = ""
    about: Any = None


def side_model() -> RowModel:
    """The model of one such list."""
    return RowModel(lambda row: row.key, side_sentence)


def side_sentence(row: SideRow) -> str:
    """The row, read aloud."""
    deed = f"{row.deed} with Delete" if row.deed else ""
    return ", ".join(part for part in (row.title, row.text, row.chip, deed) if part)


class SideDelegate(RowDelegate):
    """Two lines after an icon; the deed is a part that can be pressed."""

    def height(self, row: SideRow, width: int) -> int:
        return u(ROW)

    def part_at(self, rect: QRect, row: SideRow, point: QPoint) -> str:
        return "deed" if row.deed and _deed_box(rect, row).contains(point) else ""

    def draw(self, painter: QPainter, rect: QRect, row: SideRow, *, current: bool, hovered: bool) -> None:
        look = theme()
        if current or hovered:
            box = rect.adjusted(0, 1, 0, -1)
            rounded_box(painter, box, u(8), look.colour("sel" if current else "hover"))
        icon = QRect(rect.left() + u(6), rect.top(), u(18), rect.height())
        draw_icon(painter, icon, row.icon, row.tone or "text2", 18)
        left, right = icon.right() + u(11), self._right_side(painter, rect, row, current=current)
        title = QRect(left, rect.top() + u(3), right - left, u(20))
        if not row.text:
            title.moveTop(rect.center().y() - u(10) + 1)
        text_line(painter, title, row.title, "body", 500, look.colour("text"))
        quiet = QRect(left, title.bottom() - u(1), right - left, u(18))
        text_line(painter, quiet, row.text, "meta", None, look.colour(row.tone or "text2"))

    def _right_side(self, painter: QPainter, rect: QRect, row: SideRow, *, current: bool) -> int:
        """Paint it, and answer where it begins."""
        look, right = theme(), rect.right() - u(6)
        if row.deed:
            box = _deed_box(rect, row)
            rounded_box(painter, box, u(8), look.colour("surface"), look.colour("red"))
            text_line(painter, box, row.deed, "meta", 500, look.colour("red"), Qt.AlignmentFlag.AlignHCenter)
            right = box.left() - u(8)
        if row.chip:
            width = chip_width(row.chip)
            box = QRect(right - width, rect.top(), width, rect.height())
            paint_chip(painter, box, row.chip, row.chip_tone, selected=current)
            right = box.left() - u(8)
        return right


def _deed_box(rect: QRect, row: SideRow) -> QRect:
    width = theme().metrics("meta", 500).horizontalAdvance(row.deed) + 2 * u(11)
    height = u(DEED_HEIGHT)
    return QRect(rect.right() - u(2) - width, rect.center().y() - height // 2 + 1, width, height)
