"""A small whole number, typed or stepped: minutes, weeks, counts."""

from PySide6.QtWidgets import QSpinBox, QWidget

from ui.theme import theme, u
from ui.widgets.calm_wheel import CalmWheel


class NumberBox(CalmWheel, QSpinBox):
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
        self.calm_wheel()
        self.setRange(least, most)
        self.setSuffix(unit)
        self.setValue(value)
        theme().changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.setFont(theme().font("body"))
        self.lineEdit().setFont(theme().font("body"))  # does not follow the box after its first one
        self.setMinimumHeight(u(self._height))
        self.lineEdit().setTextMargins(u(9), 0, 0, 0)  # a style sheet's padding stops at the box
