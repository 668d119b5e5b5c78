"""Before the first person: what was promised and is late or blocked, oldest first, one row at a time."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from mdt_desktop.domain.capture import CaptureContext, parse
from mdt_desktop.services.huddle.run_view import RunView
from ui.huddle.action_rows import ActionLine, ActionList
from ui.huddle.ask_line import AskLine
from ui.theme import theme
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.surface import set_surface
from ui.widgets.text import Text

KEYS = {Qt.Key.Key_X: "done", Qt.Key.Key_M: "move", Qt.Key.Key_W: "drop"}


class EarlierList(ActionList):
    """X done, M move, W no longer needed."""

    deed = Signal(object, str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in KEYS and self.current_row() is not None and not event.modifiers():
            self.deed.emit(self.current_row(), KEYS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class EarlierActions(QFrame):
    """`finished(id, words)`, `moved(id, day, why)`, `dropped(id, why)`; `begin()` goes on."""

    finished = Signal(str, str)
    moved = Signal(str, object, str)
    dropped = Signal(str, str)
    begin = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "card")
        self._room: CaptureContext | None = None
        self.list = EarlierList("Actions from before")
        self.ask = AskLine()
        self._count = Text("", "body", colour="text3")
        self._says = Text("", "body", colour="text2", wrap=True)
        self.done = Button("Done", kind="soft", icon="check", key="X")
        self.move_button = Button("Move", icon="calendar-clock", key="M")
        self.drop = Button("No longer needed", kind="ghost", icon="x", key="W")
        self.begin_button = Button("Begin", kind="primary", icon="arrow-right", key="Ctrl Enter", large=True)
        self._deeds = QWidget()
        Row(self._deeds, gap=8).add(self.done, self.move_button, self.drop, None)
        self._lay_out()
        self._connect()

    def show_view(self, view: RunView, first: str) -> None:
        """The actions that lead the agenda; `first` is who is talked about first."""
        self._room = view.capture
        here = {owner.id for owner in view.capture.members if owner.here}
        rows = [
            ActionLine(row, view.today, row.owner_id in here, with_person=True) for row in view.late_actions
        ]
        self._count.setText(str(len(rows)) if rows else "")
        self._says.setText(
            "What was promised and is late or blocked, the oldest first. About 15 seconds each."
            if rows
            else "Nothing is late and nothing is blocked."
        )
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        self._deeds.setVisible(bool(rows))
        self.list.setMaximumHeight(max(1, self.list.content_height()))
        self.begin_button.setText(f"Begin with {first}" if first else "End huddle")

    def set_narrow(self, narrow: bool) -> None:
        """The buttons one row above the other."""
        ways = Row.Direction
        self._foot.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    def _act(self, deed: str) -> None:
        if self.list.current_row() is not None:
            self._ask(self.list.current_row(), deed)

    def _ask(self, line: ActionLine, deed: str) -> None:
        action = line.action
        if deed == "done":
            self.ask.ask(
                f"“{action.text}” is done. What came of it?",
                lambda words: self.finished.emit(action.id, words),
                deed="Done",
                back=self.list,
            )
        elif deed == "drop":
            self.ask.ask(
                f"Why is “{action.text}” no longer needed?",
                lambda words: self.dropped.emit(action.id, words),
                deed="Close it",
                back=self.list,
            )
        else:
            self.ask.ask(
                f"When will “{action.text}” be done, and why later?",
                lambda words: self._move(line, words),
                placeholder="Such as: next fri waiting for the surveyor",
                deed="Move",
                back=self.list,
            )

    def _move(self, line: ActionLine, words: str) -> None:
        """A date in the words of quick entry, then the reason."""
        assert self._room is not None
        captured = parse(f"/defer {words}", self._room)  # its grammar: a day, then why, and nobody's name
        if captured.due is None or not captured.reason:
            self.ask.ask(
                "Give a date and a reason, such as: 3 Dec waiting for the surveyor",
                lambda again: self._move(line, again),
                text=words,
                deed="Move",
                back=self.list,
            )
        else:
            self.moved.emit(line.action.id, captured.due, captured.reason)

    def _lay_out(self) -> None:
        head = Row(gap=8).add(Text("Actions from before", "h2"), self._count, None)
        foot = self._foot = Row(gap=8).add(self._deeds, None, self.begin_button)
        column = Column(self, margin=(20, 16), gap=10).add(head, self._says)
        column.addWidget(self.list, 100)
        column.add(self.ask, None, foot)

    def _connect(self) -> None:
        self.list.done.connect(lambda line: self._ask(line, "done"))
        self.list.deed.connect(self._ask)
        self.list.chosen.connect(lambda line: self._ask(line, "done"))
        self.done.clicked.connect(lambda: self._act("done"))
        self.move_button.clicked.connect(lambda: self._act("move"))
        self.drop.clicked.connect(lambda: self._act("drop"))
        self.begin_button.clicked.connect(self.begin)
        theme().changed.connect(self.list.scheduleDelayedItemsLayout)
