"""A team's first week with mouse and keyboard only: from a file of two thousand people to signed minutes."""

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
)
from pytestqt.qtbot import QtBot

from ui.play import hands
from ui.play.stage import Stage
from ui.theme import theme

ROOT = Path(__file__).parents[2]
CASE_LIST = ROOT.parent / "shared" / "data" / "generated" / "caselist_gp_2000.csv"
PASSPHRASE = "four plain words here"
NINE = 9

pytestmark = pytest.mark.skipif(
    not CASE_LIST.exists(), reason="the list of 2,000 invented people is not beside this tree"
)


class OneFile:
    """Stands in for the native dialogs, which belong to the operating system: every one names this file."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.path = CASE_LIST
        monkeypatch.setattr(QFileDialog, "open", self._answer_for(self))

    @staticmethod
    def _answer_for(file: "OneFile"):
        return lambda dialog: dialog.fileSelected.emit(str(file.path))


@pytest.fixture
def stage(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    """The window on an empty folder."""
    theme().start(qapp)
    with Stage(qapp, tmp_path / "profile", tmp_path) as shown:
        yield shown


def test_a_first_week(stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = OneFile(monkeypatch)
    found_a_team(stage)
    import_the_list(stage)
    people = plan_nine(stage)
    start(stage)
    for number, name in enumerate(people):
        discuss(stage, number, name)
    end(stage)
    close_gaps_and_sign(stage)
    file.path = tmp_path / "minutes.pdf"
    told = save_and_read(stage, file.path)
    for number, name in enumerate(people):
        assert name.split(",")[0] in told
        assert number == 0 or f"agreed number {number}" in told
        assert f"ring the surgery about number {number}" in told.casefold()
    assert "Dr Amara Okafor" in told
    assert re.search(r"content hash [0-9a-f]{8}", told)
    assert "DRAFT" not in told


def found_a_team(stage: Stage) -> None:
    window = stage.window
    hands.press(window, "Create a neighbourhood team")
    box = next(hands.visible(window, QComboBox))  # a combo box is called what it shows
    box.setFocus()
    hands.keys("End")
    while "Lewisham" not in box.currentText():
        hands.keys("Up")
    for label, words in (
        ("Team name", "Saltmere"),
        ("Your name", "Dr Amara Okafor"),
        ("Passphrase", PASSPHRASE),
        ("Passphrase again", PASSPHRASE),
    ):
        hands.type_over(hands.find(window, label, QLineEdit), words)
    hands.press(window, "Create team")
    stage.wait(lambda: hands.is_there(window, "Open my team"), "The team was not created.")
    hands.press(window, "I have printed it")
    hands.press(window, "Open my team")
    stage.wait_for_workspace()


def import_the_list(stage: Stage) -> None:
    hands.press(stage.window, "Import")
    stage.expect("ImportPage")
    hands.press(stage.page, "Choose a file")
    stage.wait(lambda: hands.is_there(stage.page, "Import 2,000 people"), "The file was not checked.")
    hands.keys("Ctrl+Return")
    stage.wait(lambda: hands.is_there(stage.page, "Go to Cases"), "The file was not imported.")
    hands.press(stage.page, "Go to Cases")
    stage.expect("CasesPage")


def plan_nine(stage: Stage) -> list[str]:
    """Tick nine of those proposed and put them onto the next huddle; answers with their names."""
    table = hands.find(stage.page, "", QTableView)
    table.setFocus()
    assert table.model().rowCount() == 2000
    for _ in range(NINE):
        hands.keys("X")
        hands.keys("J")
        stage.settle()
    hands.keys("A")
    stage.settle()
    hands.press(stage.window, "Huddles")
    stage.expect("HuddlesPage")
    hands.keys("Return")
    stage.expect("PreparePage")
    agenda = hands.find(stage.page, "Agenda", QAbstractItemView)
    names = [row.row.case.name for row in agenda.rows.rows if hasattr(row, "row")]
    assert len(names) == NINE
    return names


def start(stage: Stage) -> None:
    hands.keys("Ctrl+Return")
    stage.expect("RunPage")
    hands.keys("F2")
    for name in ("Dr Amara Okafor", "Priya Shah", "Tom Reilly"):
        hands.type_words(name)
        hands.keys("Return")
        stage.settle()
    hands.keys("Escape")
    hands.keys("Ctrl+Return")
    stage.settle()


def discuss(stage: Stage, number: int, name: str) -> None:
    assert hands.is_there(stage.page, name)
    if not hands.is_there(stage.page, "Discussion", QPlainTextEdit):
        hands.keys("Alt+1")  # a file says nothing about the basis for sharing: it is asked first
        hands.type_words("Priya Shah, on the telephone")
        hands.keys("Return")
        stage.settle()
    hands.click(hands.find(stage.page, "Discussion", QPlainTextEdit))
    hands.type_words(f"What was said about number {number}.")
    say(stage, f"/action Amara 2w ring the surgery about number {number}")
    say(stage, "/review 4w")
    if number:
        say(stage, f"/decision agreed number {number}")
        hands.keys(f"Alt+{number % 4 + 1}")
    else:
        hands.keys("Ctrl+Return")  # nothing is decided yet: the page asks, and the second press goes on
    hands.keys("Ctrl+Return")
    stage.settle()


def say(stage: Stage, line: str) -> None:
    """One line of quick entry, which takes it."""
    entry = hands.find(stage.page, "Quick entry", QPlainTextEdit)
    hands.click(entry)
    hands.type_words(line)
    hands.keys("Return")
    stage.settle()
    assert not entry.toPlainText()


def end(stage: Stage) -> None:
    hands.press(stage.window, "End huddle")
    hands.press(hands.find(stage.page, "End huddle", QFrame), "End huddle")
    stage.expect("ClosePage")


def close_gaps_and_sign(stage: Stage) -> None:
    """The first person has no outcome: signing leads there, and its row is mended in place."""
    hands.keys("Ctrl+Return")
    hands.keys("Return")
    hands.press(stage.page, "Plan changed")
    stage.settle()
    hands.keys("Y")
    stage.settle()
    hands.click(hands.find(stage.page, "Your passphrase", QLineEdit))
    hands.type_words(PASSPHRASE)
    hands.keys("Ctrl+Return")
    stage.expect("MinutesPage")


def save_and_read(stage: Stage, path: Path) -> str:
    """The text of the PDF as a reader's program finds it, its lines joined."""
    hands.keys("Ctrl+S")
    stage.settle()
    hands.keys("Return")
    stage.settle()
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return re.sub(r"\s+", " ", " ".join(pages))
