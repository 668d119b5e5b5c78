"""The table of cases: keys, ticks, sorting by its header, windows fetched as they scroll into view."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from ui.cases.columns import COLUMNS, GIVES_WAY
from ui.cases.table_delegate import HEIGHT, NAME_LEFT, CaseDelegate
from ui.cases.table_model import CaseTableModel
from ui.theme import theme, u
from ui.widgets.table_header import TableHeader

STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}
TICKS = (Qt.Key.Key_X, Qt.Key.Key_Space)
OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CaseTable(QTableView):
    """`moved(place)` follows the current row, `opened(place)` Enter or a double click."""

    moved = Signal(int)
    opened = Signal(int)
    sorted_by = Signal(str, bool)

    def __init__(self, model: CaseTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cases = model
        self.setModel(model)
        self.setItemDelegate(CaseDelegate(model, self))
        self.setAccessibleName("Cases")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self._set_header()
        self.verticalScrollBar().valueChanged.connect(self.want_visible)
        model.modelReset.connect(self.want_visible)
        theme().changed.connect(self._measure)
        self._measure()

    def _set_header(self) -> None:
        header = TableHeader(self)
        self.setHorizontalHeader(header)
        header.set_padding(0, NAME_LEFT)
        header.setSortIndicatorShown(True)
        header.setSectionResizeMode(TableHeader.ResizeMode.Fixed)
        header.setMinimumSectionSize(1)
        header.sectionClicked.connect(self._sort)
        self.show_order("name", descending=False)

    def show_order(self, sort: str, *, descending: bool) -> None:
        """Put the arrow on the column the store sorted by."""
        place = next((at for at, column in enumerate(COLUMNS) if column.sort == sort), -1)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(place, order)

    def current_place(self) -> int:
        """The current row, -1 for none."""
        return self.currentIndex().row()

    def go_to(self, place: int) -> None:
        """Make a row current and bring it into view."""
        if not 0 <= place < self.cases.total:
            return
        index = self.cases.index(place, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

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
        if plain and key in STEPS:
            self.go_to(max(0, min(self.cases.total - 1, self.current_place() + STEPS[key])))
        elif plain and key in TICKS:
            self.cases.tick(self.current_place())
        elif plain and key in OPENS:
            if self.current_place() >= 0:
                self.opened.emit(self.current_place())
        elif plain and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(0 if key == Qt.Key.Key_Home else self.cases.total - 1)
        elif event.text().strip() and plain:
            event.ignore()  # a letter is the page's, never a search in the list
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
        self._share_width()
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

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(u(HEIGHT))
        self.verticalHeader().setMinimumSectionSize(u(HEIGHT))
        self._share_width()

    def _share_width(self) -> None:
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
