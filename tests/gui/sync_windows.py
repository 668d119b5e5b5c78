"""Two laptops of one team in one test: real windows, real profiles, a folder or a hub between them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from mdt_desktop.refused import Refused
from mdt_desktop.services import search, store_care
from mdt_desktop.services.session import Session
from mdt_desktop.services.team import team
from tests.running_hub import RunningHub, running_hub
from ui.cases.sheet import Sheet
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.shell.preferences import Preferences
from ui.unlock.door import Door

PASSPHRASE = "correct horse battery"
LONG = 20_000  # ms: deriving keys, and a folder that is looked at every few seconds


class Laptop:
    """One window, and hands for it."""

    def __init__(self, qtbot: Any, home: Path, window: MainWindow) -> None:
        self.qtbot, self.home, self.window = qtbot, home, window

    @property
    def page(self) -> Any:
        return self.window.workspace.page

    @property
    def task(self) -> Any:
        return self.window.unlock_screen.task

    @property
    def chip(self) -> str:
        return self.window.workspace.top_bar.state.words()

    @property
    def exchange(self) -> Any:
        return self.window.workspace.exchange

    def until(self, true: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(true()), timeout=LONG)

    def settle(self) -> None:
        self.until(self.window.jobs.idle)

    def come(self) -> "Laptop":
        """Its window is the one that is worked in."""
        self.window.activateWindow()
        self.window.raise_()
        self.until(self.window.isActiveWindow)
        return self

    def click(self, widget: QWidget) -> None:
        self.come()
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()

    def press(self, key: Qt.Key, control: bool = False) -> None:
        held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, held)
        self.settle()

    def write(self, text: str) -> None:
        self.qtbot.keyClicks(QApplication.focusWidget(), text)

    def sync_page(self) -> Any:
        """Go there with G, then S."""
        self.come()
        self.window.workspace.show_page("sync", {})
        self.settle()
        return self.page

    def sheet(self) -> Any:
        """The form that is open."""
        found = [one for one in self.page.findChildren(Sheet) if one.isVisible()]
        assert len(found) == 1
        return found[0]

    def do(self, service: Callable[..., Any], *args: Any, **options: Any) -> Any:
        """Write through a service, as a page does."""
        answers: list[Any] = []
        told = {"done": answers.append, "failed": answers.append, "receiver": self.window}
        self.window.jobs.do(service, *args, **told, **options)
        self.until(lambda: answers)
        assert not isinstance(answers[0], Refused), answers[0]
        return answers[0]

    def ask(self, service: Callable[..., Any], *args: Any, **options: Any) -> Any:
        answers: list[Any] = []
        self.window.jobs.ask(service, *args, done=answers.append, receiver=self.window, **options)
        self.until(lambda: answers)
        return answers[0]

    def digest(self) -> str:
        return self.ask(store_care.digest)

    def all_sent(self) -> bool:
        """Whether everything written here was acknowledged."""
        state = self.exchange.state if self.exchange else None
        return state is not None and state.waiting == 0 and not state.trouble


@pytest.fixture
def make_laptop(qtbot: Any, tmp_path: Path, dressed: object) -> Iterator[Callable[..., Laptop]]:
    """A window on a folder of its own: locked or at its first run, or with a team founded in it."""
    made: list[MainWindow] = []

    def make(
        name: str, *, founded_by: str = "", called: str = "Harbourside", session: Session | None = None
    ) -> Laptop:
        home = tmp_path / name
        door = Door(home)
        preferences = Preferences(tmp_path / f"{name}.ini")
        window = MainWindow(door, lambda: Door(tmp_path / "demo", demo=True), preferences, search.everything)
        made.append(window)
        laptop = Laptop(qtbot, home, window)
        window.show()
        if founded_by:
            session = team.found(home, PASSPHRASE, called, founded_by, training=True).session
        if session is not None:
            window.adopt(Jobs(session))
        else:
            window.begin()
        laptop.come().settle()
        return laptop

    yield make
    for window in made:
        window.close()
        window.deleteLater()


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """An empty folder that both can reach."""
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RunningHub]:
    """A real hub on loopback."""
    with running_hub(f"sqlite:///{tmp_path / 'hub.db'}") as running:
        yield running


def connect_folder(laptop: Laptop, folder: Path) -> None:
    """By mouse and keys, on the page."""
    page = laptop.sync_page()
    folder_choice = page.calm.choices[0]
    assert QApplication.focusWidget() is folder_choice
    laptop.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is laptop.sheet().folder.edit
    laptop.write(str(folder))
    laptop.press(Qt.Key.Key_Return, control=True)
    laptop.until(lambda: laptop.chip == "Up to date")


def connect_hub(laptop: Laptop, address: str, code: str) -> None:
    """The second choice, until it is connected."""
    fill_in_hub(laptop, address, code)
    laptop.until(lambda: laptop.chip == "Up to date")


def fill_in_hub(laptop: Laptop, address: str, code: str) -> None:
    """The hub's address and the operator's code."""
    page = laptop.sync_page()
    laptop.click(page.calm.choices[1])
    laptop.until(lambda: QApplication.focusWidget() is laptop.sheet().address.edit)
    laptop.write(address)
    laptop.press(Qt.Key.Key_Tab)
    laptop.until(lambda: QApplication.focusWidget() is laptop.sheet().code.edit)
    laptop.write(code)
    laptop.press(Qt.Key.Key_Return, control=True)


def invite(laptop: Laptop, name: str) -> str:
    """The text of an invitation for somebody, made on the page and copied."""
    page = laptop.sync_page()
    laptop.click(page.side.devices.add_button)
    laptop.until(lambda: [one for one in page.findChildren(Sheet) if one.isVisible()])
    laptop.write(name)
    laptop.press(Qt.Key.Key_Return, control=True)
    shown = laptop.sheet()
    laptop.click(shown.copy)
    text = QApplication.clipboard().text()
    laptop.press(Qt.Key.Key_Return, control=True)
    return text


def ask_to_join(laptop: Laptop, invitation: str, folder: Path | None) -> tuple[str, ...]:
    """From the first run to the four words on the screen."""
    laptop.come()
    laptop.press(Qt.Key.Key_1)
    task = laptop.task
    assert QApplication.focusWidget() is task.invitation.edit
    task.invitation.edit.setText(invitation)
    if folder is not None:
        task.folder.set_text(str(folder))
    for field in (task.passphrase.first, task.passphrase.again):
        field.edit.setFocus()
        laptop.write(PASSPHRASE)
    laptop.press(Qt.Key.Key_Return)
    laptop.until(lambda: laptop.task is not task)
    laptop.click(laptop.task.kept)
    laptop.click(laptop.task.go_on)
    laptop.until(lambda: laptop.task.words.words())
    return laptop.task.words.words()


def admit(laptop: Laptop, words: tuple[str, ...]) -> None:  # of the one who asks
    """Compare, tick and admit."""
    page = laptop.sync_page()
    laptop.click(page.side.try_now)
    laptop.until(lambda: page.view.decisions)
    laptop.until(lambda: page.card.request.box.isVisible())
    assert page.card.request.request.words == words
    laptop.click(page.card.request.box)
    laptop.press(Qt.Key.Key_Return, control=True)
    laptop.until(lambda: not page.view.decisions and laptop.all_sent())


def joined(make_laptop: Callable[..., Laptop], shared: Path) -> tuple[Laptop, Laptop]:
    """Dr Amara Okafor, who founded the team, and Joanne Price, who has just come in."""
    amara = make_laptop("amara", founded_by="Dr Amara Okafor")
    connect_folder(amara, shared)
    return amara, let_in(make_laptop, amara, shared)


def let_in(make_laptop: Callable[..., Laptop], amara: Laptop, folder: Path | None) -> Laptop:
    """Joanne Price is invited, asks and is admitted."""
    text = invite(amara, "Joanne Price")
    joanne = make_laptop("joanne")
    words = ask_to_join(joanne, text, folder)
    admit(amara, words)
    joanne.click(joanne.task.look)
    joanne.until(lambda: joanne.window.workspace is not None)
    joanne.until(lambda: joanne.exchange is not None and joanne.all_sent())
    return joanne
