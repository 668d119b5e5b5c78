"""The real window on the demo neighbourhood, on a Tuesday two days before its huddle."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from mdt_desktop.services import search
from mdt_desktop.services.demo import demo
from mdt_desktop.services.session import Session
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.page import Page
from ui.shell.preferences import Preferences
from ui.unlock.door import Door

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, 41, tzinfo=UTC)


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """The demo neighbourhood; the window closes it."""
    monkeypatch.setattr(demo, "_today", lambda: TODAY)
    found = demo.found_demo(tmp_path / "demo")
    found.clock = lambda: NOW
    return found


@pytest.fixture
def demo_window(qtbot: Any, tmp_path: Path, dressed: object, session: Session) -> Iterator[MainWindow]:
    """The window on its first page, active, with everything read."""
    folder = tmp_path / "demo"
    preferences = Preferences(tmp_path / "window.ini")
    window = MainWindow(
        Door(folder), lambda: Door(tmp_path / "other", demo=True), preferences, search.everything
    )
    window.adopt(Jobs(session))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.waitUntil(window.jobs.idle)
    yield window
    window.close()
    window.deleteLater()


@pytest.fixture
def open_page(qtbot: Any, demo_window: MainWindow) -> Callable[..., Page]:
    """Go to a page by its name and wait until it is read."""

    def go(name: str, **where: Any) -> Page:
        demo_window.workspace.show_page(name, where)
        qtbot.waitUntil(demo_window.jobs.idle)
        return demo_window.workspace.page

    return go
