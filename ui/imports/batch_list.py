"""Earlier imports, the newest first, each to be taken back whenever that is wanted."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mdt_desktop.domain.records import ImportBatch
from ui.imports.wording import imported_words
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.icon import Icon
from ui.widgets.separator import Separator
from ui.widgets.text import Text

SHOWN = 6


class BatchList(Card):
    """`undo(batch id)`, asked for by its button."""

    undo = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Earlier imports", icon="history", parent=parent)
        self.buttons: dict[str, Button] = {}
        self._rows = Column(gap=10)
        self.body.add(self._rows)
        self.show_batches([])

    def show_batches(self, batches: Sequence[ImportBatch]) -> None:
        """The newest few; older ones are still there for the command line."""
        self._rows.clear()
        self.buttons = {}
        self.set_count(len(batches) or None)
        if not batches:
            self._rows.add(Text("No list has been imported yet.", "body", colour="text2"))
        for number, batch in enumerate(batches[:SHOWN]):
            if number:
                self._rows.add(Separator())
            self._rows.add(self._row(batch))

    def _row(self, batch: ImportBatch) -> QWidget:
        words = Column(gap=1).add(
            ElidingLabel(batch.file_name, "body", 600),
            ElidingLabel(imported_words(batch), "meta", colour="text2"),
        )
        line = QWidget()
        row = Row(line, gap=12).add(Icon("file-spreadsheet", "text2", 20))
        row.addLayout(words, 1)
        if batch.undone:
            row.add(Chip("Undone", "neutral", "undo-2"))
        else:
            button = Button("Undo this import", icon="undo-2")
            button.setAccessibleName(f"Undo this import: {batch.file_name}")
            button.clicked.connect(partial(self.undo.emit, batch.id))
            self.buttons[batch.id] = button
            row.add(button)
        return line
