"""A real window on the demo neighbourhood, with real keys, for the tests of Cases and the record."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from mdt_desktop.services import search
from mdt_desktop.services.cases import case_lists
from mdt_desktop.services.demo import demo
from mdt_desktop.services.session import Session
from mdt_desktop.services.team import team
from ui.cases.page import CasesPage
from ui.cases.query import Place, Query
from ui.cases.record_page import RecordPage
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.shell.preferences import Preferences
from ui.unlock.door import Door


class Desk:
    """One window, its session, and hands for it."""

    def __init__(self, qtbot: Any, window: MainWindow, session: Session) -> None:
        self.qtbot, self.window, self._session = qtbot, window, session

    @property
    def page(self) -> Any:
        return self.window.workspace.page

    @property
    def focus(self) -> QWidget | None:
        return QApplication.focusWidget()

    def settle(self) -> None:
        """Until every answer has been shown."""
        self.qtbot.waitUntil(self.window.jobs.idle)

    def press(self, key: Qt.Key, control: bool = False) -> None:
        """One key where the focus is, and what follows from it."""
        held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        self.qtbot.keyClick(self.focus or self.window, key, held)
        self.settle()

    def write(self, text: str) -> None:
        """Type where the focus is."""
        self.qtbot.keyClicks(self.focus, text)

    def ask(self, service: Callable[..., Any], *args: Any, **options: Any) -> Any:
        """What a service answers, read as the pages read."""
        answers: list[Any] = []
        self.window.jobs.ask(service, *args, done=answers.append, receiver=self.window, **options)
        self.qtbot.waitUntil(lambda: bool(answers))
        return answers[0]

    def case(self, name: str) -> Any:
        """The row of somebody by their name."""
        return self.ask(case_lists.list_cases, "", text=name).rows[0]

    def show(self, page: str, **where: Any) -> Any:
        """Go to a page and wait until it is filled."""
        self.window.workspace.show_page(page, where)
        self.settle()
        return self.page

    def cases(self) -> CasesPage:
        return self.show("cases")

    def record(self, name: str) -> RecordPage:
        """Somebody’s record, opened from the list of all open cases."""
        rows = self.ask(case_lists.list_cases, "status=open").rows
        at = next(at for at, row in enumerate(rows) if row.name.startswith(name))
        return self.show("record", case=rows[at].id, place=Place(Query(), at, len(rows)))


@pytest.fixture
def make_desk(qtbot: Any, tmp_path: Path, dressed: Any) -> Iterator[Callable[..., Desk]]:
    """Open a window on a session."""
    windows: list[MainWindow] = []

    def make(session: Session, size: tuple[int, int] = (1440, 900)) -> Desk:
        preferences = Preferences(tmp_path / "window.ini")
        preferences.theme_mode = "light"
        door = Door(session.home, demo=True)
        window = MainWindow(door, lambda: door, preferences, search.everything)
        windows.append(window)
        window.resize(*size)
        window.adopt(Jobs(session))
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        desk = Desk(qtbot, window, session)
        desk.settle()
        return desk

    yield make
    for window in windows:
        window.close()
        window.deleteLater()


@pytest.fixture
def desk(make_desk: Callable[..., Desk], tmp_path: Path) -> Desk:
    """The demo neighbourhood at 1440 × 900."""
    return make_desk(demo.found_demo(tmp_path / "demo"))


@pytest.fixture
def new_team(make_desk: Callable[..., Desk], tmp_path: Path) -> Desk:
    """A training team with nobody on its list yet."""
    founded = team.found(
        tmp_path / "new", "correct horse battery", "Harbourside", "Dr Amara Okafor", training=True
    )
    return make_desk(founded.session)
