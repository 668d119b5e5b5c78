"""Tags of the room view: the same looks as chips and complexity bars, large enough for a room."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import TONES, theme, u
from ui.widgets.drawing import draw_icon, painting, rounded_box, text_line

HEIGHT, ICON, PAD = 40, 22, 14
BARS = {"low": 1, "medium": 2, "most_complex": 3}
BAR_WIDTH, BAR_GAP, BAR_HEIGHTS = 10, 5, (12, 22, 32)


class RoomTag(QLabel):
    """Words on a tone, with an icon. A `raised` one does not sink into the footer when it is neutral."""

    def __init__(
        self,
        text: str = "",
        tone: str = "neutral",
        icon: str = "",
        *,
        raised: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._raised = raised
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_tag(text, tone, icon)
        theme().changed.connect(self.updateGeometry)

    def set_tag(self, text: str, tone: str = "neutral", icon: str = "") -> None:
        """Change words, tone and icon at once."""
        self._tone, self._icon = tone, icon
        self.setText(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = theme().metrics("h2", 500).horizontalAdvance(self.text()) + 1
        return QSize(words + 2 * u(PAD) + (u(ICON) + u(8) if self._icon else 0), u(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(u(60), u(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, tone = theme(), TONES[self._tone]
        inner = self.rect().adjusted(u(PAD), 0, -u(PAD) + 1, 0)
        edge = look.colour(tone.strong) if look.high_contrast else None
        with painting(self) as painter:
            fill = "surface" if self._raised and self._tone == "neutral" else tone.soft
            rounded_box(painter, self.rect(), u(9), look.colour(fill), edge)
            if self._icon:
                place = QRect(inner.left(), 0, u(ICON), self.height())
                draw_icon(painter, place, self._icon, tone.strong, ICON)
                inner.setLeft(place.right() + u(8))
            text_line(painter, inner, self.text(), "h2", 500, look.colour(tone.strong))


class RoomTier(QLabel):
    """Complexity, readable from the far end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tier = "low"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def set_tier(self, tier: str, words: str) -> None:
        """The code, and the team's word for it."""
        self._tier = tier
        self.setText(words)
        self.setAccessibleName(f"Complexity: {words.lower()}")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        words = theme().metrics("room22", 500).horizontalAdvance(self.text()) + 2
        return QSize(3 * u(BAR_WIDTH + BAR_GAP) + u(8) + words, u(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, filled = theme(), BARS[self._tier]
        colour = look.colour(f"tier{filled}")
        with painting(self) as painter:
            base = self.height() // 2 + u(16)
            for number, height in enumerate(BAR_HEIGHTS):
                bar = QRect(number * u(BAR_WIDTH + BAR_GAP), base - u(height), u(BAR_WIDTH), u(height))
                rounded_box(painter, bar, u(2), colour if number < filled else None, colour)
            left = 3 * u(BAR_WIDTH + BAR_GAP) + u(8)
            line = QRect(left, 0, self.width() - left, self.height())
            text_line(painter, line, self.text(), "room22", 500, colour)
