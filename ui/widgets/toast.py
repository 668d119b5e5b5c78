"""What was just done, at the foot, with Undo: gone after 8 s unless somebody is looking at it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QEnterEvent,
    QHideEvent,
    QKeyEvent,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from ui.theme import theme, u
from ui.widgets.boxes import Row
from ui.widgets.button import Button
from ui.widgets.clear_place import clear_place, is_clear
from ui.widgets.drawing import painting, rounded_box
from ui.widgets.icon import Icon
from ui.widgets.icon_button import IconButton
from ui.widgets.text import Text

SECONDS = 8
LEFT, BOTTOM = 24, 44
SHADOW = 6  # px of soft shadow around the box
LOOK_EVERY_MS = 200  # the page under it may move: an answer comes, a bar opens


class Toast(QFrame):
    """One for a window; `show_words` replaces what is shown. `undone` follows a press of Undo.

    It stands bottom left, or as near to it as no button or field is covered (`clear_place`).
    """

    undone = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._undo: Callable[[], None] | None = None
        self._words = Text("", "body", 500)
        self.undo_button = Button("Undo", kind="link")
        self.close_button = IconButton("x", "Close message", size=28, icon_size=16)
        self.undo_button.clicked.connect(self._take_back)
        self.close_button.clicked.connect(self.hide)
        Row(self, margin=(16 + SHADOW, 8 + SHADOW), gap=10).add(
            Icon("circle-check", "green", 18), self._words, self.undo_button, self.close_button
        )
        self._clock = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self._clock.timeout.connect(self.hide)
        self._look = QTimer(self, interval=LOOK_EVERY_MS)
        self._look.timeout.connect(self._give_way)
        window.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._focus_moved)
        theme().changed.connect(self.place)
        self.hide()

    def show_words(self, words: str, undo: Callable[[], None] | None = None) -> None:
        """Say what was done; `undo`, if given, takes it back."""
        self._words.setText(words)
        self._undo = undo
        self.undo_button.setVisible(undo is not None)
        self.setAccessibleName(words)
        self.place()
        self.show()
        self.raise_()
        self._clock.start()
        event = QAccessibleAnnouncementEvent(self, words)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)

    def offers_undo(self) -> bool:
        """Whether something that shows can be taken back."""
        return self.isVisible() and self._undo is not None

    def words(self) -> str:
        """What it says, or said last."""
        return self._words.text()

    def drop_undo(self) -> None:
        """Something else was changed since: Undo would take that back and not what the words say."""
        self._undo = None
        if self.undo_button.hasFocus():
            self.close_button.setFocus()
        self.undo_button.hide()
        self.place()

    @property
    def paused(self) -> bool:
        """Whether it stays because the mouse or the focus is on it."""
        return self.isVisible() and not self._clock.isActive()

    def place(self) -> None:
        """As near to the bottom left as it covers nothing that is pressed next."""
        self.adjustSize()
        window = self.parentWidget()
        corner = QPoint(u(LEFT), window.height() - u(BOTTOM))
        self.resize(min(self.width(), window.width() - 2 * u(LEFT)), self.height())
        self.move(clear_place(window, self.size(), corner, self))

    def _give_way(self) -> None:
        if not is_clear(self.parentWidget(), self.geometry(), self):
            self.place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._look.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._clock.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._resume()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        margin = u(SHADOW)
        with painting(self) as painter:
            painter.setOpacity(0.02)
            for step in range(margin):
                layer = self.rect().adjusted(step, step, -step, -step)
                rounded_box(painter, layer, u(12), look.colour("scrim"))
            painter.setOpacity(1.0)
            box = self.rect().adjusted(margin, margin, -margin, -margin)
            rounded_box(painter, box, u(9), look.colour("surface"), look.colour("border2"))

    def _take_back(self) -> None:
        self.hide()
        undo, self._undo = self._undo, None
        if undo is not None:
            undo()
        self.undone.emit()

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if not self.isVisible():
            return
        if now is not None and self.isAncestorOf(now):
            self._clock.stop()
        else:
            self._resume()

    def _resume(self) -> None:
        focus = QApplication.focusWidget()
        busy = self.underMouse() or (focus is not None and self.isAncestorOf(focus))
        if self.isVisible() and not busy and not self._clock.isActive():
            self._clock.start()
