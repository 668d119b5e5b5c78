"""My actions: what I owe, done with a tick and a line about what came of it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent

from mdt_desktop.services.actions.rows import ActionRow
from mdt_desktop.services.week import MyActions
from ui.actions.question import Question
from ui.home.action_rows import MyActionsDelegate, my_model, my_rows, question_box
from ui.home.quiet_line import QuietLine
from ui.widgets.card import Card
from ui.widgets.whole_list import WholeList

DEEDS = (("done", "Done"), ("not_done", "Not done"))


class MyActionsCard(Card):
    """`closed(row, deed, words)` carries the answer; `opened(row)` a row that was opened.

    `asked(action id)` once the question stands open, `left` when it has gone, answered or not.
    """

    asked = Signal(str)
    left = Signal()
    closed = Signal(object, str, str)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__("My actions", icon="list-checks", count=0, link="See all", margin=(8, 14), gap=2)
        self.header.insertSpacing(0, 8)
        self._view: MyActions | None = None
        self._asking = ""
        self.list = WholeList("My actions", my_model(), MyActionsDelegate())
        self.nothing = QuietLine("circle-check", "Nothing due from you")
        self.question = Question(self.list.viewport())
        self.question.hide()
        self.body.add(self.nothing, self.list, None)
        self.nothing.hide()  # until something was read
        self.set_count(None)
        self.list.part_pressed.connect(lambda row, _part: self.ask(row.action))
        self.list.chosen.connect(lambda row: self.opened.emit(row.action))
        self.question.answered.connect(self._answered)
        self.question.cancelled.connect(self.stop_asking)

    def show_view(self, view: MyActions) -> None:
        self._view = view
        if self._asking not in {row.id for row in view.open}:
            self._asking = ""
        self.set_count(len(view.open))
        self.nothing.setVisible(not view.open)
        self.list.setVisible(bool(view.open or view.finished))
        self._show_rows()

    def ask_current(self) -> None:
        """X: what came of the current action?"""
        row = self.list.current_row()
        if row is not None and row.action.open and self.list.hasFocus():
            self.ask(row.action)

    def ask(self, action: ActionRow) -> None:
        """Open the question under the action's row."""
        self._asking = action.id
        self._show_rows()
        self.question.ask("What came of it?", DEEDS)
        self.asked.emit(action.id)

    def stop_asking(self) -> None:
        """Close the question and go back to the list."""
        self._asking = ""
        self.left.emit()
        self._show_rows()
        self.list.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_question()

    def _answered(self, deed: str, words: str) -> None:
        row = next((one for one in self._view.open if one.id == self._asking), None) if self._view else None
        self.stop_asking()
        if row is not None:
            self.closed.emit(row, deed, words)

    def _show_rows(self) -> None:
        if self._view is not None:
            self.list.set_rows(my_rows(self._view, self._asking))
            self._place_question()

    def _place_question(self) -> None:
        place = self.list.rows.place_of(self._asking)
        self.question.setVisible(place >= 0)
        if place >= 0:
            self.list.doItemsLayout()
            self.question.setGeometry(question_box(self.list.visualRect(self.list.rows.index(place))))
