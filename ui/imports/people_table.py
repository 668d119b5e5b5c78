"""The table of people: twenty thousand rows cost no more than the twenty that show."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.imports.people_delegate import FIRST, HEIGHT, PeopleDelegate
from ui.imports.people_model import COLUMNS, PeopleModel
from ui.theme import u
from ui.widgets.quiet_table import QuietTable


class PeopleTable(QuietTable):
    """One line a person of the list that is shown."""

    def __init__(self, model: PeopleModel, parent: QWidget | None = None) -> None:
        super().__init__("People in the file", HEIGHT, parent)
        self.setModel(model)
        self.setItemDelegate(PeopleDelegate(model, self))
        self.header.set_padding(0, FIRST)

    def minimumSizeHint(self) -> QSize:
        return QSize(u(420), u(100))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_width()

    def share_width(self) -> None:
        spare = max(0, self.viewport().width() - sum(u(column.width) for column in COLUMNS))
        shares = sum(column.spare for column in COLUMNS)
        for at, column in enumerate(COLUMNS):
            self.setColumnWidth(at, u(column.width) + spare * column.spare // shares)
