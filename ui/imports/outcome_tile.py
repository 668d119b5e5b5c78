"""One consequence in words: a number, what it counts, and what will happen."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme, u
from ui.widgets.drawing import draw_icon, painting, rounded_box, text_line, words_block, words_height
from ui.widgets.pressable import Pressable

PAD, ICON, LEFT, NUMBER = 10, 20, 44, 24
_TONES = {
    "green": ("greenSoft", "greenLine", "green"),
    "amber": ("amberSoft", "amberLine", "amber"),
    "red": ("redSoft", "redLine", "red"),
    "neutral": ("surface", "border", "text2"),
}


class OutcomeTile(Pressable):
    """Pressed, it shows the rows it counts."""

    def __init__(
        self, tone: str, icon: str, words: str, consequence: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(words, radius=9, parent=parent)
        self._tone, self._icon, self.consequence, self._number = tone, icon, consequence, 0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def number(self) -> int:
        return self._number

    def show_number(self, number: int, words: str, consequence: str) -> None:
        """Count something else; the tone stays away where there is nothing to count."""
        self._number, self.consequence = number, consequence
        self.setText(words)
        self.setAccessibleName(f"{number:,} {words}. {consequence}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(u(270), self.heightForWidth(u(270)))

    def minimumSizeHint(self) -> QSize:
        return QSize(u(180), self.heightForWidth(u(270)))

    def heightForWidth(self, width: int) -> int:
        return 2 * u(PAD) + u(NUMBER) + self._lines(width - u(LEFT) - u(PAD)) + u(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        fill, edge, ink = _TONES[self._tone if self._number else "neutral"]
        left, width = u(LEFT), self.width() - u(LEFT) - u(PAD)
        with painting(self) as painter:
            rounded_box(painter, self.rect(), u(9), self._faded(fill, "hover"), look.colour(edge))
            draw_icon(painter, QRect(u(PAD), 0, u(ICON) + u(8), self.height()), self._icon, ink, ICON)
            number = f"{self._number:,}"
            used = look.metrics("h2", 600).horizontalAdvance(number) + u(8)
            line = QRect(left, u(PAD), width, u(NUMBER))
            text_line(painter, line, number, "h2", 600, look.colour("text"))
            words = line.adjusted(used, u(1), 0, u(1))
            text_line(painter, words, self.words(), "body", 500, look.colour("text"))
            corner = QPoint(left, line.bottom() + 1)
            words_block(painter, corner, width, self.consequence, "meta", None, look.colour("text2"))

    def _lines(self, width: int) -> int:
        return words_height(self.consequence, "meta", None, width)
