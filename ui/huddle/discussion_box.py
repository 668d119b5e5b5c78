"""The discussion: what is said about this person, typed as it is said."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mdt_desktop.services.huddle.run_view import ItemView
from mdt_desktop.services.session import ZONE
from ui.huddle.discussion_saver import DiscussionSaver
from ui.jobs import Jobs
from ui.widgets.boxes import Column, Row
from ui.widgets.chip import Chip
from ui.widgets.message import Message
from ui.widgets.text import Text
from ui.widgets.text_area import TextArea


class DiscussionText(TextArea):
    """A slash at the start of a line begins quick entry instead."""

    slash = Signal()

    def __init__(self) -> None:
        super().__init__("Discussion", placeholder="What is said, in a few sentences", lines=2, role="big")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "/" and self.textCursor().atBlockStart():
            self.slash.emit()
        else:
            super().keyPressEvent(event)


class DiscussionBox(QWidget):
    """The text, the chip that says it is saved, and the bar that stays while it can't be."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = DiscussionText()
        self.saver = DiscussionSaver(jobs, self.edit.toPlainText, self)
        self._chip = Chip("", "green", "check")
        self._chip.hide()
        self.trouble = Message("red", "", action="Try again")
        self.trouble.hide()
        label = Text("Discussion", "body", 600)
        label.setBuddy(self.edit)
        column = Column(self, gap=6).add(Row(gap=8).add(label, None, self._chip), self.trouble)
        column.addWidget(self.edit, 1)
        self.edit.textChanged.connect(self._typed)
        self.saver.saved.connect(self._saved)
        self.saver.failed.connect(self._failed)
        self.trouble.acted.connect(self.saver.save)

    def show_person(self, item: ItemView) -> None:
        """Another person, or the same one read again: what is half typed is never replaced."""
        written = item.discussion.text if item.discussion else ""
        another = item.item.id != self.saver.item
        if another:
            self.saver.save()
            self.trouble.hide()
            self._chip.hide()
        elif self.saver.dirty() or not self.saver.fresh(item.case.as_of):
            return
        self.saver.watch(item.item.id, written, item.case.as_of)
        text = item.unsaved if another and item.unsaved else written
        if text != self.edit.toPlainText():
            self._set_text(text)
        if text != written:
            self.saver.save()

    def _set_text(self, text: str) -> None:
        self.edit.blockSignals(True)
        self.edit.setPlainText(text)
        self.edit.moveCursor(self.edit.textCursor().MoveOperation.End)
        self.edit.blockSignals(False)

    def _typed(self) -> None:
        self._chip.set_chip("Saving", "neutral", "")
        self.saver.typed()

    def _saved(self, at: datetime) -> None:
        when = at.astimezone(ZONE)
        self.trouble.hide()
        self._chip.set_chip(f"Saved {when.hour}:{when:%M}", "green", "check")
        self._chip.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._chip.show()

    def _failed(self, sentence: str) -> None:
        head, _, rest = sentence.partition(". ")
        rest = f"{rest} What you typed is still here.".strip()
        self.trouble.set_message("red", f"{head}." if rest else head, rest, action="Try again")
        self.trouble.show()
        self._chip.set_chip("Not saved", "red", "circle-alert")
        self._chip.show()
