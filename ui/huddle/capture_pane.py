"""The right of Run, in the order people speak: discussion, outcome, next review, actions."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from mdt_desktop.services.actions.rows import ActionRow
from mdt_desktop.services.huddle.run_view import RunView
from ui.entry.quick_entry import QuickEntry
from ui.huddle.agreed_list import AgreedList, agreed_lines
from ui.huddle.choice_rows import OutcomeRow, ReviewRow
from ui.huddle.discussion_box import DiscussionBox
from ui.huddle.rail_rows import rail_lines
from ui.jobs import Jobs
from ui.theme import theme, u
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.key_hint import KeyHint
from ui.widgets.message import Message
from ui.widgets.scroll_page import ScrollPage
from ui.widgets.separator import Separator
from ui.widgets.surface import set_surface
from ui.widgets.text import Text

AGREED_SHOWN = 3


class CapturePane(QFrame):
    """Everything that is recorded about the current person."""

    finish = Signal()
    park = Signal()
    defer = Signal()

    def __init__(self, jobs: Jobs, host: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "card")
        self.setAccessibleName("Record")
        self.item = ""
        self.discussion = DiscussionBox(jobs)
        self.outcome, self.review = OutcomeRow(), ReviewRow()
        self.agreed, self.entry = AgreedList(), QuickEntry(host)
        self.gap = Message("amber", "")
        self.finish_button = Button(
            "Finish and next", kind="primary", icon="arrow-right", key="Ctrl Enter", large=True
        )
        self.park_button = Button("Park", kind="ghost", icon="clock")
        self.defer_button = Button("Defer", kind="ghost", icon="skip-forward")
        self._count = Text("", "meta", colour="text2")
        self._next = ElidingLabel("", "body", colour="text2")
        self._lay_out()
        self._connect()

    def show_view(self, view: RunView) -> None:
        """The current person as recorded; half-typed text stays as it is."""
        current = view.current
        assert current is not None
        another = current.item.id != self.item
        self.item = current.item.id
        self.discussion.show_person(current)
        self.outcome.show_outcome(current.discussion.outcome if current.discussion else "")
        self.review.show_review(current.discussion, view.review_choices, view.capture)
        lines = agreed_lines(current, view.today)
        self.agreed.set_rows(lines)
        actions = len(current.new_actions)
        decided = len(lines) > actions
        counted = f"{actions} agreed{', and a decision' if decided else ''}"
        self._count.setText(counted if actions else "A decision" if decided else "None yet")
        self._fit()
        if another:
            self.gap.hide()
            self.entry.set_text(current.draft)
        self.entry.set_room(view.capture)
        self._next.setText(next_words(view))

    def ask_before_finishing(self, called: str, *, half_typed: bool) -> None:
        """Something is still open: say so once, in the page; the next press goes on all the same."""
        if half_typed:
            title = "The line in quick entry is not added yet"
            text = "Press Enter in it to add it, or Ctrl Enter again to go on: it is kept here as a draft."
        else:
            title = f"No outcome and no decision for {called} yet"
            text = "Choose one with Alt 1 to 5, or press Ctrl Enter again to leave it open until the close."
        self.gap.set_message("amber", title, text)
        self.gap.show()

    def edit_action(self, action: ActionRow) -> None:
        """Take an agreed action back into the line to change it."""
        self.entry.correct(action)

    def tab_stops(self) -> list[QWidget]:
        """In the order people speak; what is asked in between and the chips come where they stand."""
        review = self.review
        return [
            *(self.discussion.edit, *self.outcome.buttons.values(), review.no_review, review.pick),
            *(review.ask.edit, review.ask.take, review.ask.leave, self.entry.line, self.agreed),
            *(self.finish_button, self.park_button, self.defer_button),
        ]

    def _fit(self) -> None:
        shown = min(self.agreed.content_height(), AGREED_SHOWN * u(42))
        self.agreed.setVisible(shown > 0)
        self.agreed.setFixedHeight(max(1, shown))
        if self.agreed.rows.rowCount():
            self.agreed.scrollToBottom()

    def _keep_chips_seen(self) -> None:
        """And the line itself above all, where there is no room for both."""
        if self.entry.line.hasFocus():
            self._scroll.ensureWidgetVisible(self.entry.chips, 0, u(6))
            self._scroll.ensureWidgetVisible(self.entry.line, 0, u(6))

    def _lay_out(self) -> None:
        hint = Row(gap=6).add(
            Text("Type /action who when what, then", "small", colour="text2"), KeyHint("Enter")
        )
        head = Row(gap=8).add(Text("Actions", "body", 600), self._count, None)
        head.addLayout(hint)
        foot = Row(gap=8)
        foot.addWidget(self._next, 1)
        foot.add(self.park_button, self.defer_button, self.finish_button)
        self.gap.hide()
        # What is asked in between needs room: a low window scrolls rather than grow.
        page = self._scroll = ScrollPage(margin=(16, 10, 16, 6), gap=8)
        page.body.addWidget(self.discussion, 1)
        page.body.add(self.outcome, self.review, head, self.agreed, self.entry)
        ending = Column(margin=(16, 0, 16, 10), gap=8).add(self.gap, Separator(), foot)
        column = Column(self, margin=1, gap=0)
        column.addWidget(page, 1)
        column.add(ending)
        theme().changed.connect(self._fit)

    def _connect(self) -> None:
        self.finish_button.clicked.connect(self.finish)
        self.park_button.clicked.connect(self.park)
        self.defer_button.clicked.connect(self.defer)
        self.outcome.chosen.connect(lambda _code: self.gap.hide())
        self.discussion.edit.slash.connect(lambda: self.entry.start("/"))
        self.entry.escaped.connect(self.discussion.edit.setFocus)
        self.entry.line.textChanged.connect(lambda: QTimer.singleShot(0, self, self._keep_chips_seen))
        self.agreed.edit.connect(self.edit_action)


def next_words(view: RunView) -> str:
    """ "Next: LLOYD, Gareth. Information basis to check."."""
    line = next((line for line in rail_lines(view, 0) if line.state == "next"), None)
    if line is None:
        left = [one for one in rail_lines(view, 0) if one.state == "planned"]
        return f"Left over: {left[0].rail.row.case.name}" if left else "Last on the agenda"
    check = ". Information basis to check." if line.to_ask else ""
    return f"Next: {line.rail.row.case.name}{check}"
