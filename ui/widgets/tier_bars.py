"""Complexity: one, two or three rising bars and the word. Neutral: nobody is "a red"."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import theme, u
from ui.widgets.drawing import painting
from ui.widgets.painting import paint_tier, tier_width, tier_words


class TierBars(QLabel):
    """`tier`: low, medium or most_complex; `local` the team's own word. Named "Complexity: most complex"."""

    def __init__(
        self, tier: str = "low", *, word: bool = True, local: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._word = word
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_tier(tier, local)
        theme().changed.connect(self.updateGeometry)

    def set_tier(self, tier: str, local: str = "") -> None:
        self._tier, self._local = tier, local
        self.setAccessibleName(f"Complexity: {tier_words(tier, local).lower() or 'not set'}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(tier_width(self._tier, word=self._word, local=self._local), u(20))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            paint_tier(painter, self.rect(), self._tier, word=self._word, local=self._local)
