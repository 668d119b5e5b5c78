"""Opens, feeds and closes the room view for the Run page."""

from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from mdt_desktop.services.huddle import room_view, run_view
from mdt_desktop.services.huddle.room_view import RoomView
from ui.huddle.room_window import RoomWindow
from ui.jobs import Jobs


class RoomDoor(QObject):
    """The window lives while it is open; while another page shows it steps aside and comes back after."""

    def __init__(self, jobs: Jobs, page: QWidget) -> None:
        super().__init__(page)
        self._jobs, self._page = jobs, page
        self.window: RoomWindow | None = None
        self._aside = False
        self._time = (0, 0, 0)

    def switch(self) -> None:
        """Ctrl Shift R: open, or close."""
        if self.window is not None:
            self.window.close()
        else:
            self._open()

    def show_time(self, left: int, planned: int, meeting_left: int) -> None:
        """Each second."""
        self._time = (left, planned, meeting_left)
        if self.window is not None:
            self.window.show_time(*self._time)

    def reload(self) -> None:
        """Read again what the room may see."""
        if self.window is not None:
            self._jobs.ask(_room, done=self._show, key="room")

    def step_aside(self) -> None:
        """Another page shows, or the application locks: nobody is left standing on the wall."""
        self._aside = self.window is not None
        if self.window is not None:
            self.window.close()

    def come_back(self) -> None:
        """The Run page shows again."""
        if self._aside:
            self._aside = False
            self._open()

    def _open(self) -> None:
        self.window = RoomWindow(self._page)
        self.window.closed.connect(self._closed)
        self.window.show_time(*self._time)
        self.window.show_room(None)
        self.window.show()
        self.reload()

    def _show(self, room: RoomView | None) -> None:
        if self.window is not None:
            self.window.show_room(room)

    def _closed(self) -> None:
        window, self.window = self.window, None
        if window is not None and isValid(window):
            window.deleteLater()


def _room(session: Any) -> RoomView | None:
    """Of the huddle that is running."""
    running = run_view.running_now(session)
    return room_view.room_view(session, running.huddle.id) if running else None
