"""Chips: quiet labels (flags, due dates, states) and two that can be pressed (state, filter)."""

from datetime import date

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from mdt_desktop.domain import vocabulary
from ui.theme import theme, u
from ui.widgets.drawing import draw_icon, painting, rounded_box, text_line
from ui.widgets.due_words import due_words
from ui.widgets.flags import flag_look
from ui.widgets.painting import chip_width, paint_chip
from ui.widgets.pressable import Pressable


class Chip(QLabel):
    """Words on a tone (neutral, accent, red, amber, green, blue, plum); `large` is 28 px for toolbars."""

    def __init__(
        self, text: str = "", tone: str = "neutral", icon: str = "", *, large: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._large, self._small = large, False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_chip(text, tone, icon)
        theme().changed.connect(self.updateGeometry)

    def set_chip(self, text: str, tone: str = "neutral", icon: str = "") -> None:
        """Change words, tone and icon at once."""
        self._tone, self._icon = tone, icon
        self.setText(text)
        self._show_words()

    def set_small(self, small: bool) -> None:
        """Only the icon, where there is no room; the words move to the tooltip and stay the name."""
        if small != self._small:
            self._small = small
            self._show_words()

    def small_width(self) -> int:
        """How wide it is as an icon; a chip without one keeps its words."""
        return chip_width("" if self._icon else self.text(), self._icon, large=self._large)

    def full_width(self) -> int:
        return chip_width(self.text(), self._icon, large=self._large)

    def sizeHint(self) -> QSize:
        width = self.small_width() if self._small else self.full_width()
        return QSize(width, u(28 if self._large else 22))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), u(48)), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            words = "" if self._small and self._icon else self.text()
            paint_chip(painter, self.rect(), words, self._tone, self._icon, large=self._large)

    def _show_words(self) -> None:
        self.setAccessibleName(self.text())
        self.setToolTip(self.text() if self._small else "")
        self.updateGeometry()
        self.update()


class FlagChip(Chip):
    """A flag beside a person, by its code (hiu, safeguarding ...); `words` replaces its own label."""

    def __init__(
        self, code: str, words: str = "", *, large: bool = False, parent: QWidget | None = None
    ) -> None:
        look = flag_look(code)
        words = words or vocabulary.label("flag", code)
        super().__init__(words, look.tone, look.icon, large=large, parent=parent)


class DueChip(Chip):
    """When something is due, seen on `today`."""

    def __init__(
        self, due: date | None, today: date, *, done: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self.set_due(due, today, done=done)

    def set_due(self, due: date | None, today: date, *, done: bool = False) -> None:
        words = due_words(due, today, done=done)
        self.set_chip(words.text, words.tone, words.icon)
        self.setAccessibleName(words.sentence)


class StateChip(Pressable):
    """A state that opens its page when pressed: sync, sharing."""

    def __init__(self, text: str, tone: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(text, radius=6, parent=parent)
        self._tone, self._icon, self._small = tone, icon, False

    def set_state(self, text: str, tone: str, icon: str) -> None:
        self._tone, self._icon = tone, icon
        self.setText(text)
        self.update()

    def set_small(self, small: bool) -> None:
        """Only the icon, where there is no room; the words move to the tooltip and stay the name."""
        if small != self._small:
            self._small = small
            self.setToolTip(self.words() if small else "")
            self._remeasure()

    def small_width(self) -> int:
        return chip_width("", self._icon, large=True)

    def full_width(self) -> int:
        return chip_width(self.words(), self._icon, large=True)

    def sizeHint(self) -> QSize:
        return QSize(self.small_width() if self._small else self.full_width(), u(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), u(48)), u(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            words = "" if self._small else self.words()
            paint_chip(painter, self.rect(), words, self._tone, self._icon, large=True)


class FilterChip(Pressable):
    """A filter that holds: a press, Backspace or Delete removes it (`removed`)."""

    removed = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, radius=6, parent=parent)
        self.setAccessibleName(f"Remove filter: {text}")
        self.setToolTip(f"Remove filter: {text}")
        self.clicked.connect(self.removed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        words = theme().metrics("meta", 500).horizontalAdvance(self.words()) + 1
        return QSize(words + 2 * u(8) + u(5) + u(13), u(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), u(72)), u(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        edge = look.colour("accentText") if look.high_contrast else None
        with painting(self) as painter:
            rounded_box(painter, self.rect(), u(6), self._faded("accentSoft", "sel"), edge)
            cross = QRect(self.width() - u(8) - u(13), 0, u(13), self.height())
            line = QRect(u(8), 0, cross.left() - u(5) - u(8) + 1, self.height())
            text_line(painter, line, self.words(), "meta", 500, look.colour("accentText"))
            draw_icon(painter, cross, "x", "accentText", 13)
