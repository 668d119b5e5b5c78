"""Huddles: what is running, what is coming, what has been, and the next one to plan."""

from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mdt_desktop.domain.day_words import short_day
from mdt_desktop.domain.records import Huddle
from mdt_desktop.services.huddle import arranging, huddles, preparing
from mdt_desktop.services.huddle.huddles import HuddleRow
from ui.huddle.ask_line import AskLine
from ui.huddle.huddle_rows import HuddleDelegate, HuddleLine, huddle_lines, huddle_model
from ui.huddle.steps import PREPARE, RUN, page_for
from ui.jobs import Jobs
from ui.page import Page
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.date_edit import DateEdit
from ui.widgets.row_list import RowList
from ui.widgets.text import Text


class HuddleList(NamedTuple):
    """All huddles, the day the next one would be on, and today."""

    rows: list[HuddleRow]
    next_slot: date
    today: date


class HuddlesPage(Page):
    """Opens straight into the huddle that is running, if one is; `enter(stay=True)` shows the list."""

    nav = "huddles"

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self._stay = False
        self._shown: HuddleList | None = None
        self.list = RowList("Huddles", huddle_model(), HuddleDelegate())
        self.day = DateEdit("Day of the next huddle")
        self.plan = Button("Plan", kind="primary", icon="calendar-plus", key="N", large=True)
        self.call_off = Button("Call off", kind="ghost", icon="ban")
        self.ask = AskLine()
        self._says = Text("", "body", colour="text2", wrap=True)
        self._lay_out()
        self.list.chosen.connect(self._open)
        self.list.clicked.connect(lambda _index: self._open(self.list.current_row()))
        self.list.current_changed.connect(self._show_deeds)
        self.plan.clicked.connect(self._plan)
        self.call_off.clicked.connect(self._ask_why)
        self.add_keys("J K", "Move")
        self.add_keys("Return", "Open")
        self.add_keys("N", "Plan the next huddle", self._plan, icon="calendar-plus")

    def title(self) -> str:
        return "Huddles"

    def context(self) -> str:
        if self._shown is None:
            return ""
        held = sum(row.status == "ended" for row in self._shown.rows)
        return "1 held" if held == 1 else f"{held} held"

    def first_focus(self) -> QWidget:
        return self.list if self.list.rows.rowCount() else self.plan

    def enter(self, stay: bool = False) -> None:
        self._stay = stay
        self._load()

    def changed(self, changed: Any) -> None:
        if changed.touches("huddle", "agenda_item", "minutes", "series"):
            self._stay = True
            self._load()

    def _load(self) -> None:
        self.jobs.ask(_huddles, done=self._show, key="huddles")

    def _show(self, shown: HuddleList) -> None:
        running = next((row for row in shown.rows if row.status in huddles.RUNNING), None)
        if running is not None and not self._stay:
            self.go.emit(RUN, {"huddle": running.id})
            return
        first = self._shown is None
        self._shown = shown
        self.list.set_rows(huddle_lines(shown.rows, shown.today))
        planned = [row for row in shown.rows if row.status in huddles.BEFORE]
        self.day.set_day(shown.next_slot)
        self._says.setText(_plan_words(planned, shown))
        if first and self.isVisible():
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_deeds(self.list.current_row())
        self.header_changed.emit()

    def _show_deeds(self, line: HuddleLine | None) -> None:
        self.call_off.setVisible(line is not None and line.huddle.status in huddles.BEFORE)
        if line is not None:
            self.call_off.setText(f"Call off {short_day(line.huddle.day)}")

    def _open(self, line: HuddleLine | None) -> None:
        if line is None:
            return
        row = line.huddle
        signed = row.minutes_status in ("final", "amended")
        if row.status == "cancelled":
            self.say.emit(f"{row.ref} was called off; there is nothing to open", None)
        else:
            self.go.emit("minutes" if signed else page_for(row.status), {"huddle": row.id})

    def _plan(self) -> None:
        day = self.day.day()
        if day is not None:
            self.jobs.do(preparing.plan, day, done=self._planned)

    def _planned(self, huddle: Huddle) -> None:
        self.go.emit(PREPARE, {"huddle": huddle.id})

    def _ask_why(self) -> None:
        line = self.list.current_row()
        if line is not None:
            huddle = line.huddle
            day = short_day(huddle.day)
            question = f"Why is the huddle of {day} called off? Everybody on it waits for the next one."
            self.ask.ask(
                question, lambda why: self._call_off(huddle.id, why), deed="Call off", back=self.list
            )

    def _call_off(self, huddle: str, why: str) -> None:
        self.jobs.do(arranging.cancel, huddle, why, receiver=self)

    def _lay_out(self) -> None:
        card = Card("Plan the next huddle", icon="calendar-plus", margin=16, gap=10)
        row = Row(gap=10).add(self.day, self.plan, None)
        card.body.add(self._says, row)
        middle = Column(gap=12)
        middle.add(card, Row(gap=8).add(Text("All huddles", "h2"), None, self.call_off), self.ask)
        middle.addWidget(self.list, 1)
        outer = Row(self, margin=(24, 18, 24, 0))
        outer.addLayout(middle, 1)


def _huddles(session: Any) -> HuddleList:
    return HuddleList(huddles.list_huddles(session), preparing.next_slot(session), session.today())


def _plan_words(planned: list[HuddleRow], shown: HuddleList) -> str:
    if not planned:
        return f"No huddle is planned. By your weekly slot the next one is on {short_day(shown.next_slot)}."
    nearest = min(planned, key=lambda row: row.day)
    after = short_day(shown.next_slot)
    return f"The next huddle is on {short_day(nearest.day)}. The one after would be on {after}."
