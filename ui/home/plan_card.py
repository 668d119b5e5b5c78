"""What stands in place of the next huddle while none is planned: a day to choose, and one button."""

from datetime import date

from PySide6.QtCore import Signal

from ui.widgets.boxes import Row
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.checkbox import CheckBox
from ui.widgets.date_edit import DateEdit
from ui.widgets.text import Text


class PlanCard(Card):
    """`plan(day, weekly)` follows its button."""

    plan = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__(surface="card-accent", margin=20, gap=8)
        self.setAccessibleName("Next huddle")
        self._title = Text("", "h2", 600)
        self.day = DateEdit("Day of the huddle", height=40)
        self.button = Button("Plan this huddle", kind="primary", icon="calendar-plus", large=True)
        self.weekly = CheckBox("Every week on this day")
        self.button.clicked.connect(lambda: self.plan.emit(self.day.day(), self.weekly.isChecked()))
        words = Text(
            "Choose a day. Whoever is waiting is proposed for its agenda.", colour="text2", wrap=True
        )
        self.body.add(self._title, words, 4, Row(gap=12).add(self.day, self.weekly, self.button, None))

    def show_slot(self, slot: date, *, slot_known: bool) -> None:
        """Offer the next day that the team could meet."""
        self._title.setText("No huddle is planned" if slot_known else "Set your weekly slot")
        self.weekly.setChecked(not slot_known)
        self.day.set_day(slot)
