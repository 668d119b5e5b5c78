"""The real window on an empty training team, with case lists to import."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QTableView

from mdt_desktop.crypto import vault
from mdt_desktop.crypto.passphrase import CHEAPEST
from mdt_desktop.services import profile, search
from mdt_desktop.services.team import team
from ui.imports.page import ImportPage
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.shell.preferences import Preferences
from ui.unlock.door import Door

PASSPHRASE = "four plain words here"
GENERATED = Path(__file__).parents[2].parent / "shared" / "data" / "generated"
generated = pytest.mark.skipif(
    not GENERATED.is_dir(), reason="the published test data is not on this machine"
)
HEADER = ("NHS Number", "Surname", "Forename", "DOB", "Mobile", "Comments")
PEOPLE = (
    ("999 018 4488", "Clarke", "Winston", "13/02/1959", "07700 900001", "Likes chess"),
    ("999 792 7516", "Osei", "Ama", "21/12/1948", "07700 900002", ""),
    ("999 792 7517", "Petrov", "Ivan", "14/07/1951", "07700 900003", ""),
    ("", "Marsh", "Joan", "22/11/1939", "07700 900004", ""),
)
"""Two in order, one with a number that is none, one without a number."""


def written(path: Path, *rows: tuple[str, ...], header: tuple[str, ...] = HEADER) -> Path:
    """A case list as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """A list of four, one of whom is left out and one to look at."""
    return written(tmp_path / "extract.csv", *PEOPLE)


@pytest.fixture
def window(
    qtbot: Any, tmp_path: Path, dressed: object, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """Unlocked, on the import page."""
    monkeypatch.setattr(vault, "Argon2id", lambda: CHEAPEST)
    home = tmp_path / "profile"
    team.found(home, PASSPHRASE, "Harbourside", "Dr Amara Okafor", training=True).session.close()
    jobs = Jobs()
    opened: list[object] = []
    jobs.open(profile.unlock, home, PASSPHRASE, done=opened.append)
    qtbot.waitUntil(lambda: bool(opened) and jobs.idle())
    shown = MainWindow(
        Door(home),
        lambda: Door(tmp_path / "demo", demo=True),
        Preferences(tmp_path / "w.ini"),
        search.everything,
    )
    shown.show()
    shown.adopt(jobs)
    shown.activateWindow()
    qtbot.waitUntil(lambda: shown.isActiveWindow() and jobs.idle())
    shown.workspace.show_page("import")
    qtbot.waitUntil(jobs.idle)
    yield shown
    shown.close()
    jobs.shutdown()
    shown.deleteLater()


@pytest.fixture
def page(window: MainWindow) -> ImportPage:
    """The import page, with nothing chosen."""
    shown = window.workspace.page
    assert isinstance(shown, ImportPage)
    return shown


def read(qtbot: Any, page: ImportPage, path: Path) -> None:
    """Choose a file and wait until its people have been checked."""
    page.open_file(path)
    qtbot.waitUntil(lambda: page.jobs.idle() and page.work.ready, timeout=20_000)


def settled(qtbot: Any, page: ImportPage) -> None:
    """Wait until nothing runs any more."""
    qtbot.waitUntil(lambda: page.jobs.idle() and not page.work.doing, timeout=30_000)


def cells(table: QTableView, row: int) -> list[str]:
    """What stands in a row."""
    model = table.model()
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]
