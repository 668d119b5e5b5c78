"""A passphrase: hidden as typed, shown on request, pasting allowed."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme import theme, u
from ui.widgets.field import Field
from ui.widgets.icon_button import IconButton


class PassphraseField(Field):
    """As `Field`, with a button inside that shows and hides the words."""

    def __init__(self, label: str = "Passphrase", *, hint: str = "", parent: QWidget | None = None) -> None:
        line = _PassphraseLine()
        super().__init__(label, line, hint=hint, parent=parent)
        self.show_button = line.show_button


class _PassphraseLine(QLineEdit):
    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.show_button = IconButton("eye", "Show passphrase", size=28, checkable=False, parent=self)
        self.show_button.clicked.connect(self._switch)
        theme().changed.connect(self._make_room)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self.show_button.sizeHint()
        corner = QPoint(self.width() - size.width() - u(5), (self.height() - size.height()) // 2)
        self.show_button.setGeometry(QRect(corner, size))

    def _make_room(self) -> None:
        self.setTextMargins(0, 0, self.show_button.sizeHint().width(), 0)

    def _switch(self) -> None:
        shown = self.echoMode() == QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.show_button.set_name("Hide passphrase" if shown else "Show passphrase")
        self.show_button.set_icon("eye-off" if shown else "eye")
