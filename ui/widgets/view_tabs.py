"""Saved views: a dark pill for the current one, quiet pills for the others, the rest in a menu."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from ui.theme import theme, u
from ui.widgets.drawing import painting, rounded_box, text_line
from ui.widgets.menu import Menu
from ui.widgets.pressable import Pressable

GAP = 7


class ViewTabs(QWidget):
    """`views`: (key, words). `chosen` carries the key; pills that do not fit move to the menu "More"."""

    chosen = Signal(str)

    def __init__(self, views: Sequence[tuple[str, str]], *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._pills: dict[str, _Pill] = {}
        self._more = _Pill("More", parent=self)
        self._more.setAccessibleName("More views")
        self._more.clicked.connect(self._open_menu)
        self._group.buttonClicked.connect(lambda _button: self.chosen.emit(self.current()))
        theme().changed.connect(self._place)
        self.set_views(views)

    def set_views(self, views: Sequence[tuple[str, str]]) -> None:
        """Replace all views; the first becomes current unless the current one is still there."""
        current = self.current() if self._pills else ""
        for pill in self._pills.values():
            self._group.removeButton(pill)
            pill.hide()
            pill.deleteLater()
        self._pills = {key: _Pill(words, parent=self) for key, words in views}
        for pill in self._pills.values():
            pill.setCheckable(True)
            pill.setAutoExclusive(True)
            self._group.addButton(pill)
        keys = list(self._pills)
        if keys:
            self.set_current(current if current in self._pills else keys[0])
        self._place()

    def current(self) -> str:
        """The key of the current view, "" when there is none."""
        return next((key for key, pill in self._pills.items() if pill.isChecked()), "")

    def set_current(self, key: str) -> None:
        """Choose without a signal."""
        self._pills[key].setChecked(True)
        self._place()

    def sizeHint(self) -> QSize:
        widths = [pill.sizeHint().width() for pill in self._pills.values()]
        return QSize(sum(widths) + u(GAP) * max(0, len(widths) - 1), u(30))

    def minimumSizeHint(self) -> QSize:
        widest = max((pill.sizeHint().width() for pill in self._pills.values()), default=0)
        return QSize(widest + u(GAP) + self._more.sizeHint().width(), u(30))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """Lay the pills out by hand: which of them fit decides which are shown."""
        shown = self._fitting()
        left = 0
        for key, pill in self._pills.items():
            pill.setVisible(key in shown)
            if key in shown:
                left = self._put(pill, left)
        self._more.setVisible(len(shown) < len(self._pills))
        self._put(self._more, left)
        self.updateGeometry()

    def _fitting(self) -> set[str]:
        if self.sizeHint().width() <= self.width():
            return set(self._pills)
        current = self.current()  # never hidden
        room = self.width() - self._more.sizeHint().width() - self._needs(current)
        shown = {current}
        for key in self._pills:
            if key != current:
                room -= self._needs(key)
                if room < 0:
                    break
                shown.add(key)
        return shown

    def _needs(self, key: str) -> int:
        return self._pills[key].sizeHint().width() + u(GAP) if key in self._pills else 0

    def _put(self, pill: "_Pill", left: int) -> int:
        size = pill.sizeHint()
        pill.setGeometry(QRect(left, 0, size.width(), size.height()))
        return left + size.width() + u(GAP)

    def _open_menu(self) -> None:
        menu = Menu("More views", self)
        for key, pill in self._pills.items():
            if pill.isHidden():
                action = menu.addAction(pill.words())
                action.triggered.connect(lambda _checked=False, key=key: self._choose(key))
        menu.open_below(self._more)

    def _choose(self, key: str) -> None:
        self.set_current(key)
        self._pills[key].setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit(key)


class _Pill(Pressable):
    def sizeHint(self) -> QSize:
        return QSize(theme().metrics("meta", 600).horizontalAdvance(self.words()) + 1 + 2 * u(12), u(30))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        current = self.isChecked()
        fill = look.colour("text") if current else self._faded("sunken", "border")
        edge = look.colour("border2") if look.high_contrast and not current else None
        with painting(self) as painter:
            rounded_box(painter, self.rect(), u(8), fill, edge)
            colour = look.colour("surface" if current else "text2")
            text_line(
                painter,
                self.rect(),
                self.words(),
                "meta",
                600 if current else 500,
                colour,
                Qt.AlignmentFlag.AlignHCenter,
            )
