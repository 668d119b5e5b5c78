"""A small whole number, typed or stepped: minutes, weeks, counts."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox, QWidget

from ui.theme import theme, u


class NumberBox(QSpinBox):
    """`least` to `most`; `unit` is printed after the number (" min")."""

    def __init__(
        self,
        name: str = "",
        value: int = 0,
        *,
        least: int = 0,
        most: int = 999,
        unit: str = "",
        height: int = 38,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._height = height
        if name:
            self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setRange(least, most)
        self.setSuffix(unit)
        self.setValue(value)
        theme().changed.connect(self._restyle)
        self._restyle()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _restyle(self) -> None:
        self.setFont(theme().font("body"))
        self.setMinimumHeight(u(self._height))
        self.lineEdit().setTextMargins(u(9), 0, 0, 0)  # a style sheet's padding stops at the box
