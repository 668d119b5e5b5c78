"""A question about one action, asked below the list: what came of it, which day, who."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from mdt_desktop.services.actions.rows import ActionRow
from mdt_desktop.services.cases.case_page import Surroundings
from ui.cases.member_choice import member_choice
from ui.theme import theme, u
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.combo_box import ComboBox
from ui.widgets.date_edit import DateEdit
from ui.widgets.surface import set_surface
from ui.widgets.text import Text


class ActionEditor(QFrame):
    """Enter saves, Esc leaves. An answer that is missing is asked for again, never guessed."""

    finished = Signal(str, str)
    moved = Signal(str, object, str)
    reassigned = Signal(str, str, str)
    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_surface(self, "row")
        self._action: ActionRow | None = None
        self._deed = ""
        self._question = Text("", "meta", 600, wrap=True)
        self.words = QLineEdit()
        self.day = DateEdit("New date", height=34)
        self.owner: ComboBox | None = None
        self._owner_place = Column()
        self.save_button, self.cancel_button = (
            Button("Save", kind="soft", key="Enter"),
            Button("Cancel", kind="ghost"),
        )
        Column(self, margin=(10, 8), gap=6).add(
            self._question,
            self.day,
            self._owner_place,
            self.words,
            Row(gap=6).add(self.save_button, self.cancel_button, None),
        )
        self.save_button.clicked.connect(self._save)
        self.cancel_button.clicked.connect(self.end)
        theme().changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def ask(self, action: ActionRow, deed: str, around: Surroundings) -> None:
        """`deed`: done, due or owner."""
        self._action, self._deed = action, deed
        self.words.clear()
        self.day.setVisible(deed == "due")
        self._owner_place.clear()
        self.owner = None
        first: QWidget = self.words
        if deed == "due":
            self._put(f"When will “{action.text}” be done?", "Why it moves")
            self.day.set_day(action.due or around.review_day)
            first = self.day
        elif deed == "owner":
            self._put(f"Who takes “{action.text}”?", "Why, if it helps")
            first = self.owner = member_choice(around, action.owner_id, "New owner")
            self._owner_place.add(self.owner)
        else:
            self._put(f"“{action.text}” is done. What came of it?", "In a few words")
        self.show()
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """Put the question away."""
        self.hide()
        self.ended.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._save()
        elif event.key() == Qt.Key.Key_Escape:
            self.end()
        else:
            super().keyPressEvent(event)

    def _put(self, question: str, hint: str) -> None:
        self._question.setText(question)
        self.words.setAccessibleName(f"{question} {hint}")
        self.words.setPlaceholderText(hint)

    def _save(self) -> None:
        action, words = self._action, self.words.text().strip()
        if action is None:
            return
        if self._deed != "owner" and not words:
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self._deed == "due":
            self.moved.emit(action.id, self.day.day(), words)
        elif self._deed == "done":
            self.finished.emit(action.id, words)
        elif self.owner is not None:
            if not self.owner.value():
                self.owner.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            self.reassigned.emit(action.id, str(self.owner.value()), words)
        self.end()

    def _restyle(self) -> None:
        self.words.setFont(theme().font("body"))
        self.words.setMinimumHeight(u(34))
