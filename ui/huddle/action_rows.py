"""Open actions as a compact list: owner, what, when; X says what came of one."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from mdt_desktop.services.actions.rows import ActionRow
from ui.theme import theme, u
from ui.widgets.drawing import draw_icon, rounded_box, text_line
from ui.widgets.due_words import due_words
from ui.widgets.painting import chip_width, paint_avatar, paint_chip
from ui.widgets.row_list import RowDelegate, RowList
from ui.widgets.row_model import RowModel

ROW, TALL_ROW = 38, 52


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
        return u(TALL_ROW if row.with_person else ROW)

    def part_at(self, rect: QRect, row: ActionLine, point: QPoint) -> str:
        return "done" if _done_box(rect).contains(point) else ""

    def draw(self, painter: QPainter, rect: QRect, row: ActionLine, *, current: bool, hovered: bool) -> None:
        look, action = theme(), row.action
        if current or hovered:
            rounded_box(painter, rect, u(8), look.colour("sel" if current else "hover"))
        side = u(26)
        box = QRect(rect.left() + u(4), rect.top() + (rect.height() - side) // 2, side, side)
        presence = "here" if row.here else ""
        paint_avatar(painter, box, action.owner_initials or "?", action.sector, presence)
        draw_icon(painter, _done_box(rect), "circle-check", "green" if hovered or current else "text3", 18)
        due = due_words(action.due, row.today)
        words, tone, icon = due.text, due.tone, due.icon
        if action.status == "blocked":
            words, tone, icon = "Blocked", "amber", "ban"
        width = chip_width(words, icon)
        chip = QRect(_done_box(rect).left() - u(4) - width, rect.top(), width, rect.height())
        paint_chip(painter, chip, words, tone, icon, selected=current)
        text = QRect(box.right() + u(10), rect.top(), chip.left() - box.right() - u(20), rect.height())
        if row.with_person:
            self._paint_two(painter, text, row)
        else:
            text_line(painter, text, action.text, "body", None, look.colour("text"))

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
    return QRect(rect.right() - u(30), rect.top(), u(28), rect.height())
