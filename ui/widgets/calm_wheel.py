"""The wheel scrolls the page past an editor: only one that has the focus takes it as a change."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent


class CalmWheel:
    """Put before the Qt class among the bases, and call `calm_wheel` once."""

    def calm_wheel(self) -> None:
        """Qt gives focus to a wheeled spin box unless told otherwise."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
