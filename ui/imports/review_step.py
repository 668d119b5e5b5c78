"""The second and third steps: columns above, people below, what will happen at the right."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QSplitter, QWidget

from mdt_desktop.services.imports.import_preview import Preview
from mdt_desktop.services.imports.importing import OpenedFile
from ui.imports.file_bar import FileBar
from ui.imports.mapping_model import MappingModel
from ui.imports.mapping_table import MappingTable
from ui.imports.outcome_pane import OutcomePane
from ui.imports.people_pane import DUPLICATES, PeoplePane
from ui.imports.steps import MATCH
from ui.theme import u
from ui.widgets.boxes import Column, Row
from ui.widgets.message import Message
from ui.widgets.separator import Separator
from ui.widgets.surface import set_surface


class ReviewStep(QWidget):
    """One screen for both: matching gives most room to the columns, checking all of it to the people."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = FileBar()
        self.message = Message("red", "This matching does not work")
        self._above = QWidget()
        Column(self._above, margin=(16, 10)).add(self.message)
        self._above.hide()
        self.columns = MappingModel(self)
        self.mapping = MappingTable(self.columns)
        self.people = PeoplePane()
        self.outcome = OutcomePane()
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        self._split.addWidget(self.mapping)
        self._split.addWidget(self.people)
        left = QWidget()
        set_surface(left, "surface")
        column = Column(left, gap=0).add(self.bar, Separator(), self._above)
        column.addWidget(self._split, 1)
        self._row = Row(self, gap=0)
        self._row.addWidget(left, 1)
        self._row.add(Separator(vertical=True), self.outcome)

    def show_step(self, step: str) -> None:
        """MATCH or PEOPLE."""
        self.mapping.setVisible(step == MATCH)
        self._split.setSizes([u(430), u(260)])
        if step != MATCH:
            self.people.start()

    def show_file(self, opened: OpenedFile, columns: Any) -> None:
        """A file that has just been read; nothing is known of its people yet."""
        self.bar.show_file(opened)
        self.outcome.options.show_file(opened.saved, opened.path.stem)
        self.people.show_preview(None)
        self.outcome.show_preview(None)
        self.show_columns(columns)
        self.mapping.go_to(max(0, self.columns.next_to_look_at(-1)))

    def show_columns(self, columns: Any) -> None:
        """Where each column goes now."""
        self.say("")
        self.columns.show_matches(columns.matches)
        self.outcome.options.show_columns(columns)

    def show_preview(self, preview: Preview) -> None:
        """What a check found."""
        self.people.show_preview(preview)
        self.outcome.show_preview(preview)
        if preview.obstacle:
            self.say(preview.obstacle, "This file cannot be imported into this team")

    def show_list(self, name: str) -> None:
        """The people a tile counts, among those of the third step."""
        if name in ("look", "left_out"):
            self.people.go_to_first(name)
        elif name != "unchanged":
            self.people.show_list(name)
            (self.people.compare.after if name == DUPLICATES else self.people.table).setFocus()

    def next_problem(self) -> bool:
        """To the next column or person with something to look at; false behind the last."""
        if self.mapping.isVisible() and not self.people.table.hasFocus():
            row = self.columns.next_to_look_at(self.mapping.currentIndex().row())
            if row >= 0:
                self.mapping.go_to(row)
                self.mapping.setFocus()
                return True
        return self.people.next_problem()

    def choose_field(self) -> None:
        """Open the choice of the current column."""
        if self.mapping.isVisible():
            self.mapping.setFocus()
            self.mapping.open_choice()

    def set_sharing(self, sharing: bool) -> None:
        self.columns.set_sharing(sharing)
        self.people.set_sharing(sharing)

    def set_narrow(self, narrow: bool) -> None:
        """One above the other where there is no room for both."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if narrow else across)
        self.outcome.set_wide(narrow)
        self.people.set_narrow(narrow)

    def say(self, sentence: str, title: str = "Nothing was imported") -> None:
        """Why this does not work; "" when it does."""
        self._tell("red", title if sentence else "", sentence)

    def ask(self, title: str, sentence: str) -> None:
        """What to do first."""
        self._tell("amber", title, sentence)

    def _tell(self, tone: str, title: str, sentence: str) -> None:
        self._above.setVisible(False)
        if title:
            self.message.set_message(tone, title, sentence)
            self._above.show()
