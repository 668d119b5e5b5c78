"""One line that asks in the page for what an action needs: what came of it, or why."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.answer_line import AnswerLine
from ui.widgets.boxes import Row
from ui.widgets.button import Button
from ui.widgets.icon_button import IconButton


class Question(QWidget):
    """`answered(deed, words)` follows Enter or a button, `cancelled` Escape. Empty words are asked again."""

    answered = Signal(str, str)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = AnswerLine()
        self.edit.returnPressed.connect(lambda: self._answer(self._first))
        self.buttons: dict[str, Button] = {}
        self.close_button = IconButton("x", "Leave it as it is", size=30, icon_size=16)
        self.close_button.clicked.connect(self.cancelled)
        self._first = ""
        self._row = Row(self, gap=6)
        self._row.addWidget(self.edit, 1)
        self._row.add(self.close_button)

    def ask(self, question: str, deeds: tuple[tuple[str, str], ...], words: str = "") -> None:
        """`question` names the action; `deeds` are (code, button), the first is Enter's."""
        for button in self.buttons.values():
            button.hide()
            button.deleteLater()
        self.buttons = {}
        self._first = deeds[0][0]
        for code, label in deeds:
            button = Button(label, kind="secondary" if code == self._first else "ghost", parent=self)
            button.clicked.connect(lambda _checked=False, code=code: self._answer(code))
            self._row.insertWidget(self._row.count() - 1, button)
            self.buttons[code] = button
        self.edit.ask(question, placeholder=question, text=words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the field leaves over goes no further: the list behind must not act on it."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()

    def _answer(self, deed: str) -> None:
        words = self.edit.take()
        if words:
            self.answered.emit(deed, words)
