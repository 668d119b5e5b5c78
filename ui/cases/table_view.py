"""The table of cases: keys, ticks, sorting by its header, windows fetched as they scroll into view."""

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.cases.columns import COLUMNS, GIVES_WAY
from ui.cases.table_delegate import HEIGHT, NAME_LEFT, CaseDelegate
from ui.cases.table_model import CaseTableModel
from ui.theme import u
from ui.widgets.quiet_table import QuietTable

TICKS = (Qt.Key.Key_X, Qt.Key.Key_Space)
OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CaseTable(QuietTable):
    """`moved(place)` follows the current row, `opened(place)` Enter or a double click."""

    moved = Signal(int)
    opened = Signal(int)
    sorted_by = Signal(str, bool)

    def __init__(self, model: CaseTableModel, parent: QWidget | None = None) -> None:
        super().__init__("Cases", HEIGHT, parent)
        self.cases = model
        self.setModel(model)
        self.setItemDelegate(CaseDelegate(model, self))
        self._set_header()
        self.verticalScrollBar().valueChanged.connect(self.want_visible)
        model.modelReset.connect(self.want_visible)
        self.measure()

    def _set_header(self) -> None:
        self.header.setSectionsClickable(True)
        self.header.set_padding(0, NAME_LEFT)
        self.header.setSortIndicatorShown(True)
        self.header.sectionClicked.connect(self._sort)
        self.show_order("name", descending=False)

    def show_order(self, sort: str, *, descending: bool) -> None:
        """Put the arrow on the column the store sorted by."""
        place = next((at for at, column in enumerate(COLUMNS) if column.sort == sort), -1)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(place, order)

    def current_place(self) -> int:
        """The current row, -1 for none."""
        return self.currentIndex().row()

    def want_visible(self) -> None:
        """Ask for the rows that can be seen, and half a window around them."""
        if self.cases.total and self.isVisible():
            first = max(0, self.rowAt(0))
            last = self.rowAt(self.viewport().height() - 1)
            self.cases.want(first, last if last >= 0 else self.cases.total - 1)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.moved.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        key = event.key()
        if plain and key in TICKS:
            self.cases.tick(self.current_place())
        elif plain and key in OPENS:
            if self.current_place() >= 0:
                self.opened.emit(self.current_place())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and event.position().x() < u(NAME_LEFT - 4):
            self.cases.tick(self.rowAt(int(event.position().y())))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self.rowAt(int(event.position().y()))
        if place >= 0 and event.position().x() >= u(NAME_LEFT - 4):
            self.opened.emit(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_width()
        self.want_visible()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)
        self.want_visible()

    def minimumSizeHint(self) -> QSize:
        return QSize(u(420), u(200))

    def _sort(self, section: int) -> None:
        column = COLUMNS[section]
        if not column.sort:
            return
        header = self.horizontalHeader()
        rising = header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        self.sorted_by.emit(column.sort, not rising)

    def share_width(self) -> None:
        """Fixed widths, and what is left shared; the first of GIVES_WAY go when there is not enough."""
        room = self.viewport().width()
        shown = list(COLUMNS)
        for key in GIVES_WAY:
            if sum(u(column.width) for column in shown) <= room:
                break
            shown = [column for column in shown if column.key != key]
        spare = max(0, room - sum(u(column.width) for column in shown))
        shares = sum(column.spare for column in shown)
        for at, column in enumerate(COLUMNS):
            self.setColumnHidden(at, column not in shown)
            self.setColumnWidth(at, u(column.width) + spare * column.spare // shares)
