"""A small panel over the page for one task: Esc closes it and gives the focus back."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
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
        self._width, self._height = width, height
        host.installEventFilter(self)
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
        self.place()
        self.show()
        self.raise_()
        self.opened()

    def opened(self) -> None:
        """It has just been shown."""

    def place(self) -> None:
        """Stand where it belongs, within the page as large as that is now."""
        host = self.parentWidget()
        width = min(u(self._width), host.width() - u(24))
        height = min(self.wanted_height(width), host.height() - u(24))
        left = min(u(310), host.width() - width - u(12))
        self.setGeometry(left, max(u(8), host.height() - height - u(52)), width, height)

    def wanted_height(self, width: int) -> int:
        """In pixels, where the page has the room."""
        return u(self._height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parentWidget() and event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return False

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
