"""What all painted buttons share: Enter presses, hover fades, the theme re-measures, focus has a shape."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme import theme, u
from ui.widgets.hover import HoverFade

RING_RADIUS = "ringRadius"  # property read by FocusRing: corner radius in px of the design


class Pressable(QAbstractButton):
    """A button without a look. `text` is its accessible name unless another is set."""

    def __init__(self, text: str = "", *, radius: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setProperty(RING_RADIUS, radius)
        self._hover = HoverFade(self)
        theme().changed.connect(self._remeasure)

    def setText(self, text: str) -> None:
        super().setText(text.replace("&", "&&"))  # no mnemonics: single keys belong to the page
        self.setAccessibleName(text)
        self.updateGeometry()

    def words(self) -> str:
        """The text as shown."""
        return self.text().replace("&&", "&")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hover.go(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover.go(False)
        super().leaveEvent(event)

    def _remeasure(self) -> None:
        self.updateGeometry()
        self.update()

    def _faded(self, rest: str, hovered: str) -> QColor:
        """The colour between two roles as hovered as the mouse makes it; the far end when pressed."""
        look = theme()
        amount = 1.0 if self.isDown() else round(self._hover.amount, 2)
        if amount in (0.0, 1.0):
            return look.colour(hovered if amount else rest)
        return look.mixed(hovered, rest, amount)


def at_least_target(height: int) -> int:
    """A height no smaller than the minimum target of 24 px."""
    return max(u(24), height)
