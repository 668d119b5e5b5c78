"""A line that needs a few words: left empty it says so, and keeps the focus."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme import theme, u
from ui.widgets.surface import restyle

NEEDED = "A few words are needed"


class AnswerLine(QLineEdit):
    """`ask` begins anew; `take` gives the words, or "" after marking the line."""

    def __init__(self, *, height: int = 36, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = height
        self.textEdited.connect(lambda _text: self._show_problem(problem=False))
        theme().changed.connect(self._restyle)
        self._restyle()

    def ask(self, question: str, *, placeholder: str = "", text: str = "") -> None:
        """Another question, named by its words; the focus goes to the line."""
        self.setAccessibleName(question)
        self.setPlaceholderText(placeholder)
        self.setText(text)
        self._show_problem(problem=False)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self) -> str:
        """What was typed; where that is nothing, it is asked for."""
        words = self.text().strip()
        if not words:
            self._show_problem(problem=True)
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        return words

    def _show_problem(self, *, problem: bool) -> None:
        self.setProperty("problem", "true" if problem else "")
        self.setAccessibleDescription(NEEDED if problem else "")
        self.setToolTip(NEEDED if problem else "")
        restyle(self)

    def _restyle(self) -> None:
        self.setFont(theme().font("body"))
        self.setMinimumHeight(u(self._height))
