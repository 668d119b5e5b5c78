"""The fields that mend one row of the checklist: owner, date, outcome, review, a reason for being late.

Enter takes what is chosen, Esc closes the fields and changes nothing.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.day_words import day_month, short_day
from mdt_desktop.domain.working_days import is_working_day, next_working_day
from mdt_desktop.services.actions import actions
from mdt_desktop.services.closing import close_page
from mdt_desktop.services.closing.close_page import OwnerChoice
from mdt_desktop.services.closing.closing import Check
from mdt_desktop.services.huddle import running
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.combo_box import ComboBox
from ui.widgets.date_edit import DateEdit
from ui.widgets.field import Field
from ui.widgets.flow_layout import FlowLayout


class Fix(QWidget):
    """`write(service, arguments, options, words)` is the deed, `words` what the toast says of it."""

    write = Signal(object, tuple, dict, str)
    closed = Signal()
    grew = Signal()

    def first_focus(self) -> QWidget:
        raise NotImplementedError

    def take(self) -> None:
        """Enter: do what is chosen."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.take()
        else:
            super().keyPressEvent(event)


class OwnerFix(Fix):
    """Who takes the action: those in the room first."""

    def __init__(self, check: Check, choices: Sequence[OwnerChoice]) -> None:
        super().__init__()
        self._action = check.action_id
        self.box = ComboBox("Who takes this action")
        self.box.setPlaceholderText("Choose who")
        for choice in choices:
            self.box.addItem(f"{choice.words} (here)" if choice.here else choice.words, choice)
        self.box.setCurrentIndex(-1)
        self.give = Button("Give to them", key="Enter")
        self.give.clicked.connect(self.take)
        Column(self, gap=6).add(self.box, Row().add(self.give, None))

    def first_focus(self) -> QWidget:
        return self.box

    def take(self) -> None:
        choice = self.box.value()
        if not isinstance(choice, OwnerChoice):
            self.box.showPopup()
            return
        words = f"{choice.words.split(',')[0]} takes it"
        self.write.emit(close_page.give_owner, (self._action, choice), {}, words)


class DateFix(Fix):
    """When it is due: the next huddle is offered first."""

    def __init__(self, check: Check, next_day: date, today: date) -> None:
        super().__init__()
        self._action = check.action_id
        self.day = DateEdit("Due", next_day, height=34)
        self.set_day = Button("Set date", key="Enter")
        self.set_day.clicked.connect(self.take)
        before = next_day - timedelta(days=1)
        while not is_working_day(before):
            before -= timedelta(days=1)
        quick = FlowLayout(gap=(6, 6))
        for words, day in (
            ("Day before", before),
            ("2 weeks", _on(today, 14)),
        ):
            button = Button(f"{words}, {day_month(day)}", kind="secondary")
            button.clicked.connect(lambda _checked=False, day=day: self._choose(day))
            quick.add(button)
        column = Column(self, gap=6)
        row = Row(gap=8)
        row.addWidget(self.day, 1)
        row.addWidget(self.set_day)
        column.addLayout(row)
        column.addLayout(quick)

    def first_focus(self) -> QWidget:
        return self.day

    def take(self) -> None:
        day = self.day.day()
        self.write.emit(close_page.set_first_date, (self._action, day), {}, f"Due {short_day(day)}")

    def _choose(self, day: date) -> None:
        self.day.set_day(day)
        self.take()


class OutcomeFix(Fix):
    """What came of the discussion, or that nothing was decided."""

    def __init__(self, check: Check) -> None:
        super().__init__()
        self._item = check.item_id
        flow = FlowLayout(self, gap=(6, 6))
        self.buttons: dict[str, Button] = {}
        for number, term in enumerate(vocabulary.terms("outcome"), start=1):
            self._offer(flow, term.code, term.label, number, {"outcome": term.code})
        self._offer(flow, "", "No decision", len(self.buttons) + 1, {"no_decision": True})

    def first_focus(self) -> QWidget:
        return next(iter(self.buttons.values()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.text()
        if number.isdigit() and 1 <= int(number) <= len(self.buttons):
            list(self.buttons.values())[int(number) - 1].click()
        else:
            super().keyPressEvent(event)

    def _offer(self, flow: FlowLayout, code: str, words: str, number: int, fields: dict[str, Any]) -> None:
        button = Button(words, kind="secondary", key=str(number))
        button.clicked.connect(
            lambda: self.write.emit(running.write_discussion, (self._item,), fields, f"Outcome: {words}")
        )
        self.buttons[code] = button
        flow.add(button)


class ReviewFix(Fix):
    """When to look again, or why not."""

    def __init__(self, check: Check, day: date, weeks: Sequence[int] = (1, 2, 4, 8)) -> None:
        super().__init__()
        self._item = check.item_id
        self.day = DateEdit("Next review", _on(day, 28), height=34)
        self.set_day = Button("Set review", key="Enter")
        self.set_day.clicked.connect(self._take_day)
        self.why = QLineEdit()
        self.why.setPlaceholderText("Or why none is needed")
        self.why.setAccessibleName("Why no review is needed")
        quick = FlowLayout(gap=(6, 6))
        for count in weeks:
            button = Button("1 week" if count == 1 else f"{count} weeks", kind="secondary")
            button.clicked.connect(
                lambda _checked=False, count=count: self._write(review_due=_on(day, 7 * count))
            )
            quick.add(button)
        row = Row(gap=8)
        row.addWidget(self.day, 1)
        row.addWidget(self.set_day)
        column = Column(self, gap=6)
        column.addLayout(row)
        column.addLayout(quick)
        column.add(self.why)

    def first_focus(self) -> QWidget:
        return self.day

    def take(self) -> None:
        if self.why.text().strip():
            self._write(review_due=None, no_review_reason=self.why.text().strip())
        else:
            self._take_day()

    def _take_day(self) -> None:
        self._write(review_due=self.day.day(), no_review_reason="")

    def _write(self, **fields: Any) -> None:
        due = fields.get("review_due")
        words = f"Review {short_day(due)}" if due else "No review needed"
        self.write.emit(running.write_discussion, (self._item,), fields, words)


class LateFix(Fix):
    """A new date for an action that is late, with the reason."""

    def __init__(self, check: Check, next_day: date) -> None:
        super().__init__()
        self._action = check.action_id
        self.why = Field("Why it is late", placeholder="In a few words")
        self.day = DateEdit("New date", next_day, height=34)
        self.move_it = Button("Give it a new date", key="Enter")
        self.move_it.clicked.connect(self.take)
        row = Row(gap=8)
        row.addWidget(self.day, 1)
        row.addWidget(self.move_it)
        column = Column(self, gap=6).add(self.why)
        column.addLayout(row)

    def first_focus(self) -> QWidget:
        return self.why.edit

    def take(self) -> None:
        if not self.why.text().strip():
            self.why.set_error("Give the reason in a few words.")
            self.why.edit.setFocus()
            self.grew.emit()
            return
        day = self.day.day()
        self.write.emit(actions.move, (self._action, day, self.why.text()), {}, f"Moved to {short_day(day)}")


def _on(day: date, days: int) -> date:
    """So many days on; a day off moves it to the next working day."""
    goal = day + timedelta(days=days)
    return goal if is_working_day(goal) else next_working_day(goal)
