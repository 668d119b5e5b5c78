"""Notices that nobody is here, warns a minute ahead, and says when to lock."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

WARNING_SECONDS = 60

_SIGNS_OF_LIFE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class IdleWatch(QObject):
    """`warned(seconds)` each second of the last minute, `returned()` when somebody comes back in it,
    `expired()` at its end. The clock on the wall counts, so a laptop that slept locks when it wakes.
    """

    warned = Signal(int)
    returned = Signal()
    expired = Signal()

    def __init__(self, clock: Callable[[], float] = time.time, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._limit_seconds = 0.0
        self._last = 0.0
        self._warning = False
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self.check)
        # Windows, not the application: a filter on the application would run Python for every event there is.
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch)

    def start(self, minutes: float) -> None:
        """Count from now."""
        self._limit_seconds = minutes * 60
        self._warning = False
        self._last = self._clock()
        self._watch(QGuiApplication.focusWindow())
        self._tick.start()

    def stop(self) -> None:
        """Nothing is open, nothing to lock."""
        self._tick.stop()
        self._warning = False

    def touch(self) -> None:
        """Somebody is here."""
        self._last = self._clock()
        if self._warning:
            self._warning = False
            self.returned.emit()

    def check(self) -> None:
        """Compare with the clock; runs every second."""
        idle_seconds = self._clock() - self._last
        if idle_seconds < 0:
            self._last = self._clock()
        elif idle_seconds >= self._limit_seconds:
            self.stop()
            self.expired.emit()
        elif idle_seconds >= self._limit_seconds - WARNING_SECONDS:
            self._warning = True
            self.warned.emit(round(self._limit_seconds - idle_seconds))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE and self._tick.isActive():
            self.touch()
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)
