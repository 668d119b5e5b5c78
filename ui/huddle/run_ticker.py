"""Each second of a running huddle: seen on the rail, at the ring, in the room; told aloud at three marks."""

from PySide6.QtCore import QObject, QTimer, Signal

from mdt_desktop.services.huddle.run_view import RunView
from ui.huddle.identity_header import IdentityHeader
from ui.huddle.rail_pane import RailPane
from ui.huddle.room_door import RoomDoor
from ui.huddle.run_clock import RunClock

TOLD_AT = (120, 60, 0)  # seconds left


class RunTicker(QObject):
    """`told(words)` at two minutes, one minute and none."""

    told = Signal(str)

    def __init__(self, clock: RunClock, rail: RailPane, header: IdentityHeader, room: RoomDoor) -> None:
        super().__init__(room)
        self._clock, self._rail, self._header, self._room = clock, rail, header, room
        self._view: RunView | None = None
        self._left_before = 0
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self.show_time)

    def start(self) -> None:
        self._second.start()

    def stop(self) -> None:
        self._second.stop()

    def set_view(self, view: RunView) -> None:
        """The huddle as it was read."""
        self._view = view
        self.show_time()

    def turned(self) -> None:
        """Another person is talked about: what was left of the one before counts no more."""
        self._left_before = self._clock.left()

    def show_time(self) -> None:
        """What it is now."""
        view = self._view
        if view is None:
            return
        self._rail.show_time(self._clock.spoken(), self._clock.pace())
        if view.current is None:
            return
        left, planned = self._clock.left(), view.current.item.minutes * 60
        self._header.show_time(left, planned, paused=view.huddle.status == "paused")
        self._room.show_time(left, planned, max(0, self._clock.pace().left_seconds // 60))
        for mark in TOLD_AT:
            if self._left_before > mark >= left:
                minutes = mark // 60
                unit = "minute" if minutes == 1 else "minutes"
                self.told.emit(f"{minutes} {unit} left" if mark else "Time is up")
        self._left_before = left
