"""A small panel over the page for one task: Esc closes it and gives the focus back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from ui.theme import u
from ui.widgets.boxes import Column, Row
from ui.widgets.icon_button import IconButton
from ui.widgets.surface import set_surface
from ui.widgets.text import Text


class SidePanel(QFrame):
    """Subclasses fill `body` and put the focus where it belongs in `opened`.

    `opened_or_closed(True)` is told while it stands over the page.
    """

    opened_or_closed = Signal(bool)

    def __init__(self, title: str, host: QWidget, *, width: int = 380, height: int = 460) -> None:
        super().__init__(host)
        set_surface(self, "float")
        self.setAccessibleName(title)
        self._size = (width, height)
        self._back: QWidget | None = None
        self.close_button = IconButton("x", f"Close {title.lower()}", size=28, icon_size=16)
        self.close_button.clicked.connect(self.dismiss)
        self.head = Row(gap=8).add(Text(title, "h3"), None, self.close_button)
        self.body = Column(self, margin=(16, 12, 16, 14), gap=8).add(self.head)
        self.hide()

    def summon(self) -> None:
        """Open at the bottom left of the page, or close when it is open."""
        if self.isVisible():
            self.dismiss()
            return
        self._back = QApplication.focusWidget()
        host = self.parentWidget()
        width = min(u(self._size[0]), host.width() - u(24))
        height = min(u(self._size[1]), host.height() - u(24))
        left = min(u(310), host.width() - width - u(12))
        self.setGeometry(left, host.height() - height - u(52), width, height)
        if self.y() < 0:
            self.move(left, u(8))
        self.show()
        self.raise_()
        self.opened()

    def opened(self) -> None:
        """It has just been shown."""

    def dismiss(self) -> None:
        """Close; the focus goes back to where it was."""
        back, self._back = self._back, None
        self.hide()
        if back is not None and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.opened_or_closed.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.opened_or_closed.emit(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)
