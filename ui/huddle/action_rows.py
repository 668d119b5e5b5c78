"""Open actions as a compact list: owner, what, when; X says what came of one."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from mdt_desktop.services.actions.rows import ActionRow
from ui.theme import theme, u
from ui.theme.type import line_height
from ui.widgets.drawing import draw_icon, rounded_box, text_line, wrapped_lines
from ui.widgets.due_words import due_words
from ui.widgets.painting import chip_width, paint_avatar, paint_chip
from ui.widgets.row_list import RowDelegate, RowList
from ui.widgets.row_model import RowModel

LEAST, PAD, TALL_ROW = 38, 6, 52
FACE, TICK = 26, 28


@dataclass(frozen=True)
class ActionLine:
    """An action seen on a day; `here` when its owner is in the room; `with_person` names whom it is for."""

    action: ActionRow
    today: date
    here: bool = False
    with_person: bool = False


def action_sentence(line: ActionLine) -> str:
    """The row as a screen reader says it."""
    action = line.action
    owner = action.owner or action.owner_text or "nobody yet"
    blocked = f", blocked: {action.status_reason}" if action.status == "blocked" else ""
    person = f" for {action.person}" if line.with_person and action.person else ""
    here = ", in the room" if line.here else ""
    return f"{action.text}{person}. {owner}{here}, {due_words(action.due, line.today).sentence}{blocked}"


class ActionDelegate(RowDelegate):
    """Part: done."""

    def height(self, row: ActionLine, width: int) -> int:
        if row.with_person:
            return u(TALL_ROW)
        lines = len(_lines(row.action.text, _words_right(row, width) - _words_left()))
        return max(u(LEAST), lines * line_height("body") + 2 * u(PAD))

    def part_at(self, rect: QRect, row: ActionLine, point: QPoint) -> str:
        return "done" if _done_box(rect).contains(point) else ""

    def draw(self, painter: QPainter, rect: QRect, row: ActionLine, *, current: bool, hovered: bool) -> None:
        look, action = theme(), row.action
        if current or hovered:
            rounded_box(painter, rect, u(8), look.colour("sel" if current else "hover"))
        side = u(FACE)
        box = QRect(rect.left() + u(4), rect.top() + (rect.height() - side) // 2, side, side)
        presence = "here" if row.here else ""
        paint_avatar(painter, box, action.owner_initials or "?", action.sector, presence)
        draw_icon(painter, _done_box(rect), "circle-check", "green" if hovered or current else "text3", 18)
        words, tone, icon = _chip(row)
        width = chip_width(words, icon)
        chip = QRect(_done_box(rect).left() - u(4) - width, rect.top(), width, rect.height())
        paint_chip(painter, chip, words, tone, icon, selected=current)
        left, right = _words_left(), _words_right(row, rect.width())
        text = QRect(rect.left() + left, rect.top(), right - left, rect.height())
        if row.with_person:
            self._paint_two(painter, text, row)
        else:
            self._paint_words(painter, text, action.text)

    def _paint_words(self, painter: QPainter, box: QRect, words: str) -> None:
        lines, high = _lines(words, box.width()), line_height("body")
        line = QRect(box.left(), box.top() + (box.height() - len(lines) * high) // 2, box.width(), high)
        for part in lines:
            text_line(painter, line, part, "body", None, theme().colour("text"))
            line.translate(0, high)

    def _paint_two(self, painter: QPainter, box: QRect, row: ActionLine) -> None:
        look, action = theme(), row.action
        first = QRect(box.left(), box.top() + u(6), box.width(), u(20))
        owner = action.owner or action.owner_text or "Nobody yet"
        moved = f" · moved {action.moves} times" if action.moves > 1 else ""
        words = f"{owner}{' · here' if row.here else ''} · {action.person}{moved}"
        text_line(painter, first, action.text, "body", 500, look.colour("text"))
        text_line(painter, first.translated(0, u(20)), words, "small", None, look.colour("text2"))


class ActionList(RowList):
    """`done(line)` follows X or a press on the tick."""

    done = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__(
            name, RowModel(lambda line: line.action.id, action_sentence), ActionDelegate(), quiet=True
        )
        self.part_pressed.connect(lambda line, _part: self.done.emit(line))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_X and self.current_row() is not None:
            self.done.emit(self.current_row())
        else:
            super().keyPressEvent(event)


def _done_box(rect: QRect) -> QRect:
    return QRect(rect.right() - u(TICK + 2), rect.top(), u(TICK), rect.height())


def _chip(row: ActionLine) -> tuple[str, str, str]:
    """Words, tone and icon of when it is due, or that it cannot go on."""
    if row.action.status == "blocked":
        return "Blocked", "amber", "ban"
    due = due_words(row.action.due, row.today)
    return due.text, due.tone, due.icon


def _words_left() -> int:
    return u(4) + u(FACE) + u(10)


def _words_right(row: ActionLine, width: int) -> int:
    """Where the words end in a row of this width: before the chip and the tick."""
    words, _tone, icon = _chip(row)
    return width - u(TICK + 2) - u(4) - chip_width(words, icon) - u(9)


def _lines(words: str, width: int) -> list[str]:
    return wrapped_lines(words, "body", None, max(1, width), 3)
