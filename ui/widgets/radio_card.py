"""One of several cards, in a row or column: left and right, up and down choose."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from ui.theme import theme, u
from ui.widgets.choice_card import ICON, PAD, ChoiceCard
from ui.widgets.drawing import rounded_box


class RadioCard(ChoiceCard):
    """A checkable ChoiceCard with a radio mark in place of the icon; put those that exclude each other in
    one parent or one QButtonGroup."""

    def __init__(
        self, title: str, text: str = "", *, checked: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, text, icon="circle", parent=parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setChecked(checked)

    def _paint_mark(self, painter: QPainter) -> None:
        look = theme()
        side = u(18)
        disc = QRect(u(PAD) + (u(ICON) - side) // 2, (self.height() - side) // 2, side, side)
        edge = look.colour("accent" if self.isChecked() else "border2")
        rounded_box(painter, disc, side / 2, look.colour("surface"), edge, 1.5)
        if self.isChecked():
            inset = side // 4
            rounded_box(painter, disc.adjusted(inset, inset, -inset, -inset), side / 2, edge)
