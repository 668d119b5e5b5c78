"""One line that gives way: it elides rather than widen the window, and keeps its full text within reach."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme, u
from ui.widgets.drawing import painting, text_line
from ui.widgets.text import Text


class ElidingLabel(Text):
    """As `Text`, on one line; the full text is the accessible name, and the tooltip when cut."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        weight: int | None = None,
        colour: str = "text",
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, role, weight, colour, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._show_whole_on_hover()

    def minimumSizeHint(self) -> QSize:
        return QSize(u(24), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_whole_on_hover()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            align = self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
            colour = theme().colour(self._colour)
            text_line(painter, self.rect(), self.text(), self._role, self._weight, colour, align)

    def _show_whole_on_hover(self) -> None:
        cut = theme().metrics(self._role, self._weight).horizontalAdvance(self.text()) > self.width()
        self.setToolTip(self.text() if cut else "")
