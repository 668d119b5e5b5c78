"""One piece of work on its way to a worker, and who hears of it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from shiboken6 import isValid

from mdt_desktop.refused import Refused


class Job:
    """One piece of work on its way: cancel it, or forget about it."""

    def __init__(
        self,
        work: Callable[..., Any],
        *,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Refused], None] | None = None,
        progress: Callable[..., None] | None = None,
        stopped: Callable[[], None] | None = None,
        receiver: QObject | None = None,
        stands: bool = False,
    ) -> None:
        """`stands`: what it did can't be dropped, so cancelled too late to be broken off it is `done`."""
        self.work: Callable[..., Any] | None = work
        self.done, self.failed, self.progress, self.stopped = done, failed, progress, stopped
        self.receiver = receiver if receiver is not None else receiver_of(done, failed, progress)
        self.cancelled = self.broken_off = False
        self.finished = False
        self._stands = stands

    def cancel(self) -> None:
        """Drop the answer; work that reports progress stops at its next report."""
        self.cancelled = True

    @property
    def dropped(self) -> bool:
        """Whether the answer is not asked for any more."""
        return self.cancelled and (self.broken_off or not self._stands)

    @property
    def wanted(self) -> bool:
        """Whether somebody is still there to hear the answer."""
        return not self.dropped and (self.receiver is None or isValid(self.receiver))


def receiver_of(*callbacks: object) -> QObject | None:
    """The QObject that one of the callbacks is a method of."""
    for callback in callbacks:
        bound = getattr(callback, "__self__", None)
        if isinstance(bound, QObject):
            return bound
    return None
