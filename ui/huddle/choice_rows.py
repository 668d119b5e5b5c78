"""Two rows of choices: what came of it (Alt 1 to 5), and when to look again."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.capture import CaptureContext, parse
from mdt_desktop.domain.day_words import day_month, short_day
from mdt_desktop.domain.records import Discussion
from mdt_desktop.domain.working_days import is_working_day, next_working_day
from ui.huddle.ask_line import AskLine
from ui.huddle.tab_order import insert_before
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.text import Text


class OutcomeRow(QWidget):
    """`chosen(code)`; pressing the chosen one again takes it back (“”)."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Outcome")
        self.buttons: dict[str, Button] = {}
        row = Row(gap=8)
        for number, term in enumerate(vocabulary.terms("outcome"), start=1):
            button = Button(term.label, kind="chosen", key=str(number))
            button.setAccessibleDescription(f"{term.meaning}. Shortcut Alt {number}")
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _checked=False, code=term.code: self._press(code))
            self.buttons[term.code] = button
            row.addWidget(button)
        Column(self, gap=5).add(Text("Outcome", "body", 600), row)

    def show_outcome(self, code: str) -> None:
        """Light the one that stands."""
        for known, button in self.buttons.items():
            button.setChecked(known == code)

    def set_small(self, small: bool) -> None:
        """Without their numbers, where there is no room for them."""
        for button in self.buttons.values():
            button.set_small(small)

    def chosen_any(self) -> bool:
        """Whether one is lit."""
        return any(button.isChecked() for button in self.buttons.values())

    def press(self, number: int) -> None:
        """Alt and a number: chooses, never takes back."""
        codes = list(self.buttons)
        if 1 <= number <= len(codes):
            self.show_outcome(codes[number - 1])
            self.chosen.emit(codes[number - 1])

    def _press(self, code: str) -> None:
        on = self.buttons[code].isChecked()
        self.show_outcome(code if on else "")
        self.chosen.emit(code if on else "")


class ReviewRow(QWidget):
    """`chosen(day)`, or `none(why)`: no review needs a reason, asked for in the page."""

    chosen = Signal(object)
    none = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Next review")
        self._room: CaptureContext | None = None
        self._weeks: dict[int, Button] = {}
        self._row = Row(gap=8)
        self.no_review = Button("No review", kind="chosen")
        self.pick = Button("Pick a date", kind="ghost", icon="calendar")
        self.ask = AskLine()
        self._said = Text("", "small", colour="text2")
        head = Row(gap=10).add(Text("Next review", "body", 600), self._said, None)
        Column(self, gap=5).add(head, self._row, self.ask)
        self._row.add(self.no_review, self.pick, None)
        self.no_review.clicked.connect(self._ask_why)
        self.pick.clicked.connect(self._ask_day)

    def show_review(self, discussion: Discussion | None, weeks: Sequence[int], room: CaptureContext) -> None:
        """The choices from the huddle's day, and what stands."""
        self._room = room
        if list(self._weeks) != list(weeks):
            self._make(weeks)
        due = discussion.review_due if discussion else None
        why = discussion.no_review_reason if discussion else ""
        for count, button in self._weeks.items():
            day = review_day(room.day, count)
            button.setChecked(day == due)
            button.setText(f"{count} weeks · {day_month(day)}" if day == due else f"{count} weeks")
            button.setAccessibleDescription(short_day(day))
        known = due in {review_day(room.day, count) for count in weeks}
        self.no_review.setChecked(bool(why) and due is None)
        self.pick.set_kind("chosen" if due and not known else "ghost")
        self.pick.setChecked(bool(due) and not known)
        self.pick.setText(short_day(due) if due and not known else "Pick a date")
        self._said.setText(f"No review: {why}" if why and due is None else "")

    def _make(self, weeks: Sequence[int]) -> None:
        for old in self._weeks.values():
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._weeks = {}
        for at, count in enumerate(weeks):
            button = Button(f"{count} weeks", kind="chosen", parent=self)
            button.clicked.connect(lambda _checked=False, count=count: self._choose_weeks(count))
            self._row.insertWidget(at, button)
            self._weeks[count] = button
        insert_before(self.no_review, self._weeks.values())

    def _choose_weeks(self, count: int) -> None:
        if self._room is not None:
            self.ask.close_question()
            self.chosen.emit(review_day(self._room.day, count))

    def _ask_why(self) -> None:
        self.no_review.setChecked(False)
        self.ask.ask("Why no review?", self.none.emit, placeholder="Such as: goals met", back=self.no_review)

    def _ask_day(self) -> None:
        self.pick.setChecked(False)
        hint = "Such as 3 Dec, 6w or eom"
        self.ask.ask("When to look again?", self._read_day, placeholder=hint, deed="Set", back=self.pick)

    def _read_day(self, typed: str) -> None:
        assert self._room is not None
        captured = parse(f"/review {typed}", self._room)
        if captured.due is None:
            words = f"“{typed}” is not a date. Write it like 3 Dec, 24/12 or 6w."
            self.ask.ask(words, self._read_day, text=typed, deed="Set", back=self.pick)
        else:
            self.chosen.emit(captured.due)


def review_day(day: date, weeks: int) -> date:
    """So many weeks on; a day off moves it to the next working day."""
    goal = day + timedelta(weeks=weeks)
    return goal if is_working_day(goal) else next_working_day(goal)
