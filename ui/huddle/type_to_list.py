"""A search field over a list: typing filters, the arrows move in the list, Enter takes the current row."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.theme import theme, u
from ui.widgets.icon_line import IconLine
from ui.widgets.row_list import RowList

MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class TypeToList(IconLine):
    """`taken()` follows Enter; `asked()` follows F2."""

    taken = Signal()
    asked = Signal()

    def __init__(self, name: str, placeholder: str, target: RowList, parent: QWidget | None = None) -> None:
        super().__init__("search", placeholder, parent)
        self._target = target
        self.setAccessibleName(name)
        theme().changed.connect(self._restyle)
        self._restyle()

    def event(self, event: QEvent) -> bool:
        """F2 is asked here, also where it is the page's key."""
        if is_f2_override(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in MOVES:
            rows = self._target.rows.rowCount()
            place = self._target.currentIndex().row() + MOVES[Qt.Key(event.key())]
            if rows:
                self._target.setCurrentIndex(self._target.rows.index(max(0, min(rows - 1, place))))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def _restyle(self) -> None:
        self.setFont(theme().font("body"))
        self.setMinimumHeight(u(36))


def is_f2_override(event: QEvent) -> bool:
    """Whether Qt asks if F2 is the widget's own before it is anybody's shortcut."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and event.key() == Qt.Key.Key_F2
    )
