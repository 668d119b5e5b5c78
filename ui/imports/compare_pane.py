"""Two who may be one person, side by side. Nothing here merges them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from mdt_desktop.services.imports.import_comparing import FIELDS, Compared
from ui.widgets.boxes import Column, Grid, Row
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.scroll_page import ScrollPage
from ui.widgets.surface import set_surface
from ui.widgets.text import Text

PRIVATE = ("dob", "nhs_number", "address", "phone")
SAFE = "Nobody is merged. Both stay on the list; close one by hand if they are the same person."


class ComparePane(QWidget):
    """One pair at a time, with the way to the next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sharing = False
        self._pairs: Sequence[Compared] = ()
        self._at = 0
        self._where, self._why = Text("", "body", 600), Text("", "meta", colour="amber", wrap=True)
        self.before = Button("Previous", icon="chevron-left", kind="ghost")
        self.after = Button("Next", icon="chevron-right", kind="ghost")
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))
        self._frame = QFrame()
        set_surface(self._frame, "card")
        self._cells = Column(self._frame, margin=16)
        page = ScrollPage(margin=(20, 12), gap=12)
        page.body.add(Row(gap=10).add(self._where, None, self.before, self.after), self._why, self._frame)
        page.body.add(Text(SAFE, "meta", colour="text2", wrap=True), None)
        Column(self).add(page)

    def show_pairs(self, pairs: Sequence[Compared]) -> None:
        self._pairs, self._at = pairs, 0
        self._show()

    def set_sharing(self, sharing: bool) -> None:
        self.sharing = sharing
        self._show()

    def step(self, by: int) -> bool:
        """To another pair; false at the end."""
        if not 0 <= self._at + by < len(self._pairs):
            return False
        self._at += by
        self._show()
        return True

    def _show(self) -> None:
        self._cells.clear()
        if not self._pairs:
            self._where.setText("No possible duplicates")
            self._why.setText("")
            return
        pair = self._pairs[self._at]
        self._where.setText(f"Pair {self._at + 1:,} of {len(self._pairs):,}")
        self._why.setText(pair.why)
        self.before.setEnabled(self._at > 0)
        self.after.setEnabled(self._at + 1 < len(self._pairs))
        table = QWidget()
        grid = Grid(table, gap=(16, 9))
        for column, side in enumerate((pair.here, pair.there), 1):
            grid.addWidget(Text(side.where, "meta", 600, "text2"), 0, column)
        for line, (code, label) in enumerate(FIELDS, 1):
            self._line(grid, line, label, code, pair)
        for column, share in enumerate((2, 5, 5, 2)):
            grid.setColumnStretch(column, share)
        self._cells.add(table)

    def _line(self, grid: QGridLayout, line: int, label: str, code: str, pair: Compared) -> None:
        differs = code in pair.differing
        grid.addWidget(Text(label, "meta", colour="text3"), line, 0, Qt.AlignmentFlag.AlignTop)
        for column, side in enumerate((pair.here, pair.there), 1):
            said = side.words[code]
            words = "Hidden" if said and self.sharing and code in PRIVATE else said or "Not given"
            colour = "text" if said else "text3"
            cell = Text(words, "body", 600 if differs else None, colour, wrap=True)
            cell.setAccessibleName(f"{side.where}, {label}: {words}{', differs' if differs else ''}")
            grid.addWidget(cell, line, column)
        if differs:
            grid.addWidget(Chip("Differs", "amber"), line, 3, Qt.AlignmentFlag.AlignTop)
