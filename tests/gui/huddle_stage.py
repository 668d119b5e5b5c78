"""The demo neighbourhood in the real window, for the tests of the huddle pages."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mdt_desktop.services import search
from mdt_desktop.services.demo import demo
from mdt_desktop.services.huddle import attendance, huddles, running
from mdt_desktop.services.session import Session
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.shell.preferences import Preferences
from ui.unlock.door import Door

WAIT_MS = 10_000


class Stage:
    """A window on the demo; `do` and `ask` call services as pages do and wait for the answer."""

    def __init__(self, qtbot: QtBot, folder: Path, session: Session) -> None:
        self.bot, self.folder, self.session = qtbot, folder, session
        self.huddle = huddles.upcoming(session)
        assert self.huddle is not None
        self.crashes: list[Any] = []
        self.jobs: Jobs | None = None
        self.window: MainWindow | None = None

    def open(self, page: str, width: int = 1440, height: int = 900, **where: Any) -> Any:
        """The page, shown and filled, in a window of that size."""
        preferences = Preferences(self.folder / "window.ini")
        preferences.theme_mode = "light"
        door = Door(self.folder)
        self.window = MainWindow(door, lambda: door, preferences, search.everything)
        self.jobs = Jobs(self.session)
        self.jobs.crashed.connect(self.crashes.append)
        self.window.adopt(self.jobs)
        self.window.resize(width, height)
        self.window.show()
        return self.show(page, **where)

    def show(self, page: str, **where: Any) -> Any:
        """Another page of the open window."""
        assert self.window is not None
        assert self.window.workspace is not None
        self.settle()
        self.window.workspace.show_page(page, where)
        self.settle()
        return self.page()

    def page(self) -> Any:
        """The page that shows."""
        assert self.window is not None
        assert self.window.workspace is not None
        return self.window.workspace.page

    def settle(self) -> None:
        """Wait until every answer has been delivered."""
        assert self.jobs is not None
        self.bot.waitUntil(self.jobs.idle, timeout=WAIT_MS)
        assert not self.crashes, self.crashes[0].text()

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait for a condition."""
        self.bot.waitUntil(holds, timeout=WAIT_MS)
        self.settle()

    def ask(self, query: Callable[..., Any], *args: Any, **options: Any) -> Any:
        """What a reading service answers."""
        assert self.jobs is not None
        answers: list[Any] = []
        self.jobs.ask(query, *args, done=answers.append, **options)
        self.until(lambda: bool(answers))
        return answers[0]

    def do(self, service: Callable[..., Any], *args: Any, **options: Any) -> None:
        """Write something behind the page's back."""
        assert self.jobs is not None
        self.jobs.do(service, *args, **options)
        self.settle()

    def key(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """A key, pressed where the focus is."""
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        self.bot.keyClick(self.focus(), key, held)
        self.settle()

    def type(self, words: str) -> None:
        """Letters, typed where the focus is."""
        for letter in words:  # a letter may move the focus
            self.bot.keyClicks(self.focus(), letter)

    def focus(self) -> QWidget:
        """The widget with the focus."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def close(self) -> None:
        """As the program ends."""
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = self.jobs = None
        else:
            self.session.close()


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path, dressed: object) -> Iterator[Stage]:
    """The demo before its next huddle."""
    made = Stage(qtbot, tmp_path, demo.found_demo(tmp_path / "profile"))
    yield made
    made.close()


@pytest.fixture
def started(stage: Stage) -> Stage:
    """The demo with its huddle begun and people in the room; nobody is talked about yet."""
    assert stage.huddle is not None
    running.start(stage.session, stage.huddle.id)
    for name in ("Amara", "Priya", "Tom", "Joanne", "Siân"):
        attendance.attend(stage.session, stage.huddle.id, name)
    return stage


@pytest.fixture
def talking(started: Stage) -> Stage:
    """The same, at the first person of the agenda."""
    assert started.huddle is not None
    first = huddles.items_of(started.session, started.huddle.id)[0]
    running.begin_item(started.session, started.huddle.id, first.id)
    return started
