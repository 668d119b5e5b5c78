"""A real window on a real profile, with small pages of its own, for the tests of the shell."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit

from mdt_desktop.services.team import team
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.page import Page
from ui.shell.pages import PageEntry
from ui.shell.preferences import Preferences
from ui.unlock.door import Door
from ui.widgets.boxes import Column
from ui.widgets.button import Button

PASSPHRASE = "correct horse battery"


@dataclass(frozen=True)
class FakeFound:
    """What a search answers."""

    kind: str
    id: str
    title: str
    subtitle: str = ""


def find_ellison(session: object, text: str, limit: int) -> list[FakeFound]:
    """A search that knows one person and one action."""
    known = [
        FakeFound("case", "c1", "ELLISON, Margaret", "999 027 6137 · Quayside"),
        FakeFound("action", "a1", "Ring Ellison’s landlord"),
    ]
    return [one for one in known if text.lower() in one.title.lower()]


class SmallPage(Page):
    """A field, a button, one letter, one chord; remembers what happened to it."""

    def __init__(self, jobs: Jobs, name: str) -> None:
        super().__init__(jobs)
        self.nav, self.name, self.happened = name, name, list[Any]()
        self.field, self.list = QLineEdit(), Button("Agenda")
        self.primary = Button("Start", kind="primary")
        Column(self).add(self.list, self.field)
        self.add_keys("A", "Add to agenda", lambda: self.happened.append("added"), icon="plus")
        self.add_keys("Ctrl+Return", "Finish and next", lambda: self.happened.append("finished"))
        self.add_keys("J K", "Move")

    def title(self) -> str:
        return self.name.capitalize()

    def first_focus(self) -> Button:
        return self.list

    def panes(self) -> list[Any]:
        return [self.list, self.field]

    def enter(self, **where: Any) -> None:
        self.happened.append(("entered", where))

    def leave(self) -> None:
        self.happened.append("left")

    def changed(self, changed: Any) -> None:
        self.happened.append(changed)

    def sharing_changed(self) -> None:
        self.happened.append(("sharing", self.sharing))


class SmallEntry(PageEntry):
    """A page that is always there."""

    def available(self) -> bool:
        return True

    def make(self, jobs: Jobs, preferences: Preferences) -> Page:
        return SmallPage(jobs, self.name)


SMALL_PAGES = {
    entry.name: entry
    for entry in (
        SmallEntry("home", "", "", "This week", "calendar-days", "W"),
        SmallEntry("cases", "", "", "Cases", "users-round", "C"),
        SmallEntry("record", "", ""),
        SmallEntry("run", "", ""),
        SmallEntry("import", "", "", "Import", "file-up", team_data=True),
    )
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A profile's folder with a team in it."""
    folder = tmp_path / "profile"
    team.found(folder, PASSPHRASE, "Harbourside", "Dr Amara Okafor", training=True).session.close()
    return folder


@pytest.fixture
def make_window(qtbot: Any, tmp_path: Path, dressed: object) -> Iterator[Callable[[Path], MainWindow]]:
    """Build and show the window on a folder."""
    made: list[MainWindow] = []

    def make(folder: Path) -> MainWindow:
        preferences = Preferences(tmp_path / "window.ini")
        window = MainWindow(
            Door(folder), lambda: Door(tmp_path / "demo", demo=True), preferences, find_ellison, SMALL_PAGES
        )
        made.append(window)
        window.show()
        window.begin()
        window.activateWindow()
        qtbot.waitUntil(lambda: window.isActiveWindow())
        return window

    yield make
    for window in made:
        window.close()
        window.deleteLater()


@pytest.fixture
def window(qtbot: Any, home: Path, make_window: Callable[[Path], MainWindow]) -> MainWindow:
    """The window, unlocked, on its first page."""
    opened = make_window(home)
    unlock(qtbot, opened)
    return opened


def unlock(qtbot: Any, window: MainWindow) -> None:
    """Type the passphrase and press Enter."""
    task = window.unlock_screen.task
    with qtbot.waitSignal(window.opened):
        qtbot.keyClicks(task.field.edit, PASSPHRASE)
        qtbot.keyClick(task.field.edit, "\r")
    qtbot.waitUntil(window.jobs.idle)
