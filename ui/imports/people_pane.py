"""The people of a file: first those with problems, then whatever list is asked for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from mdt_desktop.services.imports.import_preview import Preview, PreviewRow
from ui.imports.compare_pane import ComparePane
from ui.imports.people_model import PeopleModel
from ui.imports.people_table import PeopleTable
from ui.imports.progress_line import ProgressLine
from ui.imports.whole_row import WholeRow
from ui.widgets.boxes import Column, Row
from ui.widgets.segmented import Segmented
from ui.widgets.surface import set_surface
from ui.widgets.text import Text

PROBLEMS, DUPLICATES = "problems", "duplicates"
LISTS = (
    (PROBLEMS, "Problems"),
    (DUPLICATES, "Duplicates"),
    ("new", "New"),
    ("updated", "Updated"),
    ("gone", "Gone"),
)
EMPTY = {
    PROBLEMS: "No problems found. Everybody in the file can come in.",
    "new": "Nobody in this file is new.",
    "updated": "Nothing in this file changes anybody.",
    "gone": "Everybody on your list is in this file.",
}


class PeoplePane(QWidget):
    """`list_shown(key)` when another list is looked at."""

    list_shown = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "surface")
        self.model = PeopleModel(self)
        self.table, self.compare = PeopleTable(self.model), ComparePane()
        self.lists = Segmented(LISTS, name="Which people to show")
        self.progress = ProgressLine()
        self._title = Text("Check people", "h3")
        self._empty = Text("", "body", colour="text2")
        nobody = QWidget()
        Column(nobody, margin=(20, 14)).add(self._empty, None)
        self._preview: Preview | None = None
        self.whole = WholeRow()
        head = Row(margin=(20, 8, 16, 8), gap=12).add(self._title, self.lists, None, self.progress)
        self._stack = QStackedWidget()
        self._nobody = nobody
        for widget in (self.table, self.compare, nobody):
            self._stack.addWidget(widget)
        column = Column(self, gap=0).add(head)
        column.addWidget(self._stack, 1)
        column.add(self.whole)
        self.lists.chosen.connect(self.show_list)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_whole())
        self.progress.appeared.connect(lambda shown: self.lists.setVisible(not shown))

    def show_preview(self, preview: Preview | None) -> None:
        """What a check found; None before the first."""
        self._preview = preview
        if preview is not None:
            counts = {key: len(rows) for key, rows in preview.rows.items()}
            counts[PROBLEMS] = counts["left_out"] + counts["look"]
            counts[DUPLICATES] = len(preview.duplicates)
            for key, _ in LISTS:
                self.lists.set_count(key, counts[key])
            self.compare.show_pairs(preview.duplicates)
        self.show_list(self.lists.current())

    def show_list(self, key: str) -> None:
        """Look at one list of people."""
        self.lists.set_current(key)
        if key == DUPLICATES:
            self._stack.setCurrentWidget(self.compare)
        else:
            rows = self._rows(key)
            self.model.show_rows(rows)
            self._empty.setText(EMPTY[key] if self._preview is not None else "")
            self._stack.setCurrentWidget(self.table if rows else self._nobody)
        self._show_whole()
        self.list_shown.emit(key)

    def start(self) -> None:
        """Stand on a person, if there is one."""
        if self.table.currentIndex().row() < 0:
            self.table.go_to(0)

    def go_to_first(self, kind: str) -> None:
        """The first person of a kind among the problems."""
        self.show_list(PROBLEMS)
        places = range(self.model.rowCount())
        place = next((at for at in places if (row := self.model.row(at)) and row.kind == kind), -1)
        if place >= 0:
            self.table.go_to(place)
            self.table.setFocus()

    def next_problem(self) -> bool:
        """To the next person with a problem; false behind the last."""
        if self.lists.current() == DUPLICATES:
            return self.compare.step(1)
        if self.lists.current() != PROBLEMS:
            self.show_list(PROBLEMS)
        place = self.table.currentIndex().row() + 1
        if place >= self.model.rowCount():
            return False
        self.table.go_to(place)
        self.table.setFocus()
        return True

    def set_narrow(self, narrow: bool) -> None:
        """The lists say themselves what they are."""
        self._title.setVisible(not narrow)

    def set_sharing(self, sharing: bool) -> None:
        self.model.set_sharing(sharing)
        self._show_whole()
        self.compare.set_sharing(sharing)

    def _show_whole(self) -> None:
        """Below the table, all of a row that does not fit into a line of it."""
        shown = self.lists.current() in (PROBLEMS, "updated") and self._stack.currentWidget() is self.table
        row = self.model.row(self.table.currentIndex().row()) if shown else None
        if row is None:
            self.whole.hide()
        else:
            self.whole.show_row(f"Row {row.number:,}, {row.name}", self.model.whole(row))

    def _rows(self, key: str) -> tuple[PreviewRow, ...]:
        if self._preview is None:
            return ()
        rows = self._preview.rows
        if key != PROBLEMS:
            return rows[key]
        return tuple(sorted((*rows["left_out"], *rows["look"]), key=lambda row: row.number))
