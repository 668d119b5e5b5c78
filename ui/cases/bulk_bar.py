"""What can be done with several people at once; it shows only while some are selected."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from mdt_desktop.services.cases.case_page import Surroundings
from ui.cases.wording import day_of, people
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.icon import Icon
from ui.widgets.surface import set_surface
from ui.widgets.text import Text


class BulkBar(QWidget):
    """Counts and offers; the page does."""

    add = Signal()
    review = Signal()
    key_worker = Signal()
    clear = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("People selected")
        self._count = Text("", "body", 600, "accentText")
        self.add_button = Button("Add to the next huddle", kind="primary", icon="plus", key="A")
        self.review_button = Button("Set review date", icon="calendar")
        self.worker_button = Button("Change key worker", icon="user-plus")
        self.clear_button = Button("Clear", kind="link", key="Esc")
        box = QFrame()
        set_surface(box, "quote")
        row = Row(box, margin=(12, 6), gap=8).add(Icon("square-check", "accentText", 16), self._count, 8)
        buttons = FlowLayout(gap=(8, 6)).add(self.add_button, self.review_button, self.worker_button)
        row.addLayout(buttons, 1)
        row.add(self.clear_button)
        Column(self, margin=(16, 8, 16, 10), gap=0).add(box)
        for button, signal in (
            (self.add_button, self.add),
            (self.review_button, self.review),
            (self.worker_button, self.key_worker),
            (self.clear_button, self.clear),
        ):
            button.clicked.connect(signal)
        self.hide()

    def show_selected(self, number: int) -> None:
        """How many; none hides the bar."""
        self._count.setText(f"{people(number)} selected")
        self.setVisible(number > 0)

    def set_surroundings(self, around: Surroundings) -> None:
        self.add_button.setText(add_words(around))


def add_words(around: Surroundings) -> str:
    """ "Add to Thursday": the day of the next open agenda, or the huddle that would be planned for it."""
    day = day_of(around.huddle_day, around.today)
    return f"Add to {day}" if around.huddle else f"Plan {day} and add"
