"""A line edit with an icon before its words, at every text size."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme import theme, u
from ui.widgets.drawing import draw_icon, painting

SIZE, PADDING = 16, 14


class IconLine(QLineEdit):
    """Qt's own actions draw their icons 16 px high whatever the text size; this one follows it."""

    def __init__(self, icon: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setPlaceholderText(placeholder)
        theme().changed.connect(self._make_room)
        self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with painting(self) as painter:
            draw_icon(painter, QRect(u(12), 0, u(SIZE), self.height()), self._icon, "text2", SIZE)

    def minimumSizeHint(self) -> QSize:
        """Room for what it says while it is empty."""
        least = super().minimumSizeHint()
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        return QSize(u(PADDING) + u(SIZE) + u(8) + words + u(PADDING), least.height())

    def _make_room(self) -> None:
        self.setTextMargins(u(SIZE) + u(8), 0, 0, 0)
