"""What editors with a list, arrows or a calendar share: a name, a font, a height, and a calm wheel."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent

from ui.theme import theme, u


class BoxEditor:
    """Put before the Qt class among the bases, and call `be_editor` last in `__init__`."""

    def be_editor(self, name: str, height: int) -> None:
        """`height` in px; an empty `name` leaves it to a label."""
        self._height = height
        if name:
            self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # else Qt gives a wheeled box the focus
        theme().changed.connect(self.dress)
        self.dress()

    def dress(self) -> None:
        """Obey the theme and the text size."""
        font = theme().font("body")
        self.setFont(font)
        if self.lineEdit() is not None:
            self.lineEdit().setFont(font)  # does not follow the box after its first one
        self.setMinimumHeight(u(self._height))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page past it: only one that has the focus takes it as a change."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
