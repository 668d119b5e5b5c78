"""What is being done, how far it is in rows, and a way to stop it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.imports.work import IMPORTING
from ui.theme import theme, u
from ui.widgets.boxes import Row
from ui.widgets.button import Button
from ui.widgets.progress_bar import ProgressBar
from ui.widgets.text import Text

BAR = 190
PATIENCE_MS = 300


class ProgressLine(QWidget):
    """Shown only while something runs, and only once it takes long enough to be read; `appeared` says so.

    `cancelled` is the press of its button.
    """

    cancelled = Signal()
    appeared = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._numbers = Text("", "meta", 600), Text("", "meta", colour="text2")
        self._bar = ProgressBar("Progress", height=6)
        self.button = Button("Cancel", kind="ghost")
        self.button.clicked.connect(self.cancelled)
        Row(self, gap=10).add(self._words, self._bar, self._numbers, self.button)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._appear)
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
        if self.isHidden() and not self._patience.isActive():
            self._patience.start()

    def end(self) -> None:
        """Nothing runs any more."""
        self._patience.stop()
        self.hide()
        self.appeared.emit(False)

    def _appear(self) -> None:
        self.show()
        self.appeared.emit(True)

    def _measure(self) -> None:
        self._bar.setFixedWidth(u(BAR))
