"""A new action in one line, for a person or for the team, read back while it is typed."""

from typing import Any

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from mdt_desktop.domain.capture import CaptureContext, describe, parse
from mdt_desktop.services.cases import case_lists
from mdt_desktop.services.cases.case_lists import CasePage
from mdt_desktop.services.huddle import capturing
from ui.jobs import Jobs
from ui.theme import theme, u
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.icon_button import IconButton
from ui.widgets.icon_line import IconLine

_HITS = 8
_EXAMPLE = "Such as: Priya Fri ring Harbour Carers"


class NewAction(QWidget):
    """`answered(case id or "", line)` and `cancelled`."""

    answered = Signal(str, str)
    cancelled = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._context: CaptureContext | None = None
        self._case = ""
        self._found: dict[str, str] = {}
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(_EXAMPLE)
        self.edit.setAccessibleName("Who, when, what")
        self.whom = IconLine("user", "For the whole team")
        self.whom.setAccessibleName("For whom: a person’s name, or empty for the whole team")
        self.add_button = Button("Add action", kind="primary", key="Enter")
        self.close_button = IconButton("x", "Add nothing", size=30, icon_size=16)
        self.parsed = ElidingLabel("", "meta", None, "text2")
        self._names = QStringListModel(self)
        self._completer = QCompleter(self._names, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.whom.setCompleter(self._completer)
        self._lay_out()
        self._connect()

    def ask(self, case_id: str = "", person: str = "") -> None:
        """Start empty, for a person when one is current."""
        self.edit.clear()
        self.set_person(case_id, person)
        self._read()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_person(self, case_id: str, person: str) -> None:
        """Whom it is for; empty for the team."""
        if person:
            self._found[person] = case_id
        self.whom.setText(person)
        self._case = case_id
        self._jobs.ask(_context, case_id, done=self._know, key="context")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _know(self, context: CaptureContext) -> None:
        self._context = context
        self._read()

    def _read(self) -> None:
        line = self.edit.text().strip()
        words = "Who, when and what, in any order. Nothing is saved to a guessed person."
        if line and self._context is not None:
            words = describe(parse(_with_verb(line), self._context))
        self.parsed.setText(words)
        self.edit.setAccessibleDescription(words)

    def _follow(self, text: str) -> None:
        """Whoever stands there, however they came there: a name that nobody chose is nobody."""
        self._case = self._found.get(text, "")

    def _search(self, text: str) -> None:
        if text.strip():
            self._jobs.ask(
                case_lists.list_cases, "status=open", text=text, limit=_HITS, done=self._offer, key="cases"
            )

    def _offer(self, page: CasePage) -> None:
        self._found |= {row.name: row.id for row in page.rows}
        self._names.setStringList([row.name for row in page.rows])
        if self.whom.hasFocus() and page.rows:
            self._completer.complete()

    def _choose(self, name: str) -> None:
        self.set_person(self._found.get(name, ""), name)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self) -> None:
        if self.whom.text().strip() and not self._case:
            self.parsed.setText("Choose the person from the list, or empty the field for the whole team.")
            self.whom.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.edit.text().strip():
            self.answered.emit(self._case, self.edit.text())
        else:
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        row = Row(gap=6)
        row.addWidget(self.edit, 3)
        row.addWidget(self.whom, 1)
        row.add(self.add_button, self.close_button)
        Column(self, gap=4).add(row, self.parsed)
        theme().changed.connect(self._restyle)
        self._restyle()

    def _connect(self) -> None:
        self.edit.textChanged.connect(lambda _text: self._read())
        self.edit.returnPressed.connect(self._add)
        self.add_button.clicked.connect(self._add)
        self.whom.textChanged.connect(self._follow)
        self.whom.textEdited.connect(self._search)
        self._completer.activated.connect(self._choose)
        self.close_button.clicked.connect(self.cancelled)

    def _restyle(self) -> None:
        for field in (self.edit, self.whom):
            field.setFont(theme().font("body"))
            field.setMinimumHeight(u(36))


def _with_verb(line: str) -> str:
    return line if line.startswith("/") else f"/action {line}"


def _context(session: Any, case_id: str) -> CaptureContext:
    return capturing.context(session, None, case_id)
