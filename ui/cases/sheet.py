"""A form at the right of the page: what was under it waits, Ctrl Enter saves, Esc leaves."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from mdt_desktop.refused import Refused
from ui.jobs import Jobs
from ui.shell.overlay import Overlay
from ui.theme import theme, u
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.icon_button import IconButton
from ui.widgets.message import Message
from ui.widgets.scroll_page import ScrollPage
from ui.widgets.text import Text

WIDTH = 440


class Sheet(Overlay):
    """Subclasses add fields and say in `save` what is written. Made for one use; closing deletes it.

    Half-typed answers are not thrown away by one slip: the first Esc asks, the second leaves.
    """

    def __init__(self, page: QWidget, jobs: Jobs, title: str, lead: str = "", *, deed: str = "Save") -> None:
        super().__init__(page)
        self.jobs = jobs
        self.done: Callable[[Any], None] | None = None
        self.setAccessibleName(title)
        self.frame.setAccessibleName(title)
        self.message = Message("red", "Not saved")
        self.message.hide()
        self.save_button = Button(deed, kind="primary", key="Ctrl Enter", large=True)
        self.cancel_button = Button("Cancel", kind="ghost", large=True)
        close = IconButton("x", f"Close: {title}")
        self._fields: dict[str, Field] = {}
        self._at_first: dict[QWidget, object] = {}
        self._asked = False
        self._scroll = ScrollPage(margin=(22, 4, 22, 12), gap=14)
        head = Row(margin=(22, 18, 14, 6), gap=8)
        head.addWidget(Text(title, "h2", wrap=True), 1)
        head.add(close)
        foot = Row(margin=(22, 10, 22, 16), gap=8).add(self.save_button, self.cancel_button, None)
        column = Column(self.frame, margin=1, gap=0).add(head)
        column.addWidget(self._scroll, 1)
        column.add(foot)
        self.body = Column(gap=14)
        if lead:
            self._scroll.body.add(Text(lead, "body", colour="text2", wrap=True))
        self._scroll.body.add(self.body, self.message, None)
        self.save_button.clicked.connect(self.submit)
        self.cancel_button.clicked.connect(self.close_over)
        close.clicked.connect(self._leave)
        self.closed.connect(self.deleteLater)
        theme().changed.connect(self.place)

    def add_field(self, name: str, field: Field) -> Field:
        """A field whose refusals, when they are about `name`, are said beside it."""
        self._fields[name] = field
        self.body.add(field)
        return field

    def add_pair(self, first: tuple[str, Field], second: tuple[str, Field]) -> None:
        """Two fields side by side."""
        row = Row(gap=12)
        for name, field in (first, second):
            self._fields[name] = field
            row.addWidget(field, 1)
            row.setAlignment(field, Qt.AlignmentFlag.AlignTop)
        self.body.add(row)

    def show_whole(self, widget: QWidget) -> None:
        """Scroll until all of it is seen, once it has been laid out."""
        QTimer.singleShot(0, widget, lambda: self._scroll.ensureWidgetVisible(widget, 0, u(12)))

    def first_editor(self) -> QWidget:
        """Where the focus starts."""
        return next(iter(self._fields.values())).edit

    def values(self) -> dict[str, Any]:
        """What would be saved."""
        raise NotImplementedError

    def start(self, values: dict[str, Any]) -> None:
        """Write `values` through `self.jobs`; end with `finished` or `refused`."""
        raise NotImplementedError

    def blame(self, sentence: str) -> str:
        """The name of the field a refusal is about, "" for the form as a whole."""
        return ""

    def problems(self) -> dict[str, str]:
        """What is wrong before anything is asked of the store: sentences by field name."""
        return {}

    def summon(self, focus: QWidget) -> None:
        """Show the form with the focus in its first field."""
        self._at_first = {editor: _content(editor) for editor in self._editors()}
        self.open(focus)

    def submit(self) -> None:
        """Save, or say what stands in the way beside the field."""
        problems = self.problems()
        for name, field in self._fields.items():
            field.set_error(problems.get(name, ""))
        self.message.hide()
        if problems:
            self._fields[next(name for name in self._fields if name in problems)].edit.setFocus()
            return
        self.start(self.values())

    def finished(self, answer: Any) -> None:
        """Saved: close, and tell whoever asked."""
        self.close_over()
        if self.done is not None:
            self.done(answer)

    def refused(self, refusal: Refused) -> None:
        """The store said no: the sentence stands beside its field."""
        field = self._fields.get(self.blame(str(refusal)))
        if field is not None:
            field.set_error(str(refusal))
            field.edit.setFocus()
        else:
            self.message.set_message("red", "Not saved", str(refusal))
            self.message.show()

    def place(self) -> None:
        width = min(u(WIDTH), self.width() - u(24))
        gap = u(12)
        self.frame.setGeometry(QRect(self.width() - width - gap, gap, width, self.height() - 2 * gap))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.submit()
        event.accept()

    def mousePressEvent(self, event: object) -> None:
        """A press beside the form changes nothing: what is typed is worth more than a click."""

    def is_changed(self) -> bool:
        """Whether something would be lost by leaving."""
        return any(_content(editor) != before for editor, before in self._at_first.items())

    def _leave(self) -> None:
        if self.is_changed() and not self._asked:
            self._asked = True
            self.message.set_message("amber", "Not saved yet", "Press Esc again to leave it, or save.")
            self.message.show()
            return
        self.close_over()

    def _editors(self) -> list[QWidget]:
        kinds = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QAbstractButton)
        return [one for one in self.frame.findChildren(QWidget) if isinstance(one, kinds)]


def _content(editor: QWidget) -> object:
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    if isinstance(editor, QComboBox):
        return editor.currentText()
    if isinstance(editor, QAbstractButton):
        return editor.isChecked()
    return editor.text() if isinstance(editor, QLineEdit | QAbstractSpinBox) else None
