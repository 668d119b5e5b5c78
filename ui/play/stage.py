"""The window being played: waits until its work is done, and takes nothing that went wrong in silence."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from mdt_desktop.domain.demo_neighbourhood import Script
from mdt_desktop.domain.records import Huddle
from mdt_desktop.refused import Refused
from mdt_desktop.services import search
from mdt_desktop.services.demo.demo_huddle import StoryClock
from mdt_desktop.services.session import Session
from ui.crash import CrashReport
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.page import Page
from ui.play import hands
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

    clock: StoryClock
    huddle: Huddle
    script: Script

    def __init__(self, app: QApplication, home: Path, out: Path) -> None:
        self.app, self.home, self.out = app, home, out
        app.setCursorFlashTime(0)  # a caret that blinks makes two pictures of one screen
        theme().choose(reduced_motion=True)
        self.window = PlayedWindow(
            Door(home),
            lambda: Door(home, demo=True),
            Preferences(home / "window.ini"),
            search.everything,
            warm=True,
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

    def expect(self, name: str) -> Page:
        """Wait until the window shows a page of this class."""
        self.settle()
        self.wait(lambda: type(self.page).__name__ == name, f"The window does not show the {name}.")
        self.settle()
        return self.page

    def go(self, name: str, **where: object) -> Page:
        """Open a page by its name."""
        if self.window.workspace is None:
            raise Stuck("The window is locked.")
        self.window.workspace.show_page(name, where)
        self.settle()
        return self.page

    def wait_for_workspace(self) -> None:
        """Wait until the window is unlocked, its first page filled and the others made ready."""
        self.wait(lambda: self.window.workspace is not None, "The window did not unlock.")
        self.settle()
        warmer = self.window.warmer
        self.wait(lambda: warmer is None or warmer.done(), "The pages were not made.")
        self.settle()

    def settle(self) -> None:
        """Wait until every job has answered and every answer has been shown."""
        self.window.idle.touch()  # keys sent to a widget are not seen by who watches for signs of life
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

    def ask(self, query: Callable[..., Any], *args: Any) -> Any:
        """What a service answers, read as the window reads."""
        answers: list[Any] = []
        self._jobs().ask(query, *args, done=answers.append)
        self.settle()
        return answers[0]

    def do(self, service: Callable[..., Any], *args: Any, **options: Any) -> None:
        """Write as the window writes."""
        self._jobs().do(service, *args, **options)
        self.settle()

    def keep_time(self, clock: StoryClock, huddle: Huddle, script: Script) -> None:
        """From here on it is the story's time, in this huddle."""
        self.clock, self.huddle, self.script = clock, huddle, script
        self.do(_obey, clock)
        self.ask(_obey, clock)

    def come_forward(self) -> None:
        """The window has the focus again."""
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow, "The window did not come forward.")

    def other_window(self) -> QWidget:
        """The window that is open beside the main one."""
        for widget in self.app.topLevelWidgets():
            if widget is not self.window and widget.isVisible() and widget.isWindow():
                return widget
        raise Stuck("No second window is open.")

    def name_file(self, path: Path) -> None:
        """Answer the file dialog that is open."""
        self.wait(lambda: any(hands.visible(self.window, QFileDialog)), "No file dialog is open.")
        dialog = next(hands.visible(self.window, QFileDialog))
        # Typed letter by letter, Qt would offer to complete them.
        hands.find(dialog, "File name", QLineEdit).setText(str(path))
        dialog.accept()
        self.wait(lambda: not hands.is_there(self.window, "File name", QLineEdit), "The file was not taken.")
        self.come_forward()

    def _jobs(self) -> Jobs:
        if self.window.jobs is None:
            raise Stuck("The window is locked.")
        return self.window.jobs

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


def _obey(session: Session, clock: StoryClock) -> None:
    session.clock = clock
