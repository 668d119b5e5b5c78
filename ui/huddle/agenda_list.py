"""The agenda's list view: its order is changed by dragging or by keys, its minutes by keys or presses."""

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView

from ui.huddle.agenda_rows import HEADING, ITEM_MIME, AgendaDelegate, AgendaLine, agenda_model
from ui.huddle.suggestion_rows import CASE_MIME
from ui.theme import theme, u
from ui.widgets.drawing import painting, rounded_box
from ui.widgets.row_list import RowList

REMOVE_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class AgendaList(RowList):
    """`moved(item, place)` counts the place with the item taken out; `dropped(case, place)` a suggestion."""

    moved = Signal(str, int)
    dropped = Signal(str, int)
    minutes_changed = Signal(str, int)
    removed = Signal(object)

    def __init__(self) -> None:
        super().__init__("Agenda", agenda_model(), AgendaDelegate())
        self._line_at = -1
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.part_pressed.connect(self._press)

    def nudge(self, by: int) -> None:
        """The current person up (-1) or down (1)."""
        place = self.currentIndex().row() + by
        if self.current_row() is not None and 0 <= place < self.rows.rowCount():
            self.moved.emit(self.current_row().row.item.id, place)

    def step_minutes(self, by: int) -> None:
        """The current person's time, less or more."""
        if self.current_row() is not None:
            self._step_of(self.current_row(), by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        if row is not None and event.key() in REMOVE_KEYS:
            self.removed.emit(row)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._consider(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._consider(event)
        if event.isAccepted():
            self._show_line(self.place_at(event.position().toPoint()))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_line(-1)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        place = self.place_at(event.position().toPoint())
        self._show_line(-1)
        item, case = _content(event.mimeData(), ITEM_MIME), _content(event.mimeData(), CASE_MIME)
        if item:
            here = self.rows.place_of(item)
            to = place - 1 if 0 <= here < place else place
            if to != here:
                self.moved.emit(item, to)
        elif case:
            self.dropped.emit(case, place)
        # The order is the service's: the view takes nothing out of its own rows after a move.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def place_at(self, point: QPoint) -> int:
        """Before which row something dropped at a point would come."""
        for place in range(self.rows.rowCount()):
            if point.y() < self.visualRect(self.rows.index(place)).center().y():
                return place
        return self.rows.rowCount()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._line_at >= 0:
            with painting(self.viewport()) as painter:
                rounded_box(painter, self._line_rect(), u(1), theme().colour("focus"))

    def _consider(self, event: QDragMoveEvent) -> None:
        known = event.mimeData().hasFormat(ITEM_MIME) or event.mimeData().hasFormat(CASE_MIME)
        event.setAccepted(known)

    def _show_line(self, place: int) -> None:
        if place != self._line_at:
            self._line_at = place
            self.viewport().update()

    def _line_rect(self) -> QRect:
        if not self.rows.rowCount():
            return QRect(0, 0, self.viewport().width(), u(3))
        last = self._line_at >= self.rows.rowCount()
        index = self.rows.index(min(self._line_at, self.rows.rowCount() - 1))
        rect = self.visualRect(index)
        line: AgendaLine = self.rows.rows[index.row()]
        top = rect.bottom() if last else rect.top() + (u(HEADING) if line.heading else 0)
        return QRect(0, max(0, top - u(5)), self.viewport().width(), u(3))

    def _press(self, line: AgendaLine, part: str) -> None:
        if part == "remove":
            self.removed.emit(line)
        else:
            self._step_of(line, 1 if part == "more" else -1)

    def _step_of(self, line: AgendaLine, by: int) -> None:
        minutes = line.row.item.minutes + by
        if 1 <= minutes <= 60:
            self.minutes_changed.emit(line.row.item.id, minutes)


def _content(data: QMimeData, kind: str) -> str:
    return bytes(data.data(kind).data()).decode() if data.hasFormat(kind) else ""
