"""Before a PDF is saved: a passphrase of its own, or none."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.text import Text


class SaveForm(QWidget):
    """`saved(passphrase)`, empty for a file without one."""

    saved = Signal(str)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        hint = "Tell it to the reader another way than the file. Nobody can recover it."
        self.field = PassphraseField("Passphrase for this file (optional)", hint=hint)
        self.choose = Button("Choose where to save", kind="primary", icon="download", key="Enter", large=True)
        self.choose.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.cancel = Button("Cancel", kind="ghost")
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        words = "Without a passphrase, anybody who has the file can read it."
        Column(self, gap=12).add(
            Text("Save as PDF", "h3"), Text(words, "meta", colour="text2", wrap=True), self.field, self.choose
        ).add(Row().add(None, self.cancel, None), None)
        self.choose.clicked.connect(self.send)
        self.field.edit.returnPressed.connect(self.send)
        self.cancel.clicked.connect(self.cancelled)

    def forget(self) -> None:
        """Nothing typed stays."""
        self.field.edit.clear()

    def send(self) -> None:
        """Hand the passphrase on and forget it."""
        passphrase = self.field.text()
        self.field.edit.clear()
        self.saved.emit(passphrase)
