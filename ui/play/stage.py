"""The window being played: waits until its work is done, and takes nothing that went wrong in silence."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from mdt_desktop.refused import Refused
from mdt_desktop.services import search
from ui.crash import CrashReport
from ui.main_window import MainWindow
from ui.page import Page
from ui.shell.preferences import Preferences
from ui.theme import theme
from ui.unlock.door import Door

PATIENCE_SECONDS = 60  # then it is stuck; nothing here takes a tenth of that


class Stuck(Refused):
    """The play could not go on."""


class PlayedWindow(MainWindow):
    """The window itself, which gives a bug away instead of showing a dialog about it."""

    broken: CrashReport | None = None

    def show_crash(self, report: CrashReport) -> None:
        self.broken = report


class Stage:
    """One window on one profile's folder; `with Stage(...)` shows it and takes it down again."""

    def __init__(self, app: QApplication, home: Path) -> None:
        self.app = app
        app.setCursorFlashTime(0)  # a caret that blinks makes two pictures of one screen
        theme().choose(reduced_motion=True)
        self.window = PlayedWindow(
            Door(home), lambda: Door(home, demo=True), Preferences(home / "window.ini"), search.everything
        )
        self._usual_hook = sys.excepthook

    def __enter__(self) -> "Stage":
        sys.excepthook = self._remember
        self.window.show()
        self.window.begin()
        self.window.activateWindow()
        self.settle()
        return self

    def __exit__(self, *_: object) -> None:
        sys.excepthook = self._usual_hook
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    @property
    def page(self) -> Page:
        """The page that shows."""
        page = self.window.workspace.page if self.window.workspace is not None else None
        if page is None:
            raise Stuck("The window shows no page.")
        return page

    def go(self, name: str, **where: object) -> Page:
        """Open a page by its name."""
        if self.window.workspace is None:
            raise Stuck("The window is locked.")
        self.window.workspace.show_page(name, where)
        self.settle()
        return self.page

    def wait_for_workspace(self) -> None:
        """Wait until the window is unlocked and its first page is filled."""
        self.wait(lambda: self.window.workspace is not None, "The window did not unlock.")
        self.settle()

    def settle(self) -> None:
        """Wait until every job has answered and every answer has been shown."""
        jobs = self.window.jobs
        self.wait(lambda: jobs is None or jobs.idle(), "The work that was asked for did not end.")
        for _ in range(3):  # what an answer started, what that laid out, what that painted
            QCoreApplication.sendPostedEvents()
            self.app.processEvents()
        if self.window.jobs is not None and not self.window.jobs.idle():
            self.settle()

    def wait(self, condition: Callable[[], bool], otherwise: str) -> None:
        """Handle events until `condition` holds; say `otherwise` if it never does."""
        clock = QElapsedTimer()
        clock.start()
        awake = QTimer(interval=250)  # events end the wait; this only ends it where none will come
        awake.start()
        while not condition():
            self._complain()
            if clock.elapsed() > PATIENCE_SECONDS * 1000:
                raise Stuck(otherwise)
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self._complain()

    def other_window(self, title: str) -> QWidget:
        """A further window of the application by the beginning of its title."""
        for widget in self.app.topLevelWidgets():
            if widget is not self.window and widget.isVisible() and widget.windowTitle().startswith(title):
                return widget
        raise Stuck(f"No window called “{title}” is open.")

    def _complain(self) -> None:
        """Raise what the window tells its user has gone wrong."""
        if self.window.broken is not None:
            raise Stuck(f"The window met a bug.\n{self.window.broken.text()}")
        workspace = self.window.workspace
        if workspace is not None and workspace.notices.trouble.isVisible():
            raise Stuck(f"The window says: {workspace.notices.trouble.accessibleName()}")

    def _remember(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self.window.broken = CrashReport.of(error)
        self._usual_hook(kind, error, trace)
