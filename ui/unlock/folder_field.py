"""A folder: its path typed or pasted, or the folder chosen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.widgets.boxes import Row
from ui.widgets.button import Button
from ui.widgets.field import Field


class FolderField(QWidget):
    """A `Field` with the button that opens the folders of this computer. `question` stands over those."""

    def __init__(self, label: str, question: str, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question = question
        self.field = Field(label, hint=hint)
        self.edit = self.field.edit
        self.choose = Button("Choose…")
        self.choose.clicked.connect(self._choose)
        row = Row(self, gap=8)
        row.addWidget(self.field, 1)
        row.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignTop)
        self._row = row

    def text(self) -> str:
        return self.field.text()

    def set_text(self, text: str) -> None:
        self.field.set_text(text)

    def error(self) -> str:
        return self.field.error()

    def set_error(self, sentence: str) -> None:
        self.field.set_error(sentence)

    def _choose(self) -> None:
        dialog = QFileDialog(self, self._question, self.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.set_text)
        dialog.open()
