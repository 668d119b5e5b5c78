"""A new due date, and why: kept with the action, so that moving it says something."""

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mdt_desktop.domain.day_words import short_day
from mdt_desktop.domain.working_days import next_working_day
from ui.actions.question import Question
from ui.theme import u
from ui.widgets.boxes import Row
from ui.widgets.button import Button
from ui.widgets.date_edit import DateEdit

_ROOMY = 900  # px of window from which there is room for the two likely days


class DateQuestion(QWidget):
    """`answered(day, reason)` and `cancelled`."""

    answered = Signal(object, str)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.day = DateEdit("New due date", height=36)
        self.huddle_button, self.week_button = Button("", kind="ghost"), Button("A week on", kind="ghost")
        self.question = Question()
        self._huddle_day = self._week_on = date.min
        row = Row(self, gap=6).add(self.day, self.huddle_button, self.week_button)
        row.addWidget(self.question, 1)
        self.huddle_button.clicked.connect(lambda: self.day.set_day(self._huddle_day))
        self.week_button.clicked.connect(lambda: self.day.set_day(self._week_on))
        self.question.answered.connect(lambda _deed, words: self.answered.emit(self.day.day(), words))
        self.question.cancelled.connect(self.cancelled)

    def ask(self, due: date | None, today: date, huddle_day: date | None, to: date | None = None) -> None:
        """`to` is a day chosen already: then only the reason is asked for."""
        later = max(due or today, today) + timedelta(days=7)
        self._week_on = later if later.weekday() < 5 else next_working_day(later)
        self._huddle_day = huddle_day or self._week_on
        roomy = self.window().width() >= u(_ROOMY)
        self.huddle_button.setVisible(huddle_day is not None and roomy)
        self.week_button.setVisible(roomy)
        self.huddle_button.setText(f"Next huddle, {short_day(huddle_day)}" if huddle_day else "")
        self.day.set_day(to or self._week_on)
        self.question.ask("Why is it moved?", (("move", "Move"),))
        if to is None:
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
