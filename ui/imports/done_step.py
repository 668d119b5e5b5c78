"""The last step: how far the import is, then what it came to and the way back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mdt_desktop.services.imports.importing import Imported
from ui.imports.outcome_tile import OutcomeTile
from ui.imports.progress_line import ProgressLine
from ui.imports.wording import people
from ui.widgets.boxes import Column, Grid, Row
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.icon import Icon
from ui.widgets.scroll_page import ScrollPage
from ui.widgets.text import Text

CONSEQUENCES = {
    "new": "In Cases, under Proposed",
    "changed": "Notes and actions are as they were",
    "unchanged": "The file said nothing new",
    "rejected": "Save the list and fix them in the file",
}


class DoneStep(ScrollPage):
    """`to_cases`, `undo`, `save` and `another` are its buttons."""

    to_cases = Signal()
    undo = Signal()
    save = Signal()
    another = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=(24, 24), gap=16, parent=parent)
        self.progress = ProgressLine()
        self._icon = Icon("circle-check", "green", 24)
        self.title = Text("", "h1", wrap=True)
        self.text = Text("", "body", colour="text2", wrap=True)
        self.tiles = {
            "new": OutcomeTile("green", "user-plus", "new people"),
            "changed": OutcomeTile("green", "refresh-cw", "updated"),
            "unchanged": OutcomeTile("neutral", "circle-check", "as they were"),
            "rejected": OutcomeTile("red", "circle-alert", "left out"),
        }
        self.cases = Button("Go to Cases", kind="primary", icon="users-round", key="Ctrl Enter", large=True)
        self.undo_button = Button("Undo this import", icon="undo-2", large=True)
        self.save_button = Button("Save list of problems", icon="download", large=True)
        self.another_button = Button("Import another file", kind="ghost", large=True)
        for button, signal in (
            (self.cases, self.to_cases),
            (self.undo_button, self.undo),
            (self.save_button, self.save),
            (self.another_button, self.another),
        ):
            button.clicked.connect(signal)
        self._lay_out()

    def show_importing(self) -> None:
        """The rows are being written."""
        self._icon.set_icon("hourglass", "accent")
        self.title.setText("Importing")
        self.text.setText("Nothing is kept if you cancel.")
        self._summary.hide()

    def show_result(self, result: Imported, file_name: str, problems: bool) -> None:
        """What came of it."""
        self._icon.set_icon("circle-check", "green")
        self.title.setText(f"{people(result.new + result.changed)} imported")
        self.text.setText(f"From {file_name}, {result.rows:,} rows. Nobody was put on an agenda.")
        for name, tile in self.tiles.items():
            number = getattr(result, name)
            tile.show_number(number, tile.words(), CONSEQUENCES[name] if number else "Nobody")
        self.save_button.setVisible(problems)
        self._summary.show()

    def _lay_out(self) -> None:
        card = Card()
        head = Row(gap=12)
        head.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        head.addLayout(Column(gap=2).add(self.title, self.text), 1)
        self._summary = QWidget()
        grid = Grid(gap=10)
        for at, tile in enumerate(self.tiles.values()):
            grid.addWidget(tile, at // 2, at % 2)
            tile.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            tile.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        below = Row(gap=10).add(self.cases, self.undo_button, self.save_button, None, self.another_button)
        undo = Text("You can undo it later too, from the list of earlier imports.", "meta", colour="text2")
        Column(self._summary, gap=14).add(grid, below, undo)
        card.body.add(head, Row().add(self.progress, None), 6, self._summary)
        row = Row().add(None)
        row.addWidget(card, 12)
        row.add(None)
        self.body.add(row, None)
