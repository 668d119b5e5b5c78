"""Saves what is typed on each pause: nothing waits for a button, and a refusal loses nothing."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from mdt_desktop.refused import Refused
from mdt_desktop.services.cases import typing_over
from mdt_desktop.services.cases.typing_over import Seen
from ui.jobs import Jobs

PAUSE_MS = 600


class DiscussionSaver(QObject):
    """Watches one person's text at a time; `read` gives what is in the box.

    `saved(when)` is told by the team's clock.
    """

    saved = Signal(object)
    failed = Signal(str)

    def __init__(self, jobs: Jobs, read: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._read = jobs, read
        self.item = ""
        self._seen = Seen(0)
        self._last = ""
        self._on_its_way = 0
        self.pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self.pause.timeout.connect(self.save)

    def watch(self, item: str, text: str, position: int) -> None:
        """From here on the box holds the text of this item, as it stood at a position of the store."""
        self.item, self._last, self._seen = item, text, Seen(position)

    def typed(self) -> None:
        """Something was typed: save when it pauses."""
        self.pause.start()

    def dirty(self) -> bool:
        """Whether the box holds what is not saved yet."""
        return bool(self.item) and (self._read() != self._last or self._on_its_way > 0)

    def fresh(self, position: int) -> bool:
        """Whether a reading from that position knows all that was saved from here."""
        return position >= self._seen.position

    def save(self) -> None:
        """Save now what is not saved."""
        self.pause.stop()
        text = self._read()
        if not self.item or text == self._last:
            return
        before, self._last = self._last, text
        self._on_its_way += 1
        item = self.item
        self._jobs.do(
            typing_over.save,
            item,
            self._seen,
            text=text,
            done=self._done,
            failed=lambda refused: self._refused(item, before, refused),
            receiver=self,
        )

    def _done(self, at: datetime) -> None:
        self._on_its_way -= 1
        if not self._on_its_way:
            self.saved.emit(at)

    def _refused(self, item: str, before: str, refused: Refused) -> None:
        self._on_its_way -= 1
        if item == self.item:
            self._last = before  # the box is unsaved again: the next pause, or a press, tries once more
        self.failed.emit(str(refused))
