"""One of a few: a sunken track with the current item raised, each with an optional count."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QWidget

from ui.theme import theme, u
from ui.widgets.boxes import Row
from ui.widgets.drawing import painting, rounded_box, text_line
from ui.widgets.pressable import Pressable


class Segmented(QFrame):
    """`items`: (key, words). Arrow keys move within; Tab enters at the current one."""

    chosen = Signal(str)

    def __init__(
        self, items: Sequence[tuple[str, str]], *, name: str, current: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._segments: dict[str, _Segment] = {}
        row = Row(self, margin=3, gap=2)
        for key, words in items:
            segment = _Segment(words, self)
            self._segments[key] = segment
            self._group.addButton(segment)
            row.add(segment)
        self.set_current(current or items[0][0])
        self._group.buttonClicked.connect(lambda _button: self.chosen.emit(self.current()))

    def current(self) -> str:
        """The key of the current item."""
        return next(key for key, segment in self._segments.items() if segment.isChecked())

    def set_current(self, key: str) -> None:
        """Choose without a signal."""
        self._segments[key].setChecked(True)

    def set_offered(self, key: str, *, offered: bool) -> None:
        """Whether an item is there to be chosen."""
        self._segments[key].setVisible(offered)

    def set_count(self, key: str, count: int | None) -> None:
        """The number beside an item; None for none."""
        self._segments[key].set_count(count)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        edge = look.colour("border2") if look.high_contrast else None
        with painting(self) as painter:
            rounded_box(painter, self.rect(), u(8), look.colour("neutralSoft"), edge)


class _Segment(Pressable):
    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(words, radius=6, parent=parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self._count: int | None = None

    def set_count(self, count: int | None) -> None:
        self._count = count
        self.setAccessibleName(self.words() if count is None else f"{self.words()}, {count}")
        self._remeasure()

    def sizeHint(self) -> QSize:
        look = theme()
        count = "" if self._count is None else str(self._count)
        beside = u(7) + look.metrics("small").horizontalAdvance(count) if count else 0
        words = look.metrics("meta", 500).horizontalAdvance(self.words()) + 1
        return QSize(words + beside + 2 * u(13), u(26))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        current = self.isChecked()
        words = look.metrics("meta", 500).horizontalAdvance(self.words()) + 1
        with painting(self) as painter:
            if current:
                rounded_box(painter, self.rect(), u(6), look.colour("surface"), look.colour("border"))
            elif self._hover.amount > 0:
                rounded_box(painter, self.rect(), u(6), self._faded("neutralSoft", "border"))
            line = QRect(u(13), 0, words + 1, self.height())
            text_line(painter, line, self.words(), "meta", 500, look.colour("text" if current else "text2"))
            if self._count is not None:
                beside = QRect(line.right() + u(7), 0, self.width(), self.height())
                text_line(painter, beside, str(self._count), "small", None, look.colour("text3"))
