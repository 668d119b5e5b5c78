"""The focus ring: one overlay for a window, outside whatever has the focus, painted or styled alike."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from ui.theme import theme, u
from ui.widgets.drawing import painting, rounded_box
from ui.widgets.pressable import RING_RADIUS

OUTSIDE = 4  # px from the control to the outer edge of the ring
_STIRS = frozenset(
    (
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.EnabledChange,
        QEvent.Type.Paint,  # how a view tells that it scrolled or that its current row moved
    )
)


class FocusRing(QWidget):
    """Make one per window: `FocusRing(window)`. It follows focus, moves, scrolling and current rows.

    A widget may set the property "ringRadius" (px), or "ringOnParent" when its frame is its parent, as a bare
    line edit in a painted box.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._target: QWidget | None = None
        self._outer = QRect()
        self._watched: list[QWidget] = []
        self._soon = QTimer(self, singleShot=True, interval=0)  # never moves things while they paint
        self._soon.timeout.connect(self.place)
        QApplication.instance().focusChanged.connect(self._focus_moved)
        theme().changed.connect(self._soon.start)
        self.hide()
        self._focus_moved(None, QApplication.focusWidget())

    def target(self) -> QWidget | None:
        """The widget the ring is around, None while it is hidden."""
        return self._target if self.isVisible() else None

    def outer_rect(self) -> QRect:
        """The whole ring in the window's coordinates, also where a scrolling edge cuts it."""
        return QRect(self._outer)

    def place(self) -> None:
        """Put the ring where the focus is now, or hide it."""
        target = self._target
        if target is None or not isValid(target) or not target.isVisible():
            self.hide()
            return
        self._outer = _shape(target, self.parentWidget())
        seen = self._outer.intersected(_clip(target, self.parentWidget()))
        if seen.isEmpty():
            self.hide()
            return
        self.setGeometry(seen)
        self.show()
        self.raise_()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _STIRS and not self._soon.isActive():
            moved = event.type() != QEvent.Type.Paint or self._is_elsewhere()
            if moved:
                self._soon.start()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        width = u(3) if look.high_contrast else u(2)
        with painting(self) as painter:
            radius = _radius(self._target) + u(OUTSIDE) - width / 2
            whole = self._outer.translated(-self.pos())
            rounded_box(painter, whole, radius, None, look.colour("focus"), width)

    def _is_elsewhere(self) -> bool:
        target = self._target
        return target is not None and isValid(target) and _shape(target, self.parentWidget()) != self._outer

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        ours = now is not None and now.window() is self.window() and self.parentWidget().isAncestorOf(now)
        self._target = now if ours else None
        if self._target is not None:
            self._watch(self._target)
        self.place()

    def _watch(self, target: QWidget) -> None:
        widget: QWidget | None = target
        while widget is not None and widget is not self.parentWidget():
            self._watched.append(widget)
            widget = widget.parentWidget()
        if isinstance(target, QAbstractItemView):
            self._watched.append(target.viewport())
        for watched in self._watched:
            watched.installEventFilter(self)


def _shape(target: QWidget, window: QWidget) -> QRect:
    """The ring's outer edge around `target`, in the window's coordinates."""
    if isinstance(target, QAbstractItemView):
        row = _current_row(target)
        if not row.isEmpty():
            corner = target.viewport().mapTo(window, row.topLeft())
            inside = u(1)
            return QRect(corner, row.size()).adjusted(inside, inside, -inside, -inside)
    framed = target.parentWidget() if target.property("ringOnParent") else target
    corner = framed.mapTo(window, QPoint(0, 0))
    outside = u(OUTSIDE)
    return QRect(corner, framed.size()).adjusted(-outside, -outside, outside, outside)


def _current_row(view: QAbstractItemView) -> QRect:
    """The current item, across the whole view when rows are selected as one; empty when out of sight."""
    index = view.currentIndex()
    shape = getattr(view, "ring_rect", view.visualRect)  # a list whose rows hold gaps or headings says more
    rect = shape(index) if index.isValid() else QRect()
    if rect.isEmpty():
        return QRect()
    if view.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows:
        rect.setLeft(0)
        rect.setRight(view.viewport().width() - 1)
    return rect.intersected(view.viewport().rect())


def _clip(target: QWidget, window: QWidget) -> QRect:
    """What of the window the ring may cover: a scrolling parent cuts it, its own frame does not."""
    seen = window.rect()
    widget = target.parentWidget()
    while widget is not None and widget is not window:
        parent = widget.parentWidget()
        if isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget:
            seen = seen.intersected(QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()))
        widget = parent
    return seen


def _radius(target: QWidget | None) -> int:
    if target is None:
        return 0
    given = target.property(RING_RADIUS)
    if given is not None:
        return u(int(given))
    fields = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox)
    return u(8) if isinstance(target, fields) or target.property("ringOnParent") else u(4)
