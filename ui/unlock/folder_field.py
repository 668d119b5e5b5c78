"""A folder: its path typed or pasted, or the folder chosen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QWidget

from ui.widgets.boxes import Row
from ui.widgets.button import Button
from ui.widgets.field import Field


class FolderField(Field):
    """A `Field` with the button that opens the folders of this computer. `question` stands over those."""

    def __init__(self, label: str, question: str, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label, hint=hint, parent=parent)
        self._question = question
        self.choose = Button("Choose…")
        self.choose.clicked.connect(self._choose)
        column = self.layout()
        assert isinstance(column, QBoxLayout)
        place = column.indexOf(self.edit)
        line = Row(gap=8)
        line.addWidget(self.edit, 1)
        line.add(self.choose)
        column.insertLayout(place, line)

    def _choose(self) -> None:
        dialog = QFileDialog(self, self._question, self.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.set_text)
        dialog.open()
