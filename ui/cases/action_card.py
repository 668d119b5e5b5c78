"""What is open for somebody: done, another day, another owner, all without leaving the record."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from mdt_desktop.services.actions.rows import ActionRow
from mdt_desktop.services.cases.case_page import Surroundings
from ui.cases.action_editor import ActionEditor
from ui.cases.table_delegate import first_name
from ui.theme import theme, u
from ui.widgets.card import Card
from ui.widgets.drawing import text_line, words_block, words_height
from ui.widgets.due_words import Due, due_words
from ui.widgets.painting import chip_width, paint_avatar, paint_check, paint_chip
from ui.widgets.row_list import RowDelegate, RowList
from ui.widgets.row_model import RowModel
from ui.widgets.text import Text

PAD, CHECK, LINE, BELOW = 8, 18, 18, 26
KEYS = {Qt.Key.Key_X: "done", Qt.Key.Key_D: "due", Qt.Key.Key_O: "owner"}


@dataclass(frozen=True)
class Line:
    """An open action seen on a day."""

    action: ActionRow
    today: date

    @property
    def owner(self) -> str:
        return self.action.owner or self.action.owner_text or "Nobody yet"

    @property
    def due(self) -> Due:
        if self.action.status == "blocked":
            return Due("Blocked", "amber", "ban", f"Blocked: {self.action.status_reason}")
        return due_words(self.action.due, self.today)


def sentence(line: Line) -> str:
    """ "Carer’s assessment for Helen. Joanne Price, 2 days late, was due Fri 20 Nov"."""
    return f"{line.action.text}. {line.owner}, {line.due.sentence}"


class LineDelegate(RowDelegate):
    """A box to tick, the words, then owner and due date below. Parts: done, owner, due."""

    def height(self, row: Line, width: int) -> int:
        return 2 * u(PAD) + self._words(row, width) + u(BELOW) + u(2)

    def part_at(self, rect: QRect, row: Line, point: QPoint) -> str:
        if point.x() < rect.left() + u(CHECK + 8) and point.y() < rect.top() + u(PAD + LINE + 6):
            return "done"
        below = rect.bottom() - u(PAD + BELOW)
        if point.y() < below:
            return ""
        return "due" if point.x() >= self._chip(rect, row).left() else "owner"

    def draw(self, painter: QPainter, rect: QRect, row: Line, *, current: bool, hovered: bool) -> None:
        look = theme()
        chosen = current and self._focused()
        if chosen or hovered:
            painter.fillRect(rect, look.colour("sel" if chosen else "hover"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.colour("border"))
        paint_check(painter, QRect(rect.left() + u(4), rect.top() + u(PAD), u(CHECK), u(LINE)), False)
        left = rect.left() + u(CHECK + 14)
        corner, width = QPoint(left, rect.top() + u(PAD)), rect.width() - u(CHECK + 18)
        words_block(painter, corner, width, row.action.text, "meta", 500, look.colour("text"))
        chip = self._chip(rect, row)
        paint_chip(painter, chip, row.due.text, row.due.tone, row.due.icon, selected=chosen)
        face = QRect(rect.left() + u(2), chip.top() + (chip.height() - u(22)) // 2, u(22), u(22))
        paint_avatar(painter, face, row.action.owner_initials or "?", row.action.sector)
        name = QRect(left, chip.top(), chip.left() - left - u(6), chip.height())
        fits = look.metrics("small").horizontalAdvance(row.owner) <= name.width()
        owner = row.owner if fits else first_name(row.owner)
        text_line(painter, name, owner, "small", None, look.colour("text2"))

    def _focused(self) -> bool:
        view = self.parent()
        return isinstance(view, QWidget) and view.hasFocus()

    def _chip(self, rect: QRect, row: Line) -> QRect:
        width = chip_width(row.due.text, row.due.icon)
        top = rect.bottom() - u(PAD + BELOW) + u(4)
        return QRect(rect.right() - width - u(3), top, width, u(BELOW))

    def _words(self, row: Line, width: int) -> int:
        return words_height(row.action.text, "meta", 500, width - u(CHECK + 18))


class LineList(RowList):
    """`asked(line, deed)`: X done, D another day, O another owner; or a press on the part."""

    asked = Signal(object, str)

    def __init__(self) -> None:
        super().__init__("Open actions", RowModel(lambda line: line.action.id, sentence), LineDelegate())
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.part_pressed.connect(self.asked)
        self.chosen.connect(lambda line: self.asked.emit(line, "done"))

    def fit(self) -> None:
        """As high as its rows."""
        self.setFixedHeight(max(1, self.content_height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        deed = KEYS.get(Qt.Key(event.key()))
        if deed and self.current_row() is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.asked.emit(self.current_row(), deed)
        else:
            super().keyPressEvent(event)


class ActionCard(Card):
    """The list grows with its actions; the page scrolls. Signals carry what the editor was told."""

    finished = Signal(str, str)
    moved = Signal(str, object, str)
    reassigned = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__("Open actions", count=0, link="Add", margin=14, gap=4)
        self.list, self.editor = LineList(), ActionEditor()
        self._none = Text("Nothing is open.", "meta", colour="text2")
        self._keys = Text("X done · D date · O owner", "small", colour="text3")
        self.body.add(self.list, self._none, self.editor, self._keys)
        self._around: Surroundings | None = None
        self.list.asked.connect(self._ask)
        for mine, its in (
            (self.finished, self.editor.finished),
            (self.moved, self.editor.moved),
            (self.reassigned, self.editor.reassigned),
        ):
            its.connect(mine)
        self.editor.ended.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        theme().changed.connect(self.list.fit)

    def show_actions(self, rows: list[ActionRow], around: Surroundings) -> None:
        """Those that are open."""
        self._around = around
        self.set_count(len(rows))
        self.list.set_rows([Line(row, around.today) for row in rows])
        self.list.setVisible(bool(rows))
        self._keys.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self.list.fit()

    def _ask(self, line: Line, deed: str) -> None:
        if self._around is not None:
            self.editor.ask(line.action, deed, self._around)
