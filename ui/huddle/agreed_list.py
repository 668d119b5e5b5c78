"""What was agreed about this person today: the decision, and each action with its owner and date."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from mdt_desktop.services.actions.rows import ActionRow
from mdt_desktop.services.huddle.run_view import ItemView
from ui.theme import theme, u
from ui.widgets.drawing import draw_icon, rounded_box, text_line
from ui.widgets.due_words import day_words, due_words
from ui.widgets.painting import chip_width, paint_avatar, paint_chip
from ui.widgets.row_list import RowDelegate, RowList
from ui.widgets.row_model import RowModel

ROW, GAP = 36, 6


@dataclass(frozen=True)
class AgreedLine:
    """The decision (`action` None), or one action, seen on a day."""

    words: str
    action: ActionRow | None
    today: date


def agreed_lines(item: ItemView, today: date) -> list[AgreedLine]:
    """The decision first, then the actions in the order they were agreed."""
    decision = item.discussion.decision if item.discussion else ""
    first = [AgreedLine(decision.replace("\n", "; "), None, today)] if decision else []
    actions = sorted(item.new_actions, key=lambda row: row.id)
    return first + [AgreedLine(row.text, row, today) for row in actions]


def agreed_sentence(line: AgreedLine) -> str:
    """The row as a screen reader says it."""
    if line.action is None:
        return f"Decision: {line.words}"
    owner = line.action.owner or line.action.owner_text or "nobody yet"
    return f"Action: {line.words}, {owner}, {due_words(line.action.due, line.today).sentence}"


class AgreedDelegate(RowDelegate):
    """Part: edit."""

    def height(self, row: AgreedLine, width: int) -> int:
        return u(ROW + GAP)

    def shape(self, rect: QRect, row: AgreedLine) -> QRect:
        return QRect(rect.left(), rect.top(), rect.width(), u(ROW))

    def part_at(self, rect: QRect, row: AgreedLine, point: QPoint) -> str:
        return "edit" if row.action and _edit_box(self.shape(rect, row)).contains(point) else ""

    def draw(self, painter: QPainter, rect: QRect, row: AgreedLine, *, current: bool, hovered: bool) -> None:
        look, box = theme(), self.shape(rect, row)
        rounded_box(painter, box, u(8), look.colour("hover" if hovered else "sunken"))
        icon = QRect(box.left() + u(10), box.top(), u(18), box.height())
        draw_icon(painter, icon, "list-checks" if row.action else "scale", "accent", 16)
        left, right = icon.right() + u(10), box.right() - u(12)
        if row.action is not None:
            side = u(24)
            avatar = QRect(left, box.top() + (box.height() - side) // 2, side, side)
            paint_avatar(painter, avatar, row.action.owner_initials or "?", row.action.sector)
            left = avatar.right() + u(12)
            draw_icon(painter, _edit_box(box), "pencil", "text2", 16)
            due = row.action.due
            words, tone = (day_words(due, row.today), "neutral") if due else ("No date", "amber")
            if row.action.late_days:
                words, tone = f"{words}, past already", "amber"
            width = chip_width(words)
            chip = QRect(_edit_box(box).left() - u(4) - width, box.top(), width, box.height())
            right = chip.left() - u(10)
            paint_chip(painter, chip, words, tone, selected=tone == "neutral")
            if not row.action.owner:
                self._paint_ownerless(painter, box, right)
                right -= chip_width("Nobody yet") + u(8)
        line = QRect(left, box.top(), right - left, box.height())
        text_line(painter, line, row.words, "body", None if row.action else 500, look.colour("text"))

    def _paint_ownerless(self, painter: QPainter, box: QRect, right: int) -> None:
        width = chip_width("Nobody yet")
        paint_chip(painter, QRect(right - width, box.top(), width, box.height()), "Nobody yet", "amber")


class AgreedList(RowList):
    """`edit(action)` follows Enter or the pencil, `take_back(action)` follows Delete."""

    edit = Signal(object)
    take_back = Signal(object)

    def __init__(self) -> None:
        model = RowModel(lambda line: line.action.id if line.action else "decision", agreed_sentence)
        super().__init__("Agreed", model, AgreedDelegate(), quiet=True)
        self.part_pressed.connect(lambda line, _part: self._edit(line))
        self.chosen.connect(self._edit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        if event.key() == Qt.Key.Key_Delete and row is not None and row.action is not None:
            self.take_back.emit(row.action)
        else:
            super().keyPressEvent(event)

    def _edit(self, line: AgreedLine) -> None:
        if line.action is not None:
            self.edit.emit(line.action)


def _edit_box(box: QRect) -> QRect:
    return QRect(box.right() - u(34), box.top(), u(30), box.height())
