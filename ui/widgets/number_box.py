"""A small whole number, typed or stepped: minutes, weeks, counts."""

from PySide6.QtWidgets import QSpinBox, QWidget

from ui.theme import u
from ui.widgets.box_editor import BoxEditor


class NumberBox(BoxEditor, QSpinBox):
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
        self.setRange(least, most)
        self.setSuffix(unit)
        self.setValue(value)
        self.be_editor(name, height)

    def dress(self) -> None:
        super().dress()
        self.lineEdit().setTextMargins(u(9), 0, 0, 0)  # a style sheet's padding stops at the box
