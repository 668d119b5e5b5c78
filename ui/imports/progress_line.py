"""What is being done, how far it is in rows, and a way to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.imports.work import IMPORTING
from ui.theme import theme, u
from ui.widgets.boxes import Row
from ui.widgets.button import Button
from ui.widgets.progress_bar import ProgressBar
from ui.widgets.text import Text

BAR = 190


class ProgressLine(QWidget):
    """Shown only while something runs; `cancelled` is the press of its button."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._numbers = Text("", "meta", 600), Text("", "meta", colour="text2")
        self._bar = ProgressBar("Progress", height=6)
        self.button = Button("Cancel", kind="ghost")
        self.button.clicked.connect(self.cancelled)
        Row(self, gap=10).add(self._words, self._bar, self._numbers, self.button)
        theme().changed.connect(self._measure)
        self._measure()
        self.hide()

    def show_progress(self, words: str, done: int, total: int) -> None:
        """`total` 0 while it is not known."""
        self._words.setText(words)
        self._bar.setAccessibleName(words)
        self._bar.set_progress(done, total)
        self._numbers.setText(f"{done:,} of {total:,}" if total else "")
        self.button.setText("Cancel, keep nothing" if words == IMPORTING else "Cancel")
        self.show()

    def _measure(self) -> None:
        self._bar.setFixedWidth(u(BAR))
