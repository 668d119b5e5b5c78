"""One line that asks in the page for what an action needs: what came of it, or why."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme import theme, u
from ui.widgets.boxes import Row
from ui.widgets.button import Button
from ui.widgets.icon_button import IconButton
from ui.widgets.surface import restyle


class Question(QWidget):
    """`answered(deed, words)` follows Enter or a button, `cancelled` Escape. Empty words are asked again."""

    answered = Signal(str, str)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.returnPressed.connect(lambda: self._answer(self._first))
        self.edit.textEdited.connect(lambda _text: self._show_problem(problem=False))
        self.buttons: dict[str, Button] = {}
        self.close_button = IconButton("x", "Leave it as it is", size=30, icon_size=16)
        self.close_button.clicked.connect(self.cancelled)
        self._first = ""
        self._row = Row(self, gap=6)
        self._row.addWidget(self.edit, 1)
        self._row.add(self.close_button)
        theme().changed.connect(self._restyle)
        self._restyle()

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
        self.edit.setText(words)
        self.edit.setPlaceholderText(question)
        self.edit.setAccessibleName(question)
        self._show_problem(problem=False)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the field leaves over goes no further: the list behind must not act on it."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()

    def _answer(self, deed: str) -> None:
        words = self.edit.text().strip()
        if words:
            self.answered.emit(deed, words)
            return
        self._show_problem(problem=True)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_problem(self, *, problem: bool) -> None:
        self.edit.setProperty("problem", "true" if problem else "")
        self.edit.setAccessibleDescription("A few words are needed" if problem else "")
        self.edit.setToolTip("A few words are needed" if problem else "")
        restyle(self.edit)

    def _restyle(self) -> None:
        self.edit.setFont(theme().font("body"))
        self.edit.setMinimumHeight(u(36))
