"""The bar under the list that asks what an action needs; one question at a time."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from mdt_desktop.refused import Refused
from ui.actions.date_question import DateQuestion
from ui.actions.new_action import NewAction
from ui.actions.owner_picker import OwnerPicker
from ui.actions.question import Question
from ui.half_typed import HalfTyped
from ui.jobs import Jobs
from ui.theme import theme
from ui.widgets.boxes import Column
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.surface import set_surface
from ui.widgets.text import Text


class AskBar(QFrame):
    """`opened` when it asks, `closed` when the question has gone, answered or not."""

    opened = Signal()
    closed = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        set_surface(self, "card-accent")
        self.words, self.day, self.owner, self.new = (
            Question(),
            DateQuestion(),
            OwnerPicker(),
            NewAction(jobs),
        )
        self._title = ElidingLabel("", "body", 600)
        self.problem = Text("", "meta", 500, "red", wrap=True)
        self._half = HalfTyped(jobs, self)
        self._stack = QStackedWidget()
        for one in (self.words, self.day, self.owner, self.new):
            self._stack.addWidget(one)
            one.cancelled.connect(self.close_bar)
        Column(self, margin=(15, 11), gap=7).add(self._title, self._stack, self.problem)
        self.hide()
        theme().changed.connect(self._fit)

    def open_with(self, editor: QWidget, title: str) -> None:
        """Show one of the editors, which is asked by the caller."""
        for at in range(self._stack.count()):
            widget = self._stack.widget(at)
            policy = widget.sizePolicy()
            ignored = policy.Policy.Preferred if widget is editor else policy.Policy.Ignored
            policy.setVerticalPolicy(ignored)
            widget.setSizePolicy(policy)
        self._stack.setCurrentWidget(editor)
        self._fit()
        self._title.setText(title)
        self.setAccessibleName(title)
        self.problem.hide()
        self.show()
        self.opened.emit()

    def _fit(self) -> None:
        """As high as the question that is asked, not as the highest."""
        self._stack.setFixedHeight(self._stack.currentWidget().sizeHint().height())

    def give_back(self, place: str) -> None:
        """What was half typed at this question comes back, and is kept from here on."""
        self._half.begin(f"ask {place}", self._stack.currentWidget())

    def put_away(self) -> None:
        """The page goes, or the application locks: what is half typed is kept."""
        self._half.put_away()
        self.close_bar()

    def close_bar(self) -> None:
        """Answered, or left: nothing of it is kept."""
        self._half.end()
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def show_problem(self, refused: Refused) -> None:
        """What was typed stays, with the reason under it."""
        self.problem.setText(str(refused))
        self.problem.show()
