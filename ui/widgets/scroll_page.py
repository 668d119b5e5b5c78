"""A page that scrolls down, never sideways, and keeps what has the focus clear of its edges."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from ui.theme import u
from ui.widgets.boxes import Column, Margin

CLEAR = 60  # px kept above and below the focused control (design 9.5)


class ScrollPage(QScrollArea):
    """Put content in `body` (a Column)."""

    def __init__(self, *, margin: Margin = (24, 18), gap: int = 14, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setViewport(QWidget())  # a plain one shows what is behind it
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = _Content()
        content.setProperty("scrolled", "true")
        self.body = Column(content, margin=margin, gap=gap)
        self.setWidget(content)
        QApplication.instance().focusChanged.connect(self._keep_clear)

    def _keep_clear(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.widget() is not None and self.widget().isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, u(CLEAR))


class _Content(QWidget):
    """As high as its words need at the width they have.

    Qt's own least height is of words wrapped as narrow as they can be: pages scrolled over nothing.
    """

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(least.width(), 0) if self.layout().hasHeightForWidth() else least
