"""A choice as a card: icon, bold line, plain lines, and the key that takes it."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme, u
from ui.widgets.drawing import (
    KEY_HEIGHT,
    draw_icon,
    key_hint,
    key_width,
    painting,
    rounded_box,
    text_line,
    words_block,
    words_height,
)
from ui.widgets.pressable import Pressable

PAD, ICON, TITLE = 16, 22, 20


class ChoiceCard(Pressable):
    """Icon beside the words, or above them when `tall`; `suggested` is tinted as the likely choice."""

    def __init__(
        self,
        title: str,
        text: str = "",
        *,
        icon: str = "",
        key: str = "",
        tall: bool = False,
        suggested: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, radius=12, parent=parent)
        self._text, self._icon, self._key = text, icon, key
        self._tall, self._suggested = tall, suggested
        self.setAccessibleDescription(f"{text} Shortcut {key}".strip() if key else text)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        width = u(232 if self._tall else 360)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = u(160 if self._tall else 220)
        return QSize(width, self.heightForWidth(width))

    def heightForWidth(self, width: int) -> int:
        lines = words_height(self._text, "meta", None, width - self._before() - self._after())
        above = u(ICON) + u(8) if self._tall and self._icon else 0
        return 2 * u(PAD) + above + u(TITLE) + (u(4) + lines if lines else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        chosen = self.isChecked() or (self._suggested and not self.isCheckable())
        fill = look.colour("sel") if chosen else self._faded("surface", "hover")
        edge = look.colour("accent" if chosen else "border2" if self.isCheckable() else "border")
        with painting(self) as painter:
            rounded_box(painter, self.rect(), u(12), fill, edge, 1.5 if self.isChecked() else 1.0)
            self._paint_words(painter)
            self._paint_mark(painter)
            if self._key:
                self._paint_key(painter)

    def _paint_words(self, painter: QPainter) -> None:
        look = theme()
        top = u(PAD) + (u(ICON) + u(8) if self._tall and self._icon else 0)
        spare = max(0, self.height() - self.heightForWidth(self.width())) // 2 if not self._tall else 0
        left, width = self._before(), self.width() - self._before() - self._after()
        title = QRect(left, top + spare, width, u(TITLE))
        text_line(painter, title, self.words(), "h3", 600, look.colour("text"))
        corner = QPoint(left, title.bottom() + u(4))
        words_block(painter, corner, width, self._text, "meta", None, look.colour("text2"))

    def _paint_mark(self, painter: QPainter) -> None:
        if not self._icon:
            return
        if self._tall:
            draw_icon(painter, QRect(u(PAD), u(PAD), u(ICON), u(ICON)), self._icon, "accent", ICON)
        else:
            draw_icon(painter, QRect(u(PAD), 0, u(ICON), self.height()), self._icon, "accent", ICON)

    def _paint_key(self, painter: QPainter) -> None:
        width = key_width(self._key)
        top = u(PAD) if self._tall else (self.height() - u(KEY_HEIGHT)) // 2
        key_hint(painter, QRect(self.width() - u(PAD) - width, top, width, u(KEY_HEIGHT)), self._key, "text2")

    def _before(self) -> int:
        return u(PAD) + (u(ICON) + u(14) if self._icon and not self._tall else 0)

    def _after(self) -> int:
        return u(PAD) + (key_width(self._key) + u(10) if self._key and not self._tall else 0)
