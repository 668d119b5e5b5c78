"""The list view of the huddle pages: painted rows with parts that can be pressed, moved through by keys."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme import theme
from ui.widgets.row_model import Index, RowModel

STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_K: -1, Qt.Key.Key_Up: -1}


class RowDelegate(QStyledItemDelegate):
    """Subclasses say how high a row is, how it looks, and which of its parts can be pressed."""

    def height(self, row: Any, width: int) -> int:
        raise NotImplementedError

    def draw(self, painter: QPainter, rect: QRect, row: Any, *, current: bool, hovered: bool) -> None:
        raise NotImplementedError

    def shape(self, rect: QRect, row: Any) -> QRect:
        """What of the row's rectangle looks like the row: gaps and headings left out."""
        return rect

    def part_at(self, rect: QRect, row: Any, point: QPoint) -> str:
        """The name of the part under a point, "" for the row itself."""
        return ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        row = index.data(RowModel.RowRole)
        return QSize(1, self.height(row, width)) if row is not None else QSize(1, 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        current = isinstance(view, RowList) and view.shows_current() and view.currentIndex() == index
        row, hovered = index.data(RowModel.RowRole), bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.draw(painter, option.rect, row, current=current, hovered=hovered)
        finally:
            painter.restore()


class RowList(QListView):
    """A `quiet` one marks its current row only with the focus.

    `chosen(row)` follows Enter and a double click, `part_pressed(row, part)` a press on a part.
    """

    chosen = Signal(object)
    part_pressed = Signal(object, str)
    current_changed = Signal(object)

    def __init__(
        self,
        name: str,
        model: RowModel,
        delegate: RowDelegate,
        *,
        quiet: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setViewport(QWidget())  # a plain one shows what is behind it
        self.rows = model
        model.setParent(self)
        delegate.setParent(self)
        self._delegate, self._quiet = delegate, quiet
        self._pressed = ("", "")
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setAccessibleName(name)
        self.setProperty("clear", "true")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        theme().changed.connect(self.scheduleDelayedItemsLayout)

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows; the current one stays, or the next in its place becomes current."""
        place = self.currentIndex().row()
        key = self.rows.key_at(place)
        self.rows.set_rows(rows)
        kept = self.rows.place_of(key) if key else -1
        goal = kept if kept >= 0 else min(max(place, 0), len(rows) - 1)
        if goal >= 0 and self.currentIndex().row() != goal:
            self.setCurrentIndex(self.rows.index(goal))
        self.scheduleDelayedItemsLayout()

    def current_row(self) -> Any:
        """The row the keys act on, or None."""
        return self.currentIndex().data(RowModel.RowRole) if self.currentIndex().isValid() else None

    def ring_rect(self, index: Index) -> QRect:
        """Where the focus ring belongs."""
        return self._delegate.shape(self.visualRect(index), index.data(RowModel.RowRole))

    def shows_current(self) -> bool:
        """A quiet list marks its current row only while it has the focus."""
        return not self._quiet or self.hasFocus()

    def content_height(self) -> int:
        """How high the view would be to show every row."""
        width = self.viewport().width()
        return sum(self._delegate.height(row, width) for row in self.rows.rows)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.current_changed.emit(self.current_row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in STEPS:
            self._step(STEPS[Qt.Key(event.key())])
        elif (
            plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_row() is not None
        ):
            self.chosen.emit(self.current_row())
        elif event.text().isalnum() and plain:
            event.ignore()  # single letters are the page's shortcuts, not a search by first letter
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._under(event.position().toPoint())
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        under, self._pressed = self._pressed, ("", "")
        if under[1] and under == self._under(event.position().toPoint()):
            self.part_pressed.emit(self.rows.rows[self.rows.place_of(under[0])], under[1])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over_part = bool(self._under(event.position().toPoint())[1])
        shape = Qt.CursorShape.PointingHandCursor if over_part else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        if not self._pressed[1]:
            super().mouseMoveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        key, part = self._under(event.position().toPoint())
        if part:
            self.mousePressEvent(event)  # two quick presses of a part are two presses
        elif key:
            self.chosen.emit(self.rows.rows[self.rows.place_of(key)])

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.scheduleDelayedItemsLayout()
        return super().viewportEvent(event)

    def _step(self, by: int) -> None:
        place = max(0, min(self.rows.rowCount() - 1, self.currentIndex().row() + by))
        if self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(place))

    def _under(self, point: QPoint) -> tuple[str, str]:
        index = self.indexAt(point)
        if not index.isValid():
            return "", ""
        part = self._delegate.part_at(self.visualRect(index), index.data(RowModel.RowRole), point)
        return self.rows.key_at(index.row()), part
