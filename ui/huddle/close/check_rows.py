"""The checklist before signing as a list: what needs you in amber with its button, what is done in green."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter

from mdt_desktop.services.closing.closing import DONE, Check
from ui.theme import theme, u
from ui.theme.type import line_height
from ui.widgets.drawing import draw_icon, rounded_box, text_line, wrapped_lines
from ui.widgets.row_list import RowDelegate
from ui.widgets.row_model import RowModel

PAD, ICON, BUTTON, SHORT = 7, 20, 32, 34
ROW_INSET = 10  # px from the edge of a row to what it holds


def check_key(check: Check) -> str:
    """Names a row across reloads: the same kind of gap of the next action is another row."""
    return f"{check.code} {check.action_id or check.item_id or check.case_id}"


def check_sentence(check: Check) -> str:
    """The row as a screen reader says it."""
    state = "Done" if check.state == DONE else "Needs you"
    press = f" Enter: {check.button}." if check.button else ""
    return f"{state}: {check.title}. {check.detail}.{press}"


def check_model() -> RowModel:
    """The model of the list."""
    return RowModel(check_key, check_sentence)


class CheckDelegate(RowDelegate):
    """Part: button. `make_room` keeps space below one row for the fields that mend it.

    With `low` what is done takes one line each, so that a low window shows what is left to do.
    """

    def __init__(self) -> None:
        super().__init__()
        self.low = False
        self._open, self._room = "", 0

    def make_room(self, key: str, height: int) -> None:
        """Below the row of this key; "" for none."""
        self._open, self._room = key, height

    def height(self, row: Check, width: int) -> int:
        room = self._room if self._is_open(row) else 0
        return self.words_height(row, width) + room

    def words_height(self, row: Check, width: int) -> int:
        """The row without what mends it."""
        if self._is_short(row):
            return u(SHORT)
        return max(2 * u(PAD) + self._words_height(row, self._words_width(row, width)), u(48))

    def shape(self, rect: QRect, row: Check) -> QRect:
        return rect.adjusted(0, 0, 0, -1)

    def part_at(self, rect: QRect, row: Check, point: QPoint) -> str:
        return "button" if self._button(rect, row).contains(point) else ""

    def draw(self, painter: QPainter, rect: QRect, row: Check, *, current: bool, hovered: bool) -> None:
        look, done = theme(), row.state == DONE
        if current:
            rounded_box(painter, self.shape(rect, row), u(8), look.colour("sel"))
        head = QRect(rect.left(), rect.top(), rect.width(), self.words_height(row, rect.width()))
        icon = QRect(head.left() + u(ROW_INSET), head.top(), u(ICON), head.height())
        draw_icon(
            painter, icon, "circle-check" if done else "circle-alert", "green" if done else "amber", ICON
        )
        left = icon.right() + u(11)
        width = self._words_width(row, rect.width())
        if self._is_short(row):
            self._paint_short(painter, QRect(left, head.top(), width, head.height()), row)
        else:
            self._paint_words(painter, head, left, width, row)
        if row.button and not self._is_open(row):
            self._paint_button(painter, self._button(rect, row), row.button, hovered)
        if not current:
            line = QRect(rect.left() + u(ROW_INSET), rect.bottom(), rect.width() - 2 * u(ROW_INSET), 1)
            painter.fillRect(line, look.colour("border"))

    def _paint_short(self, painter: QPainter, line: QRect, row: Check) -> None:
        look = theme()
        used = look.metrics("body", 500).horizontalAdvance(row.title) + u(10)
        text_line(painter, line, row.title, "body", 500, look.colour("text"))
        line = line.adjusted(used, 0, 0, 0)
        if look.metrics("meta").horizontalAdvance(row.detail) <= line.width():
            text_line(painter, line, row.detail, "meta", None, look.colour("text2"))

    def _paint_words(self, painter: QPainter, head: QRect, left: int, width: int, row: Check) -> None:
        look, done = theme(), row.state == DONE
        top = head.top() + (head.height() - self._words_height(row, width)) // 2
        title = QRect(left, top, width, line_height("body"))
        for words in _lines(row.title, "body", 500, width):
            text_line(painter, title, words, "body", 500, look.colour("text"))
            title.translate(0, title.height())
        line = QRect(left, title.top(), width, line_height("meta"))
        for words in _lines(row.detail, "meta", None, width):
            text_line(painter, line, words, "meta", None, look.colour("text2" if done else "amber"))
            line.translate(0, line.height())

    def _paint_button(self, painter: QPainter, box: QRect, words: str, hovered: bool) -> None:
        look = theme()
        fill = look.colour("hover" if hovered else "surface")
        rounded_box(painter, box, u(8), fill, look.colour("border2"))
        text_line(painter, box, words, "body", 500, look.colour("text"), Qt.AlignmentFlag.AlignHCenter)

    def _button(self, rect: QRect, row: Check) -> QRect:
        if not row.button or self._is_open(row):
            return QRect()
        width = _button_width(row)
        head = self.words_height(row, rect.width())
        return QRect(
            rect.right() + 1 - width - u(ROW_INSET), rect.top() + (head - u(BUTTON)) // 2, width, u(BUTTON)
        )

    def _is_short(self, row: Check) -> bool:
        return self.low and row.state == DONE and not row.button

    def _is_open(self, row: Check) -> bool:
        return check_key(row) == self._open

    def _words_width(self, row: Check, width: int) -> int:
        beside = _button_width(row) + u(14) if row.button and not self._is_open(row) else 0
        return max(u(80), width - 2 * u(ROW_INSET) - u(ICON) - u(11) - beside)

    def _words_height(self, row: Check, width: int) -> int:
        title, detail = _lines(row.title, "body", 500, width), _lines(row.detail, "meta", None, width)
        return len(title) * line_height("body") + len(detail) * line_height("meta")


def _lines(words: str, role: str, weight: int | None, width: int) -> list[str]:
    return wrapped_lines(words, role, weight, width, 2)


def _button_width(row: Check) -> int:
    return theme().metrics("body", 500).horizontalAdvance(row.button) + 2 * u(13)
