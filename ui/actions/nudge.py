"""A useful step for an action whose date was moved again and again."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from mdt_desktop.domain.day_words import WEEKDAYS
from mdt_desktop.services.actions.action_page import ActionsView
from mdt_desktop.services.actions.rows import ActionRow
from ui.actions.words import NUDGE_FROM, moved_words
from ui.widgets.avatar import Avatar
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.due_words import SOON_DAYS, day_words
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.surface import set_surface


class Nudge(QFrame):
    """`bring(row)` and `change_owner(row)` follow its buttons."""

    bring = Signal(object)
    change_owner = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        set_surface(self, "amber")
        self.row: ActionRow | None = None
        self._face = Avatar("", "", size=28)
        self._title = ElidingLabel("", "body", 600)
        self.bring_button = Button("", kind="soft", icon="plus")
        self.owner_button = Button("Change owner", icon="user-pen")
        row = Row(self, margin=(15, 9), gap=12).add(self._face)
        words = Column(gap=0).add(self._title)
        step = "It may need a different owner or a smaller next step."
        words.add(ElidingLabel(step, "meta", None, "text2"))
        row.addLayout(words, 1)
        row.add(self.bring_button, self.owner_button)
        self.bring_button.clicked.connect(lambda: self.bring.emit(self.row))
        self.owner_button.clicked.connect(lambda: self.change_owner.emit(self.row))
        self.hide()

    def show_row(self, row: ActionRow | None, view: ActionsView) -> None:
        """Speak of an action, or be still."""
        self.row = row
        self.setVisible(row is not None)
        if row is None:
            return
        self._face.set_member(row.owner, row.sector)
        self._title.setText(f"{row.text} has moved {moved_words(row.moves)}")
        self.setAccessibleName(f"{row.text} has moved {moved_words(row.moves)}")
        there = row.case_id in view.on_agenda
        day = view.huddle.day if view.huddle else None
        self.bring_button.setVisible(bool(row.case_id) and day is not None)
        if day is not None:
            name = huddle_name(day, view.today)
            self.bring_button.setText(f"On the agenda of {name}" if there else f"Bring to {name}")
            self.bring_button.set_icon("check" if there else "plus")
            self.bring_button.explain("The next huddle talks about this person already" if there else "")


def huddle_name(day: date, today: date) -> str:
    """ "Thursday" within the week, else "Thu 3 Dec"."""
    return WEEKDAYS[day.weekday()] if 0 < (day - today).days <= SOON_DAYS else day_words(day, today)


def worth_a_nudge(rows: list[ActionRow], current: ActionRow | None) -> ActionRow | None:
    """The current action if it was moved often, else the one moved most of those shown."""
    if current is not None and current.open and current.moves >= NUDGE_FROM:
        return current
    often = [row for row in rows if row.open and row.moves >= NUDGE_FROM]
    return max(often, key=lambda row: row.moves, default=None)
