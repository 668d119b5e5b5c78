"""An icon in a page. It stands beside a word, so screen readers skip it."""

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.drawing import draw_icon, painting
from ui.widgets.square import Square


class Icon(Square, QWidget):
    """`name` of a Lucide icon, a colour role, and its size in px."""

    def __init__(
        self, name: str, colour: str = "text2", size: int = 18, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._colour = name, colour
        self.be_square(size)

    def set_icon(self, name: str, colour: str = "text2") -> None:
        self._name, self._colour = name, colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            draw_icon(painter, self.rect(), self._name, self._colour, self._size)
