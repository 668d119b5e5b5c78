"""A form at the right of the page: what was under it waits, Ctrl Enter saves, Esc leaves.

What is half typed outlives a lock, a crash and a look at another page: it is kept as a draft and given back
when the same form is opened again. Only leaving the form on purpose, or saving it, ends it.
"""

from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mdt_desktop.refused import Refused
from mdt_desktop.services import drafts
from ui.jobs import Jobs
from ui.shell.overlay import Overlay
from ui.theme import theme, u
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.content import Content, content, editors, put_back
from ui.widgets.field import Field
from ui.widgets.icon_button import IconButton
from ui.widgets.message import Message
from ui.widgets.scroll_page import ScrollPage
from ui.widgets.text import Text

WIDTH = 440
KEEP_EVERY = 1000  # milliseconds: what a crash may cost


class Sheet(Overlay):
    """Subclasses add fields and say in `save` what is written. Made for one use; closing deletes it.

    Half-typed answers are not thrown away by one slip: the first Esc asks, the second leaves. `draft` names
    the place at which they are kept ("details <case id>"); a form without one keeps nothing.
    """

    def __init__(
        self, page: QWidget, jobs: Jobs, title: str, lead: str = "", *, deed: str = "Save", draft: str = ""
    ) -> None:
        super().__init__(page)
        self.jobs = jobs
        self._place = f"form {draft}" if draft else ""
        self._kept = ""
        self.done: Callable[[Any], None] | None = None
        self.setAccessibleName(title)
        self.frame.setAccessibleName(title)
        self.message = Message("red", "Not saved")
        self.message.hide()
        self.save_button = Button(deed, kind="primary", key="Ctrl Enter", large=True)
        self.cancel_button = Button("Cancel", kind="ghost", large=True)
        close = IconButton("x", f"Close: {title}")
        self._fields: dict[str, Field] = {}
        self._at_first: dict[str, Content] = {}
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
        self.given_back = Message("blue", "What you had typed is here again", action="Start afresh")
        self.given_back.hide()
        if lead:
            self._scroll.body.add(Text(lead, "body", colour="text2", wrap=True))
        self._scroll.body.add(self.given_back, self.body, self.message, None)
        self.save_button.clicked.connect(self.submit)
        self.cancel_button.clicked.connect(self._abandon)
        close.clicked.connect(self._leave)
        self.given_back.acted.connect(self._start_afresh)
        self._keeping = QTimer(self, interval=KEEP_EVERY)
        self._keeping.timeout.connect(self.keep_draft)
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
        """Show the form with the focus in its first field, and in it what was half typed before."""
        self._at_first = self._contents()
        self.open(focus)
        if self._place:
            self.jobs.ask(drafts.kept, self._place, done=self._give_back)
            self._keeping.start()

    def put_away(self) -> None:
        """Close because the page goes or the application locks: what is typed is kept."""
        self.keep_draft()
        self.close_over()

    def keep_draft(self) -> None:
        """Keep what is typed as it stands now; a form that was closed has said its last."""
        if self.isHidden():
            return
        typed = msgspec.json.encode(self.half_typed()).decode() if self.is_changed() else ""
        self._keep(typed)

    def half_typed(self) -> Any:
        """What was changed here, as plain data; `fill_again` gets it back."""
        return {name: now for name, now in self._contents().items() if self._at_first.get(name) != now}

    def fill_again(self, typed: Any) -> None:
        """Fill in what `half_typed` gave; fields that are no longer there are left out."""
        for name, editor in self._editors().items():
            if name in typed:
                put_back(editor, typed[name])

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
        self._abandon()
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
        return self._contents() != self._at_first

    def _leave(self) -> None:
        if self.is_changed() and not self._asked:
            self._asked = True
            self.message.set_message("amber", "Not saved yet", "Press Esc again to leave it, or save.")
            self.message.show()
            self.show_whole(self.message)
            return
        self._abandon()

    def _abandon(self) -> None:
        """Close for good: nothing of it is kept."""
        self._keep("")
        self.close_over()

    def _keep(self, typed: str) -> None:
        if self._place and typed != self._kept:
            self._kept = typed
            self.jobs.do(drafts.keep, self._place, typed)

    def _give_back(self, kept: str) -> None:
        if not kept or self.is_changed():
            return
        self._kept = kept
        self.fill_again(msgspec.json.decode(kept))
        self.given_back.setVisible(self.is_changed())

    def _start_afresh(self) -> None:
        self.given_back.hide()
        self.fill_again(self._untouched())
        self.first_editor().setFocus(Qt.FocusReason.OtherFocusReason)

    def _untouched(self) -> Any:
        """What the form held when it was opened, as `fill_again` takes it."""
        return self._at_first

    def _contents(self) -> dict[str, Content]:
        return {name: content(editor) for name, editor in self._editors().items()}

    def _editors(self) -> dict[str, QWidget]:
        """By the name of their field and their own: two needs may be called the same."""
        return {f"{self._field_of(one)} {one.accessibleName()}": one for one in editors(self.frame)}

    def _field_of(self, editor: QWidget) -> str:
        return next((name for name, field in self._fields.items() if field.isAncestorOf(editor)), "")
