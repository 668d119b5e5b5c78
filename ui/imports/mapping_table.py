"""The table of columns: move in it, open a choice with Alt Down, Enter or a press."""

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QWidget

from ui.imports.mapping_delegate import HEIGHT, MappingDelegate
from ui.imports.mapping_model import COLUMN, TARGET, MappingModel
from ui.theme import u
from ui.widgets.quiet_table import QuietTable

OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2)
WIDTHS = (178, 150, 204)


class MappingTable(QuietTable):
    """The model says what was chosen."""

    def __init__(self, model: MappingModel, parent: QWidget | None = None) -> None:
        super().__init__("Columns of the file", HEIGHT, parent)
        self.matches = model
        self.setModel(model)
        self.setItemDelegate(MappingDelegate(model, self))
        self.header.set_padding(COLUMN, 20)
        self.clicked.connect(self._clicked)

    def open_choice(self) -> None:
        """Open the list of fields of the current row."""
        row = max(0, self.currentIndex().row())
        if self.matches.at(row) is None:
            return
        index = self.matches.index(row, TARGET)
        self.setCurrentIndex(index)
        self.edit(index)
        editor = self.indexWidget(index) or self.viewport().findChild(QComboBox)
        if isinstance(editor, QComboBox):
            editor.showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if alt_down or (plain and event.key() in OPENS):
            self.open_choice()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(u(420), u(150))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_width()

    def share_width(self) -> None:
        """The note takes what is left."""
        room = self.viewport().width()
        share = min(1.35, max(1.0, room / u(1010)))
        widths = [round(u(width) * share) for width in WIDTHS]
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        self.setColumnWidth(len(widths), max(u(80), room - sum(widths)))

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == TARGET:
            self.open_choice()
