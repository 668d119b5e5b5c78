"""Beside the discussion: what matters to them, what is asked, what happened since, what is open."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from mdt_desktop.domain.day_words import day_month
from mdt_desktop.services.cases.case_record import CaseView, Event
from mdt_desktop.services.huddle.run_view import ItemView
from ui.huddle.action_rows import ActionLine, ActionList
from ui.huddle.ask_line import AskLine
from ui.theme import theme
from ui.widgets.boxes import Column, Row
from ui.widgets.card import Card
from ui.widgets.event_looks import event_look
from ui.widgets.icon import Icon
from ui.widgets.quote_card import QuoteCard
from ui.widgets.scroll_page import ScrollPage
from ui.widgets.text import Text

EVENTS = 3


class PersonSummary(ScrollPage):
    """`finished(action id, what came of it)`."""

    finished = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=(18, 12, 6, 12), gap=10, parent=parent)
        self.setAccessibleName("Summary")
        self.quote = QuoteCard()
        self._question = Card("What we’re deciding", margin=14, gap=6)
        self._question_words = Text("", "body", 500, wrap=True)
        self._question.body.add(self._question_words)
        self._since = Card("Since last time", margin=14, gap=9)
        self._known: list[Event] = []
        self._told: list[Event] = []
        self._events: list[QWidget] = []
        self._most = EVENTS
        self._open = Card("Open actions", count=0, margin=(10, 14), gap=6)
        self._open.header.set_space((4, 0), 8)  # the rows hold what they show as far in
        self.actions = _OpenList("Open actions")
        self.ask = AskLine()
        self._none = Text("Nothing is open.", "meta", colour="text2")
        self._open.body.add(self.actions, Row(margin=(4, 0)).add(self._none), self.ask)
        self.body.add(self.quote, self._question, self._since, self._open, None)
        self.actions.done.connect(self._ask_outcome)
        self.actions.chosen.connect(self._ask_outcome)
        theme().changed.connect(self.actions.fit)

    def set_compact(self, compact: bool) -> None:
        """Small windows show less of the past, so that what is open stays in sight."""
        self._most = EVENTS - compact
        self._show_events(self._known[: self._most])

    def show_person(self, item: ItemView, today: date, here: frozenset[str]) -> None:
        """What stands now; actions agreed today stand on the other side."""
        case = item.case
        self.quote.set_quote(case.called, case.case.what_matters, _whose(case))
        self._question.setVisible(bool(item.item.question))
        self._question_words.setText(item.item.question)
        self._known = case.since_last
        self._show_events(self._known[: self._most])
        new = {row.id for row in item.new_actions}
        rows = [
            ActionLine(row, today, row.owner_id in here) for row in case.open_actions if row.id not in new
        ]
        self._open.set_count(len(rows))
        self.actions.set_rows(rows)
        self.actions.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self.actions.fit()

    def _show_events(self, events: list[Event]) -> None:
        if events == self._told and self._events:
            return
        self._told = events
        for old in self._events:
            self._since.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._events = [_EventRow(event, self._since) for event in events]
        if not events:
            self._events = [Text("Nothing recorded since.", "meta", colour="text2", parent=self._since)]
        self._since.body.add(*self._events)

    def _ask_outcome(self, line: ActionLine) -> None:
        action = line.action

        def answered(words: str) -> None:
            self.finished.emit(action.id, words)

        self.ask.ask(f"“{action.text}” is done. What came of it?", answered, deed="Done", back=self.actions)


class _OpenList(ActionList):
    """As high as its rows, whose words wrap: what holds it scrolls."""

    def fit(self) -> None:
        self.setFixedHeight(max(1, self.content_height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()


class _EventRow(QWidget):
    def __init__(self, event: Event, parent: QWidget) -> None:
        super().__init__(parent)
        name, colour = event_look(event)
        first, second = event_words(event)
        words = Column(gap=1).add(
            Text(first, "body", wrap=True), Text(second, "small", colour="text2", wrap=True)
        )
        self.setAccessibleName(f"{first}. {second}")
        row = Row(self, gap=10)
        row.addWidget(Icon(name, colour, 18), alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)


def event_words(event: Event) -> tuple[str, str]:
    """What happened, then when and who says so."""
    first = event.text or event.title
    told = event.title if event.text and event.kind not in ("note", "call", "visit", "event") else ""
    second = [told, day_month(event.day), event.author]
    return first, " · ".join(part for part in second if part)


def _whose(case: CaseView) -> str:
    by, on = case.case.what_matters_by, case.case.what_matters_on
    return ", ".join(part for part in (by, day_month(on) if on else "") if part)
