"""Progress as a bar; the number stands beside it, given by the page."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from ui.theme import theme, u
from ui.widgets.drawing import painting, rounded_box


class ProgressBar(QProgressBar):
    """A thin bar, `height` px. `tone` is a colour role; `set_progress(done, total)`; total 0 is not known."""

    def __init__(
        self, name: str, *, tone: str = "accent", height: int = 8, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tone, self._height = tone, height
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setRange(0, 100)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def set_progress(self, done: int, total: int) -> None:
        """`done` of `total`, any unit."""
        self.setRange(0, total)
        self.setValue(done)
        self.setAccessibleDescription(f"{done} of {total}" if total else "Working")

    def set_tone(self, tone: str) -> None:
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(u(160), u(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(u(40), u(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        radius = min(self.height() / 2, u(3))
        edge = look.colour("border2") if look.high_contrast else None
        with painting(self) as painter:
            rounded_box(painter, self.rect(), radius, look.colour("neutralSoft"), edge)
            share = self._share()
            if share > 0:
                width = max(round(self.width() * share), u(self._height))
                filled = QRect(0, 0, min(width, self.width()), self.height())
                rounded_box(painter, filled, radius, look.colour(self._tone))

    def _share(self) -> float:
        span = self.maximum() - self.minimum()
        return (self.value() - self.minimum()) / span if span > 0 else 0.0
