"""The board: a column for each time an action can be due, and one for what is finished."""

from datetime import date, timedelta

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QScrollArea, QWidget

from mdt_desktop.domain.working_days import next_working_day, this_monday
from mdt_desktop.services.actions.rows import ActionRow
from ui.actions.card_rows import ACTION_MIME, CARD_EDGE, BoardCard, CardDelegate, card_model
from ui.actions.grouping import LATE, LATER, NO_DATE, THIS_WEEK, TODAY, bucket_of
from ui.theme import theme, u
from ui.widgets.boxes import Column, Row
from ui.widgets.chip import Chip
from ui.widgets.row_list import RowList
from ui.widgets.surface import set_surface
from ui.widgets.text import Text

FINISHED = "Finished"
COLUMNS = ((LATE, "red"), (TODAY, "amber"), (THIS_WEEK, "accent"), (LATER, "neutral"), (FINISHED, "green"))
_NARROWEST = 184  # px of a column; below five of them the board scrolls sideways
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


def day_for(column: str, today: date) -> date | None:
    """The due date that a column stands for; None for one that no date leads to."""
    friday = this_monday(today) + timedelta(days=4)
    if column == TODAY:
        return today
    if column == THIS_WEEK:
        return friday if friday > today else None
    if column == LATER:
        week_on = today + timedelta(days=7)
        return week_on if week_on.weekday() < 5 else next_working_day(week_on)
    return None


class BoardList(RowList):
    """One column's cards; `sideways(step, shifted)` follows the arrow keys, `dropped(action id)` a drop."""

    sideways = Signal(int, bool)
    dropped = Signal(str)
    menu_asked = Signal(object, QPoint)
    entered = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name, card_model(), CardDelegate())
        self.lit = False
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _SIDEWAYS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.sideways.emit(step, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(0))
        self.entered.emit()

    def shows_current(self) -> bool:
        return self.lit

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.current_row() is not None:
            point = event.pos()
            if event.reason() == QContextMenuEvent.Reason.Keyboard:
                point = self.visualRect(self.currentIndex()).center()
            self.menu_asked.emit(self.current_row().action, self.viewport().mapToGlobal(point))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(event.mimeData().hasFormat(ACTION_MIME))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setAccepted(event.mimeData().hasFormat(ACTION_MIME) and event.source() is not self)

    def dropEvent(self, event: QDropEvent) -> None:
        # The card moves when the service says so: the view takes nothing out of its own rows.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(bytes(event.mimeData().data(ACTION_MIME).data()).decode())


class BoardColumn(QFrame):
    """A heading with its count above the cards."""

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        set_surface(self, "row")
        self.name = name
        self._count = Text("", "meta", colour="text2")
        self.list = BoardList(name)
        theme().changed.connect(self._measure)
        self._measure()
        column = Column(self, margin=(9 - CARD_EDGE, 9, 9 - CARD_EDGE, 4), gap=9)
        column.add(Row(margin=(CARD_EDGE, 0), gap=8).add(Chip(name, tone), self._count, None))
        column.addWidget(self.list, 1)

    def _measure(self) -> None:
        self.setMinimumWidth(u(_NARROWEST))

    def show_rows(self, rows: list[ActionRow], today: date) -> None:
        self._count.setText(str(len(rows)))
        self.list.setAccessibleName(f"{self.name}, {len(rows)}")
        self.list.set_rows([BoardCard(row, today) for row in rows])


class Board(QWidget):
    """`move_asked(row, day)`, `finish_asked(row)` and `reopen_asked(row)` follow a card pushed sideways;
    `stuck(words)` says why it stays.
    """

    move_asked = Signal(object, object)
    finish_asked = Signal(object)
    reopen_asked = Signal(object)
    stuck = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._today = date.min
        self._last: BoardColumn | None = None
        self.columns = [BoardColumn(name, tone) for name, tone in COLUMNS]
        sheet = QWidget()
        sheet.setProperty("scrolled", "true")
        row = Row(sheet, gap=10)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(sheet)
        Row(self, gap=0).addWidget(self._scroll)
        for at, column in enumerate(self.columns):
            row.addWidget(column, 1)
            column.list.sideways.connect(lambda step, shifted, at=at: self._sideways(at, step, shifted))
            column.list.dropped.connect(lambda action, at=at: self._drop(action, at))
            column.list.entered.connect(lambda column=column: self._light(column))

    def show_rows(self, rows: list[ActionRow], finished: list[ActionRow], today: date) -> None:
        self._today = today
        by_name: dict[str, list[ActionRow]] = {name: [] for name, _tone in COLUMNS}
        for row in rows:
            bucket = bucket_of(row, today)
            by_name[LATER if bucket == NO_DATE else bucket].append(row)
        by_name[FINISHED] = finished
        for column in self.columns:
            column.show_rows(by_name[column.name], today)

    def _light(self, column: BoardColumn) -> None:
        """One card stands out, however many columns there are."""
        self._last = column
        self._scroll.ensureWidgetVisible(column)
        for other in self.columns:
            other.list.lit = other is column
            other.list.viewport().update()

    def current_list(self) -> BoardList:
        """The column that had the focus last, else the first that holds a card."""
        if self._last is not None and self._last.list.rows.rowCount():
            return self._last.list
        lists = [column.list for column in self.columns]
        return next((one for one in lists if one.rows.rowCount()), lists[0])

    def current_action(self) -> ActionRow | None:
        """The card the keys act on."""
        card = self.current_list().current_row()
        return card.action if card is not None else None

    def select(self, action_id: str) -> bool:
        """Make a card current, if it is shown."""
        for column in self.columns:
            place = column.list.rows.place_of(action_id)
            if place >= 0:
                column.list.setCurrentIndex(column.list.rows.index(place))
                column.list.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def push(self, row: ActionRow, to: int) -> None:
        """Ask for what it takes to bring a card into a column."""
        name = self.columns[to].name
        if name == FINISHED:
            self.finish_asked.emit(row)
        elif not row.open:
            self.reopen_asked.emit(row)
        elif (day := day_for(name, self._today)) is not None:
            self.move_asked.emit(row, day)
        else:
            gone = "No action can be made late" if name == LATE else "No working day of this week is left"
            self.stuck.emit(gone)

    def _sideways(self, at: int, step: int, shifted: bool) -> None:
        if shifted:
            self._push_on(at, step)
            return
        to = at + step
        while 0 <= to < len(self.columns):
            goal = self.columns[to].list
            if goal.rows.rowCount():
                goal.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            to += step

    def _push_on(self, at: int, step: int) -> None:
        card = self.columns[at].list.current_row()
        to = at + step
        if card is None or not 0 <= to < len(self.columns):
            return
        if self.columns[to].name == THIS_WEEK and day_for(THIS_WEEK, self._today) is None:
            to += step  # on a Friday the next step is next week
        self.push(card.action, to)

    def _drop(self, action_id: str, to: int) -> None:
        for column in self.columns:
            place = column.list.rows.place_of(action_id)
            if place >= 0 and column is not self.columns[to]:
                self.push(column.list.rows.rows[place].action, to)
                return
