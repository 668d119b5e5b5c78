"""Something that floats over the whole window while the rest waits under a scrim."""

from PySide6.QtCore import QEvent, QKeyCombination, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from ui.theme import theme, u
from ui.theme.tokens import SCRIM_OPACITY
from ui.widgets.surface import set_surface

_SHADOW_STEPS = 10
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
# Locking, and hiding details on a shared screen, are wanted most while something is open.
NEVER_WAIT = (QKeyCombination(_CTRL, Qt.Key.Key_L), QKeyCombination(_CTRL | _SHIFT, Qt.Key.Key_H))


class Overlay(QWidget):
    """Covers its parent, traps the focus, closes on Esc or a click beside it, gives the focus back."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.frame = QFrame(self)
        set_surface(self.frame, "float")
        self._before: QWidget | None = None
        parent.installEventFilter(self)
        theme().changed.connect(self.update)
        self.hide()

    def open(self, focus: QWidget) -> None:
        """Show over the parent and put the focus inside."""
        self._before = QApplication.focusWidget()
        self.setGeometry(self.parentWidget().rect())
        self.place()
        self.show()
        self.raise_()
        focus.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_over(self) -> None:
        """Hide and give the focus back to where it was."""
        if self.isHidden():
            return
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None
        self.closed.emit()

    def place(self) -> None:
        """Put `frame` where it belongs in the window."""
        raise NotImplementedError

    def focusNextPrevChild(self, next_: bool) -> bool:
        """Tab stays inside."""
        inside = [w for w in self.frame.findChildren(QWidget) if _tab_stop(w)]
        if inside:
            focus = QApplication.focusWidget()
            here = inside.index(focus) if focus in inside else -1
            inside[(here + (1 if next_ else -1)) % len(inside)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parentWidget() and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self.parentWidget().rect())
            self.place()
        return False

    def event(self, event: QEvent) -> bool:
        # Keys of the page below have to wait: claimed here, they come as ordinary key presses.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.keyCombination() in NEVER_WAIT:
                return super().event(event)
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_over()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.frame.geometry().contains(event.position().toPoint()):
            self.close_over()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scrim = QColor(theme().colour("scrim"))
        scrim.setAlphaF(SCRIM_OPACITY)
        painter.fillRect(self.rect(), scrim)
        painter.setPen(Qt.PenStyle.NoPen)
        scrim.setAlphaF(0.03)
        painter.setBrush(scrim)
        around = QRectF(self.frame.geometry()).translated(0, u(6))
        for step in range(_SHADOW_STEPS):
            spread = u(1 + 1.5 * step)
            box = around.adjusted(-spread, -spread, spread, spread)
            painter.drawRoundedRect(box, u(14) + spread, u(14) + spread)


def _tab_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()
