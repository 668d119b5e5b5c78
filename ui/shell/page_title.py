"""The page's title in the top bar: on one line, or where there is less room on two smaller ones."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme
from ui.theme.type import line_height
from ui.widgets.drawing import painting, text_line, wrapped_lines
from ui.widgets.eliding_label import ElidingLabel

LARGE, SMALL, LINES = ("h1", None), ("body", 600), 2


class PageTitle(ElidingLabel):
    """Cut only where two lines do not hold it either."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", LARGE[0], parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def is_whole(self) -> bool:
        """Whether all of it can be read."""
        role, weight, lines = self._shown()
        measure = theme().metrics(role, weight).horizontalAdvance
        return all(measure(line) <= self.width() for line in lines)

    def sizeHint(self) -> QSize:
        """As high in either shape, so that nothing moves."""
        return QSize(super().sizeHint().width(), LINES * line_height(SMALL[0]))

    def paintEvent(self, event: QPaintEvent) -> None:
        role, weight, lines = self._shown()
        high = line_height(role)
        top = (self.height() - high * len(lines)) // 2
        with painting(self) as painter:
            for at, line in enumerate(lines):
                place = QRect(0, top + at * high, self.width(), high)
                text_line(painter, place, line, role, weight, theme().colour("text"))

    def _shown(self) -> tuple[str, int | None, list[str]]:
        if theme().metrics(*LARGE).horizontalAdvance(self.text()) <= self.width():
            return (*LARGE, [self.text()])
        return (*SMALL, wrapped_lines(self.text(), *SMALL, self.width(), LINES))
