"""The second and third steps: columns above, people below, what will happen at the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QSplitter, QWidget

from ui.imports.file_bar import FileBar
from ui.imports.mapping_model import MappingModel
from ui.imports.mapping_table import MappingTable
from ui.imports.outcome_pane import OutcomePane
from ui.imports.people_pane import PeoplePane
from ui.theme import u
from ui.widgets.boxes import Column, Row
from ui.widgets.message import Message
from ui.widgets.separator import Separator

MATCH, PEOPLE = "match", "people"


class ReviewStep(QWidget):
    """One screen for both: matching gives most room to the columns, checking all of it to the people."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = FileBar()
        self.message = Message("red", "This matching does not work")
        self.message.hide()
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
        column = Column(left, gap=0).add(self.bar, Separator(), self.message)
        column.addWidget(self._split, 1)
        self._row = Row(self, gap=0)
        self._row.addWidget(left, 1)
        self._row.add(Separator(vertical=True), self.outcome)

    def show_step(self, step: str) -> None:
        """MATCH or PEOPLE."""
        self.mapping.setVisible(step == MATCH)
        self._split.setSizes([u(430), u(260)])

    def set_narrow(self, narrow: bool) -> None:
        """One above the other where there is no room for both."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if narrow else across)
        self.outcome.set_wide(narrow)
        self.people.set_narrow(narrow)

    def say(self, sentence: str) -> None:
        """Why there is no preview; "" when there is."""
        self.message.hide()
        if sentence:
            self.message.set_message("red", "Nothing was imported", sentence)
            self.message.show()
