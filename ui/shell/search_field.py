"""What looks like a search field and opens the palette."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import theme, u
from ui.widgets.drawing import KEY_HEIGHT, draw_icon, key_hint, key_width, painting, rounded_box, text_line
from ui.widgets.pressable import Pressable

WORDS = "Search or do anything"


class SearchField(Pressable):
    """270 px; only its icon where there is no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(WORDS, parent=parent)
        self._small = False
        self.setAccessibleDescription("Shortcut Ctrl K")
        self.setToolTip(f"{WORDS} (Ctrl K)")

    def set_small(self, small: bool) -> None:
        if small != self._small:
            self._small = small
            self._remeasure()

    def small_width(self) -> int:
        return u(34)

    def full_width(self) -> int:
        return u(270)

    def sizeHint(self) -> QSize:
        return QSize(self.small_width() if self._small else self.full_width(), u(34))

    def minimumSizeHint(self) -> QSize:
        return QSize(u(34), u(34)) if self._small else self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        with painting(self) as painter:
            edge = look.colour("border2")
            rounded_box(painter, self.rect(), u(8), self._faded("surface", "hover"), edge)
            icon = QRect(u(9), 0, u(16), self.height())
            draw_icon(painter, icon, "search", "text2", 16)
            if self._small:
                return
            keys, end = ("K", "Ctrl"), self.width() - u(8)
            for key in keys:
                width = key_width(key)
                top = (self.height() - u(KEY_HEIGHT)) // 2
                key_hint(painter, QRect(end - width, top, width, u(KEY_HEIGHT)), key, "text2")
                end -= width + u(5)
            line = QRect(icon.right() + u(8), 0, end - icon.right() - u(8), self.height())
            text_line(painter, line, WORDS, "meta", None, look.colour("text2"))
