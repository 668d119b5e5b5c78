"""Prepare: whom to talk about and why, an agenda that fits, and who is coming."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from mdt_desktop.services import undo
from mdt_desktop.services.huddle import attendance, carrying, huddles, prepare_view, preparing, running
from mdt_desktop.services.huddle.prepare_view import PrepareView
from ui.huddle.agenda_pane import AgendaPane
from ui.huddle.agenda_rows import AgendaLine
from ui.huddle.people_pane import PeoplePane
from ui.huddle.steps import PREPARE, RUN, huddle_steps, huddle_title, page_for
from ui.huddle.suggestion_pane import SuggestionPane
from ui.huddle.suggestion_rows import SuggestionLine
from ui.huddle.tab_order import chain
from ui.jobs import Jobs
from ui.page import NARROW, Page, Step
from ui.widgets.boxes import Column
from ui.widgets.button import Button
from ui.widgets.part_choice import PartChoice
from ui.widgets.segmented import Segmented
from ui.widgets.separator import Separator

TOUCHING = ("huddle", "agenda_item", "attendance", "case", "person", "action", "basis", "team", "member")
PANES = (("suggested", "Suggested"), ("agenda", "Agenda"), ("people", "People"))


class PreparePage(Page):
    """`enter(huddle=id)`; without one, the next huddle that has not begun."""

    nav = "huddles"
    compact_nav = True

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self.view: PrepareView | None = None
        self._huddle = ""
        self._select = ""
        self.suggested, self.agenda, self.people = SuggestionPane(), AgendaPane(), PeoplePane()
        self.start = Button("Start huddle", kind="primary", icon="play", key="Ctrl Enter", large=True)
        self.primary = self.start
        self.shown_pane = Segmented(PANES, name="Part of the page", current="agenda")
        self._lay_out()
        self._connect()
        self._add_keys()

    def title(self) -> str:
        return huddle_title(self.view.huddle if self.view else None)

    def steps(self) -> list[Step]:
        return huddle_steps(self.view.huddle, PREPARE) if self.view else []

    def first_focus(self) -> QWidget:
        return self.suggested.list

    def panes(self) -> list[QWidget]:
        return [self.suggested, self.agenda, self.people]

    def enter(self, huddle: str = "", case: str = "") -> None:
        """`case` is put on the agenda at once: “Add to next huddle” from elsewhere."""
        if huddle != self._huddle:
            self.view = None
        self._huddle = huddle
        if case and huddle:
            self._do(preparing.add, huddle, case)
        self._do(carrying.bring_to_next)
        self._load()

    def changed(self, changed: Any) -> None:
        if changed.touches(*TOUCHING):
            self._load()

    def width_changed(self) -> None:
        narrow = self.width_class == NARROW
        self.shown_pane.setVisible(narrow)
        for key, pane in zip(dict(PANES), self.panes(), strict=True):
            pane.setVisible(not narrow or key == self.shown_pane.current())

    def _load(self) -> None:
        self.jobs.ask(_view, self._huddle, done=self._show, key="view")

    def _show(self, view: PrepareView | None) -> None:
        if view is None:
            self.go.emit("huddles", {})
            return
        if page_for(view.huddle.status) != PREPARE and not self._huddle:
            self.go.emit(page_for(view.huddle.status), {"huddle": view.huddle.id})
            return
        first = self.view is None
        self.view, self._huddle = view, view.huddle.id
        begun = page_for(view.huddle.status) != PREPARE
        self.start.setText("Go to the huddle" if begun else "Start huddle")
        self.suggested.show_view(view)
        self.agenda.show_view(view)
        self.people.show_view(view)
        if self._select:
            self._select_item()
        if first:
            self.suggested.list.set_rows(self.suggested.lines())
        self.header_changed.emit()

    def _select_item(self) -> None:
        place = self.agenda.list.rows.place_of(self._select)
        if place >= 0:
            self.agenda.list.setCurrentIndex(self.agenda.list.rows.index(place))
            line = self.agenda.list.rows.rows[place]
            self.announce.emit(f"{line.row.case.name}, now {line.number} of {line.total}")
        self._select = ""

    # What is done

    def _do(self, service: Any, *args: Any, **options: Any) -> None:
        self.jobs.do(service, *args, receiver=self, **options)

    def _told(self, words: str, times: int = 1) -> Callable[[object], None]:
        """Say it once it is written: Undo then takes back just that."""
        return lambda _answer: self.say.emit(words, lambda: self._undo(times))

    def _add(self, lines: list[SuggestionLine]) -> None:
        told = self._told(f"Added {'; '.join(line.suggested.case.name for line in lines)}", len(lines))
        for line in lines:
            one = line.suggested.suggestion
            done = told if line is lines[-1] else None
            options = {"kind": one.kind, "why": one.why, "done": done}
            self._do(preparing.add, self._huddle, one.case_id, one.minutes, **options)

    def _add_at(self, case_id: str, place: int) -> None:
        line = next((one for one in self.suggested.lines() if one.suggested.case.id == case_id), None)
        if line is not None:
            one = line.suggested.suggestion
            self._do(preparing.add, self._huddle, case_id, one.minutes, kind=one.kind, why=one.why, at=place)

    def _remove(self, line: AgendaLine) -> None:
        told = self._told(f"{line.row.case.name} is off the agenda")
        self._do(preparing.remove, self._huddle, line.row.item.id, done=told)

    def _take_off(self, items: list[str]) -> None:
        count = len(items)
        told = self._told(f"{count} {'person' if count == 1 else 'people'} off the agenda", count)
        for item in items:
            self._do(preparing.remove, self._huddle, item, done=told if item == items[-1] else None)

    def _move(self, item: str, place: int) -> None:
        self._select = item
        self._do(preparing.move, self._huddle, item, place)

    def _give_time(self, item: str, minutes: int) -> None:
        def told(_answer: object) -> None:
            self.announce.emit(f"{minutes} min")

        self._do(preparing.set_minutes, item, minutes, done=told)

    def _order_by_need(self) -> None:
        self._do(preparing.sort_by_need, self._huddle, done=self._told("Ordered by need"))

    def _undo(self, times: int = 1) -> None:
        for _ in range(times):
            self._do(undo.undo)

    def _start(self) -> None:
        if self.view is None:
            return
        if page_for(self.view.huddle.status) != PREPARE:
            self.go.emit(page_for(self.view.huddle.status), {"huddle": self._huddle})
            return
        if not self.view.agenda:
            self.complain.emit("Nobody is on the agenda yet. Add somebody first, then start.")
            return
        self.jobs.do(running.start, self._huddle, done=self._started)

    def _started(self, _quorum: object) -> None:
        self.go.emit(RUN, {"huddle": self._huddle})

    # How it is made

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.suggested, 39)
        row.addWidget(Separator(vertical=True))
        row.addWidget(self.agenda, 44)
        row.addWidget(Separator(vertical=True))
        row.addWidget(self.people, 17)
        column = Column(self, gap=0).add(PartChoice(self.shown_pane))
        column.addLayout(row, 1)
        self.shown_pane.hide()
        lists = (self.suggested.list, self.agenda.list, self.people.list)
        chain(
            [*lists, self.people.invite, self.agenda.by_need, self.agenda.take_back, self.suggested.add_top]
        )

    def _connect(self) -> None:
        self.suggested.add.connect(self._add)
        agenda = self.agenda.list
        agenda.moved.connect(self._move)
        agenda.dropped.connect(self._add_at)
        agenda.minutes_changed.connect(self._give_time)
        agenda.removed.connect(self._remove)
        self.agenda.order_by_need.connect(self._order_by_need)
        self.agenda.undo.connect(self._undo)
        self.agenda.time.take_off.connect(self._take_off)
        self.people.status_chosen.connect(
            lambda who, status: self._do(attendance.attend, self._huddle, who, status)
        )
        self.people.invite_asked.connect(self._ask_whom)
        self.start.clicked.connect(self._start)
        self.shown_pane.chosen.connect(lambda _key: self.width_changed())

    def _ask_whom(self) -> None:
        self.jobs.ask(prepare_view.invitable, self._huddle, done=self.people.show_invitable, key="invitable")

    def _add_keys(self) -> None:
        self.add_keys("Space", "Add or remove")
        self.add_keys("Alt+Up Down", "Reorder")
        self.add_keys("Alt+Up", "Move up the agenda", lambda: self.agenda.list.nudge(-1), hint=False)
        self.add_keys("Alt+Down", "Move down the agenda", lambda: self.agenda.list.nudge(1), hint=False)
        self.add_keys("[ ]", "Less or more time")
        self.add_keys("[", "Less time", lambda: self.agenda.list.step_minutes(-1), hint=False)
        self.add_keys("]", "More time", lambda: self.agenda.list.step_minutes(1), hint=False)
        self.add_keys("Tab", "Next list")
        self.add_keys("Ctrl+Z", "Undo")
        self.add_keys("Ctrl+Return", "Start huddle", self._start, hint=False, icon="play")


def _view(session: Any, huddle_id: str) -> PrepareView | None:
    """The huddle asked for, else the next one; None when none is planned."""
    huddle = huddles.find(session, huddle_id) if huddle_id else huddles.upcoming(session)
    return prepare_view.prepare_view(session, huddle.id) if huddle else None
