"""What matters to somebody, in their own words: read, or written in place."""

from datetime import date

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from mdt_desktop.services.cases.case_record import CaseView
from ui.theme import theme, u
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.due_words import day_words
from ui.widgets.icon import Icon
from ui.widgets.icon_button import IconButton
from ui.widgets.quote_card import QUOTES
from ui.widgets.surface import set_surface
from ui.widgets.text import Text
from ui.widgets.text_area import TextArea


class MattersCard(QFrame):
    """`saved(words, whose, as_of)` follows an edit; Esc leaves it as it was and keeps what was typed."""

    saved = Signal(str, str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "quote")
        self._view: CaseView | None = None
        self._as_of = 0
        self._title = Text("", "meta", 600, "accentText", wrap=True)
        self._words = Text("", "big", 500, wrap=True)
        self._source = Text("", "small", colour="text2", wrap=True)
        self.edit_button = IconButton("pencil", "Edit what matters", size=28, icon_size=16)
        self.ask_button = Button("Write it down", kind="link", icon="pencil")
        self.words = TextArea("What matters, in their own words", lines=4, role="big")
        self.whose = QLineEdit()
        self.whose.setAccessibleName("Said by, and to whom")
        self.whose.setPlaceholderText("In her words, to …")
        self.save_button, self.cancel_button = Button("Save", kind="primary"), Button("Cancel", kind="ghost")
        self._reading, self._writing = QWidget(), QWidget()
        self._lay_out()
        self.edit_button.clicked.connect(self.begin)
        self.ask_button.clicked.connect(self.begin)
        self.save_button.clicked.connect(self._save)
        self.cancel_button.clicked.connect(self.end)
        theme().changed.connect(self._restyle)
        self._restyle()

    def show_case(self, view: CaseView, today: date) -> None:
        """Their words; another person ends an edit."""
        if self._view is not None and self._view.case.id != view.case.id:
            self.end()
        self._view = view
        bare = view.case.what_matters.strip().strip(QUOTES)
        title = f"What matters to {view.called}"
        self._title.setText(title)
        self._words.setText(f"“{bare}”" if bare else "Not asked yet")
        self._words.set_colour("text" if bare else "text2")
        self._source.setText(
            _source(view, today) if bare else "Ask what they would like more of, or less of."
        )
        self.ask_button.setVisible(not bare)
        self.setAccessibleName(f"{title}: {self._words.text()}")

    def begin(self) -> None:
        """Write in place."""
        if self._view is not None:
            self._write()
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self) -> None:
        assert self._view is not None
        self._as_of = self._view.as_of
        self.words.setPlainText(self._view.case.what_matters.strip().strip(QUOTES))
        self.whose.setText(self._view.case.what_matters_by)
        self._reading.hide()
        self.edit_button.hide()
        self._writing.show()

    def half_typed(self) -> str:
        """What is being written and was not saved, as one text to keep; empty when nothing is."""
        view = self._view
        if view is None or not self._writing.isVisibleTo(self):
            return ""
        before = (view.case.what_matters.strip().strip(QUOTES), view.case.what_matters_by)
        now = (self.words.toPlainText(), self.whose.text())
        return msgspec.json.encode(now).decode() if now != before else ""

    def give_back(self, kept: str) -> None:
        """Go on writing where it was left; the focus stays where it is."""
        words, whose = msgspec.json.decode(kept, type=tuple[str, str])
        self._write()
        self.words.setPlainText(words)
        self.whose.setText(whose)

    def end(self) -> None:
        """Read again."""
        had_focus = self._writing.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._writing.hide()
        self._reading.show()
        self.edit_button.show()
        if had_focus:
            self.edit_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape and self._writing.isVisible():
            self.end()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control and self._writing.isVisible():
            self._save()
        else:
            super().keyPressEvent(event)

    def _save(self) -> None:
        self.saved.emit(self.words.toPlainText().strip(), self.whose.text().strip(), self._as_of)
        self.end()

    def _lay_out(self) -> None:
        head = Row(gap=8).add(Icon("quote", "accentText", 16))
        head.addWidget(self._title, 1)
        head.add(self.edit_button)
        Column(self._reading, gap=5).add(self._words, self._source, Row().add(self.ask_button, None))
        Column(self._writing, gap=8).add(
            self.words, self.whose, Row().add(self.save_button, self.cancel_button, None)
        )
        self._writing.hide()
        Column(self, margin=(14, 8, 10, 12), gap=3).add(head, self._reading, self._writing)

    def _restyle(self) -> None:
        self.whose.setFont(theme().font("body"))
        self.whose.setMinimumHeight(u(34))


def _source(view: CaseView, today: date) -> str:
    case = view.case
    asked = day_words(case.what_matters_on, today) if case.what_matters_on else ""
    words = ", ".join(part for part in (case.what_matters_by, asked) if part)
    return words[:1].upper() + words[1:]
