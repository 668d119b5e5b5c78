"""The picker of an owner: type part of a name, an organisation or what is needed; Enter takes the first."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from mdt_desktop.services.actions.action_page import ActionsView
from ui.actions.owner_rows import ROW, CandidateDelegate, candidate_model, candidates
from ui.theme import theme, u
from ui.widgets.boxes import Column, Row
from ui.widgets.icon_button import IconButton
from ui.widgets.icon_line import IconLine
from ui.widgets.row_list import RowList

_SHOWN = 3.5  # rows: half a row says that there are more
_TO_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class OwnerPicker(QWidget):
    """`chosen(candidate)` and `cancelled`."""

    chosen = Signal(object)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._view: ActionsView | None = None
        self._but = ""
        self.edit = _SearchLine()
        self.list = RowList("People and organisations", candidate_model(), CandidateDelegate())
        self.close_button = IconButton("x", "Leave the owner as it is", size=30, icon_size=16)
        top = Row(gap=6)
        top.addWidget(self.edit, 1)
        top.add(self.close_button)
        Column(self, gap=6).add(top, self.list)
        self.edit.textChanged.connect(lambda _text: self._show())
        self.edit.returnPressed.connect(self._take)
        self.edit.moved.connect(self._pass_key)
        self.list.chosen.connect(self.chosen)
        self.list.clicked.connect(lambda _index: self._take())
        self.close_button.clicked.connect(self.cancelled)
        theme().changed.connect(self._restyle)
        self._restyle()

    def ask(self, view: ActionsView, but: str) -> None:
        """`but` is the present owner's id."""
        self._view, self._but = view, but
        self.edit.clear()
        self._show()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        if self._view is not None:
            self.list.set_rows(candidates(self._view, self.edit.text(), self._but))
            self.list.setCurrentIndex(self.list.rows.index(0))

    def _take(self) -> None:
        if self.list.current_row() is not None:
            self.chosen.emit(self.list.current_row())

    def _pass_key(self, event: QKeyEvent) -> None:
        QApplication.sendEvent(self.list, event)

    def _restyle(self) -> None:
        self.edit.setFont(theme().font("body"))
        self.edit.setMinimumHeight(u(36))
        self.list.setFixedHeight(int(u(ROW) * _SHOWN))


class _SearchLine(IconLine):
    moved = Signal(QKeyEvent)

    def __init__(self) -> None:
        super().__init__("search", "A name, an organisation, or what is needed")
        self.setAccessibleName("Who takes it")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _TO_LIST:
            self.moved.emit(event)
        else:
            super().keyPressEvent(event)
