"""A painted square that keeps its size: icons and avatars."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy

from ui.theme import theme, u


class Square:
    """Put before the Qt class among the bases, and call `be_square` in `__init__`."""

    def be_square(self, size: int) -> None:
        """`size` in px."""
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(u(self._size), u(self._size))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
