"""A question asked in the page: one line to answer it, Enter takes it, Esc leaves it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.widgets.answer_line import AnswerLine
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.surface import set_surface
from ui.widgets.text import Text


class AskLine(QFrame):
    """Hidden until `ask(question, answered)`; an empty answer is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "amber")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._answered: Callable[[str], None] | None = None
        self._back: QWidget | None = None
        self._question = Text("", "meta", 600, wrap=True)
        self.edit = AnswerLine(height=34)
        self.take = Button("Save", kind="soft", key="Enter")
        self.leave = Button("Cancel", kind="ghost")
        self.take.clicked.connect(self._take)
        self.leave.clicked.connect(self.close_question)
        row = Row(gap=8)
        row.addWidget(self.edit, 1)
        row.add(self.take, self.leave)
        Column(self, margin=(12, 8), gap=6).add(self._question, row)
        self.hide()

    def ask(
        self,
        question: str,
        answered: Callable[[str], None],
        *,
        text: str = "",
        placeholder: str = "",
        deed: str = "Save",
        back: QWidget | None = None,
    ) -> None:
        """Ask; the focus goes to the line and afterwards to `back`."""
        self._answered, self._back = answered, back
        self._question.setText(question)
        self.take.setText(deed)
        self.show()
        self.edit.ask(question, placeholder=placeholder, text=text)

    def close_question(self) -> None:
        """Leave it; what was typed stays until something else is asked."""
        had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self.hide()
        if self._back is not None and had_focus:
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_question()
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        answer = self.edit.take()
        if answer and self._answered is not None:
            self.close_question()
            self._answered(answer)
