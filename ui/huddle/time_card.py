"""The head of the agenda: how many minutes of people there are, and whether they fit."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from mdt_desktop.services.huddle.prepare_view import PrepareView
from ui.huddle.agenda_rows import split_at
from ui.huddle.time_bar import Part, TimeBar
from ui.widgets.boxes import Column, Row
from ui.widgets.chip import Chip
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.message import Message
from ui.widgets.surface import set_surface
from ui.widgets.text import Text


class TimeCard(QFrame):
    """`take_off(ids)` asks for the proposed people to leave the agenda."""

    take_off = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "card")
        self._to_move: list[str] = []
        self._minutes = Text("", "h2")
        self._fits = Chip()
        self._last = ElidingLabel("", "meta", colour="text2")
        self._last.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.bar = TimeBar()
        self.over = Message("amber", "", action="Take off")
        self.over.acted.connect(lambda: self.take_off.emit(self._to_move))
        head = Row(gap=12).add(self._minutes, self._fits)
        head.addWidget(self._last, 1)
        Column(self, margin=(16, 12, 16, 8), gap=8).add(head, self.bar, self.over)

    def show_view(self, view: PrepareView) -> None:
        """The budget of the huddle as it stands."""
        budget = view.budget
        unit = "minute" if budget.items == 1 else "minutes"
        self._minutes.setText(f"{budget.items} {unit} of cases")
        if budget.fits:
            self._fits.set_chip(f"Fits in {budget.meeting}", "green", "check")
        else:
            self._fits.set_chip(f"{budget.over_by_minutes} min over", "red", "clock-alert")
        self._last.setText(_last_words(view.last_ran_over_minutes))
        self.bar.show_parts(_parts(view), budget.meeting)
        self._show_over(view)

    def _show_over(self, view: PrepareView) -> None:
        self._to_move = list(view.to_move)
        names = [row.case.name for row in view.agenda if row.item.id in self._to_move]
        if names:
            words = view.budget.asking_to_move(len(names))
            can = "They can be added again later." if len(names) > 1 else "They can be added again."
            self.over.set_message("amber", words, f"{'; '.join(names)}. {can}", action="Take off")
        self.over.setVisible(bool(names))


def _parts(view: PrepareView) -> list[Part]:
    minutes = [row.item.minutes for row in view.agenda]
    split = split_at(view.agenda)
    people = [Part("Cases", sum(minutes), "accent")]
    if split:
        people = [
            Part("With called-in", sum(minutes[:split]), "accent"),
            Part("Core team", sum(minutes[split:]), "s_community"),
        ]
    opening = Part("Welcome", view.budget.opening, "text3")
    return [opening, *people, Part("Read-back", view.budget.readback, "text3")]


def _last_words(over: int | None) -> str:
    if over is None:
        return ""
    if over == 0:
        return "Last huddle ended on time"
    return f"Last huddle ran {over} min over" if over > 0 else f"Last huddle ended {-over} min early"
