"""One place to go: icon, word, badge; only the icon in the rail."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.shell.pages import PageEntry
from ui.theme import TONES, theme, u
from ui.widgets.drawing import draw_icon, painting, rounded_box, text_line
from ui.widgets.pressable import Pressable

ICON = 18
_BADGE_WORDS = {"neutral": "", "red": " due or late", "amber": " to decide"}


class NavItem(Pressable):
    """Checkable; the checked one is where we are. A badge is a count and its tone (design 4)."""

    def __init__(self, entry: PageEntry, parent: QWidget | None = None) -> None:
        super().__init__(entry.words, parent=parent)
        self.entry = entry
        self._compact = False
        self._badge, self._tone = 0, "neutral"
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()

    def set_badge(self, count: int, tone: str = "neutral") -> None:
        """Grey counts, red is yours and due or late, amber needs a decision; 0 shows nothing."""
        self._badge, self._tone = count, tone
        self._describe()
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Icon only: the word moves to the tooltip, and stays the accessible name."""
        self._compact = compact
        self._describe()
        self._remeasure()

    def sizeHint(self) -> QSize:
        return QSize(u(44), u(42)) if self._compact else QSize(u(200), u(36))

    def minimumSizeHint(self) -> QSize:
        return QSize(u(44), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        with painting(self) as painter:
            self._paint_ground(painter)
            role = "accent" if self.isChecked() else "text2"
            if self._compact:
                draw_icon(painter, self.rect(), self.entry.icon, role, ICON)
                self._paint_dot(painter)
                return
            draw_icon(painter, QRect(u(11), 0, u(ICON), self.height()), self.entry.icon, role, ICON)
            words = self.rect().adjusted(u(40), 0, -u(8) - self._badge_width(), 0)
            weight = 600 if self.isChecked() else 500
            colour = look.colour("text" if self.isChecked() else "text2")
            text_line(painter, words, self.words(), "body", weight, colour)
            self._paint_badge(painter)

    def _paint_ground(self, painter: QPainter) -> None:
        look, hovered = theme(), self._faded("nav", "neutralSoft")
        if self.isChecked():
            rounded_box(painter, self.rect(), u(8), look.colour("surface"), look.colour("border"))
            bar = QRect(0, u(9), u(3), self.height() - u(18))
            rounded_box(painter, bar, u(1), look.colour("accent"))
        else:
            rounded_box(painter, self.rect(), u(8), hovered)

    def _badge_width(self) -> int:
        if not self._badge:
            return 0
        return theme().metrics("small", 600).horizontalAdvance(f"{self._badge:,}") + u(14)

    def _paint_badge(self, painter: QPainter) -> None:
        if not self._badge:
            return
        width, tone = self._badge_width(), TONES[self._tone]
        box = QRect(self.width() - width - u(7), (self.height() - u(20)) // 2, width, u(20))
        rounded_box(painter, box, u(6), theme().colour(tone.soft))
        colour = theme().colour(tone.strong)
        text_line(painter, box, f"{self._badge:,}", "small", 600, colour, Qt.AlignmentFlag.AlignHCenter)

    def _paint_dot(self, painter: QPainter) -> None:
        """In the rail a red or amber badge is a dot; its number is in the tooltip."""
        if self._badge and self._tone != "neutral":
            corner = QPoint(self.width() // 2 + u(7), self.height() // 2 - u(13))
            dot = QRect(corner.x(), corner.y(), u(8), u(8))
            rounded_box(painter, dot, u(4), theme().colour(TONES[self._tone].strong))

    def _describe(self) -> None:
        words = self.entry.words
        counted = f"{words}, {self._badge:,}{_BADGE_WORDS[self._tone]}" if self._badge else words
        self.setAccessibleName(counted)
        letter = f" (G then {self.entry.letter})" if self.entry.letter else ""
        self.setToolTip(f"{counted}{letter}")
