"""A table of rows of one height, with horizontal lines only; letters are left to the page."""

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from ui.theme import theme, u
from ui.widgets.table_header import TableHeader

STEPS: dict[int, int] = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}


class QuietTable(QTableView):
    """Subclasses set the model and share out the width."""

    def __init__(self, name: str, row_height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row_height = row_height
        self.setAccessibleName(name)
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
        self.header = TableHeader(self)
        self.setHorizontalHeader(self.header)
        self.header.setSectionsClickable(False)
        self.header.setSectionResizeMode(TableHeader.ResizeMode.Fixed)
        self.header.setMinimumSectionSize(1)
        theme().changed.connect(self.measure)
        self.measure()

    def go_to(self, row: int) -> None:
        """Make a row current and bring it into view."""
        index = self.model().index(row, 0)
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(index, flags)
            self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        last = self.model().rowCount() - 1
        if plain and event.key() in STEPS:
            self.go_to(max(0, min(last, self.currentIndex().row() + STEPS[event.key()])))
        elif plain and event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(0 if event.key() == Qt.Key.Key_Home else last)
        elif event.text().strip() and plain:
            event.ignore()  # a letter is the page's, never a search in the table
        else:
            super().keyPressEvent(event)

    def measure(self) -> None:
        """Follow the text size."""
        self.verticalHeader().setMinimumSectionSize(u(self._row_height))
        self.verticalHeader().setDefaultSectionSize(u(self._row_height))
        if self.model() is not None:
            self.share_width()

    def share_width(self) -> None:
        """Give the columns their widths."""
