"""A list in a card: as high as its rows, moved through by J and K together with the list beside it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QSizePolicy

from ui.widgets.row_list import RowDelegate, RowList
from ui.widgets.row_model import RowModel


class WholeList(RowList):
    """`passed(step)` is emitted when a key would move past the first (-1) or the last (1) row."""

    passed = Signal(int)
    row_wanted = Signal(object)

    def __init__(self, name: str, model: RowModel, delegate: RowDelegate) -> None:
        super().__init__(name, model, delegate)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_rows(self, rows: Sequence[Any]) -> None:
        super().set_rows(rows)
        self.updateGeometry()

    def shows_current(self) -> bool:
        """A card at rest marks nothing; a question in a row keeps the row marked."""
        focus = QApplication.focusWidget()
        return self.hasFocus() or (focus is not None and self.isAncestorOf(focus))

    def sizeHint(self) -> QSize:
        return QSize(260, self.content_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.content_height())

    def stand_on(self, place: int) -> None:
        """Take the focus on a row, counted from the end when negative."""
        count = self.rows.rowCount()
        if count:
            self.setCurrentIndex(self.rows.index(place % count))
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(0))
        self.row_wanted.emit(self.visualRect(self.currentIndex()))

    def scrollTo(
        self,
        index: Any,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Nothing to scroll here: the page scrolls to the row instead."""
        self.row_wanted.emit(self.visualRect(index))

    def _step(self, by: int) -> None:
        goal = self.currentIndex().row() + by
        if 0 <= goal < self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(goal))
        else:
            self.passed.emit(by)
