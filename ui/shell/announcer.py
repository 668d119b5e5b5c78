"""Says to screen readers what has just happened: politely, and not all at once."""

from collections import deque

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

EVERY_MILLISECONDS = 2000
_WAITING_AT_MOST = 4


class Announcer(QObject):
    """At most one announcement every two seconds; the oldest of too many is dropped."""

    spoken = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.silent = False
        self._window = window
        self._waiting: deque[str] = deque(maxlen=_WAITING_AT_MOST)
        self._pause = QTimer(self, interval=EVERY_MILLISECONDS, singleShot=True)
        self._pause.timeout.connect(self._next)

    def say(self, words: str) -> None:
        """Announce, now or when the last one has had its two seconds."""
        if self.silent or not words or words in self._waiting:
            return
        self._waiting.append(words)
        if not self._pause.isActive():
            self._next()

    def _next(self) -> None:
        if self._waiting:
            words = self._waiting.popleft()
            event = QAccessibleAnnouncementEvent(self._window, words)
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
            QAccessible.updateAccessibility(event)
            self.spoken.emit(words)
            self._pause.start()
