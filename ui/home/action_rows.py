"""My actions as rows: a box to tick, the words, whom it is about, when it is due."""

from datetime import date

import msgspec
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter

from mdt_desktop.domain.day_words import WEEKDAYS
from mdt_desktop.services.actions.rows import ActionRow
from mdt_desktop.services.week import MyActions
from ui.actions.words import about_words, action_sentence
from ui.theme import theme, u
from ui.widgets.drawing import rounded_box, text_line
from ui.widgets.due_words import due_words
from ui.widgets.painting import chip_width, paint_check, paint_chip
from ui.widgets.row_list import RowDelegate
from ui.widgets.row_model import RowModel

ROW, HEADING, BOX, ASKING = 50, 32, 18, 50
SHOWN, FINISHED = 7, 2  # rows of the card; the Actions page has them all


class MyRow(msgspec.Struct, frozen=True):
    """An action of mine; the first finished one carries a `heading`; `asking` leaves room for a question."""

    action: ActionRow
    today: date
    heading: str = ""
    last: bool = False
    asking: bool = False


def my_rows(view: MyActions, asking: str = "") -> list[MyRow]:
    """The first few that are open, then what was finished this week; `asking` is the id of one that is
    being closed.
    """
    shown, done = view.open[:SHOWN], view.finished[:FINISHED]
    rows = [
        MyRow(row, view.today, last=at == len(shown) - 1, asking=row.id == asking)
        for at, row in enumerate(shown)
    ]
    for at, row in enumerate(done):
        rows.append(MyRow(row, view.today, "" if at else "Finished this week", last=at == len(done) - 1))
    return rows


def my_model() -> RowModel:
    """The model of the list."""
    return RowModel(lambda row: row.action.id, lambda row: action_sentence(row.action, row.today))


def done_chip(row: MyRow) -> str:
    """ "Done Mon"."""
    closed = row.action.closed_on
    return f"Done {WEEKDAYS[closed.weekday()][:3]}" if closed else "Done"


class MyActionsDelegate(RowDelegate):
    """Two lines a row, with a thin line under all but the last."""

    def height(self, row: MyRow, width: int) -> int:
        return u(ROW) + (u(HEADING) if row.heading else 0) + (u(ASKING) if row.asking else 0)

    def shape(self, rect: QRect, row: MyRow) -> QRect:
        return rect.adjusted(0, u(HEADING) if row.heading else 0, 0, 0)

    def part_at(self, rect: QRect, row: MyRow, point: QPoint) -> str:
        line = _line(rect, row)
        box = QRect(line.left(), line.top(), u(BOX + 14), line.height())
        return "tick" if row.action.open and box.contains(point) else ""

    def draw(self, painter: QPainter, rect: QRect, row: MyRow, *, current: bool, hovered: bool) -> None:
        look, line = theme(), _line(rect, row)
        if row.heading:
            head = QRect(rect.left() + u(8), rect.top() + u(6), rect.width(), u(HEADING) - u(6))
            text_line(painter, head, row.heading, "meta", 600, look.colour("text2"))
        if current or hovered:
            whole = self.shape(rect, row)
            rounded_box(
                painter, whole.adjusted(0, 1, 0, -1), u(8), look.colour("sel" if current else "hover")
            )
        elif not row.last:
            rule = QRect(line.left() + u(8), rect.bottom(), line.width() - u(16), 1)
            painter.fillRect(rule, look.colour("border"))
        inner = line.adjusted(u(8), 0, -u(8), 0)
        paint_check(painter, QRect(inner.left(), inner.top(), u(BOX), inner.height()), not row.action.open)
        self._paint_words(painter, inner.adjusted(u(BOX + 11), 0, 0, 0), row, current=current)

    def _paint_words(self, painter: QPainter, box: QRect, row: MyRow, *, current: bool) -> None:
        look = theme()
        due = due_words(row.action.due, row.today)
        words, tone, icon = due.text, due.tone, due.icon if due.tone == "red" else ""
        if not row.action.open:
            words, tone, icon = done_chip(row), "green", ""
        width = chip_width(words, icon)
        chip = QRect(box.right() - width + 1, box.top(), width, box.height())
        paint_chip(painter, chip, words, tone, icon, selected=current)
        text = QRect(box.left(), box.top() + u(5), box.width() - width - u(10), u(20))
        text_line(painter, text, row.action.text, "body", 500, look.colour("text"))
        about = text.translated(0, u(20))
        about.setHeight(u(17))
        text_line(painter, about, about_words(row.action), "small", None, look.colour("text2"))


def _line(rect: QRect, row: MyRow) -> QRect:
    """The row's two lines, without a heading above or a question below."""
    top = rect.top() + (u(HEADING) if row.heading else 0)
    return QRect(rect.left(), top, rect.width(), u(ROW))


def question_box(rect: QRect) -> QRect:
    """Where the question stands in a row that asks."""
    return QRect(
        rect.left() + u(36), rect.bottom() - u(ASKING) + u(5), rect.width() - u(44), u(ASKING) - u(10)
    )
