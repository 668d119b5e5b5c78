"""Run: one person at a time, talked about, decided, written down."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from mdt_desktop.domain.capture import Captured
from mdt_desktop.services.huddle import colleagues, run_view
from mdt_desktop.services.huddle.run_view import RunView
from ui.huddle.add_person_panel import AddPersonPanel
from ui.huddle.attendance_panel import AttendancePanel
from ui.huddle.end_panel import EndPanel
from ui.huddle.room_door import RoomDoor
from ui.huddle.run_clock import RunClock
from ui.huddle.run_deeds import RunDeeds
from ui.huddle.run_stage import RunStage
from ui.huddle.run_ticker import RunTicker
from ui.huddle.run_turns import RunTurns
from ui.huddle.steps import CLOSE, PREPARE, RUN, huddle_steps, huddle_title, page_for
from ui.jobs import Jobs
from ui.page import Page, Step
from ui.widgets.boxes import Column
from ui.widgets.button import Button

TOUCHING = (
    *("huddle", "agenda_item", "attendance", "discussion", "action", "case", "person"),
    *("basis", "note", "member", "team"),
)


class RunPage(Page):
    """`enter(huddle=id)`: opens at the person who was being talked about."""

    nav = "huddles"
    compact_nav = True

    def __init__(self, jobs: Jobs, clock: RunClock | None = None) -> None:
        super().__init__(jobs)
        self.view: RunView | None = None
        self.clock = clock or RunClock()
        self.deeds = RunDeeds(jobs, self)
        stage = self.stage = RunStage(jobs, self)
        self.rail, self.header, self.summary = stage.rail, stage.header, stage.summary
        self.capture, self.gate, self.earlier, self.strip = (
            stage.capture,
            stage.gate,
            stage.earlier,
            stage.strip,
        )
        self.turns = RunTurns(stage, self.deeds, self)
        self.attendance, self.add_person = AttendancePanel(self), AddPersonPanel(jobs, self)
        self.ending = EndPanel(self)
        self.room = RoomDoor(jobs, self)
        self.end_button = Button("End huddle", icon="square")
        self.primary = self.end_button
        self.ticker = RunTicker(self.clock, self.rail, self.header, self.room)
        Column(self, gap=0).add(self.stage)
        self._connect()
        self._add_keys()

    # What the shell reads

    def title(self) -> str:
        return huddle_title(self.view.huddle if self.view else None)

    def steps(self) -> list[Step]:
        return huddle_steps(self.view.huddle, RUN) if self.view else []

    def first_focus(self) -> QWidget:
        return self.stage.first_focus(self.view)

    def panes(self) -> list[QWidget]:
        return [self.rail, self.summary, self.capture, self.gate, self.earlier, self.strip]

    def enter(self, huddle: str = "") -> None:
        if huddle != self.deeds.huddle:
            self.view = None
            self.turns.set_view(None)
        self.deeds.huddle = huddle
        self.ticker.start()
        self._load()
        self.room.come_back()

    def leave(self) -> None:
        self.ticker.stop()
        self.capture.discussion.saver.save()
        self.turns.keep_line()
        self.room.step_aside()

    def changed(self, changed: Any) -> None:
        if changed.touches(*TOUCHING):
            self._load()
            self.room.reload()
        if changed.by_others:
            self.jobs.ask(colleagues.captured, self.deeds.huddle, changed, done=self._hear)

    def _hear(self, captures: list[str]) -> None:
        """What a colleague has just captured: it is on the page already, and here is whose it is."""
        if captures:
            self.hear.emit(captures[-1])

    def sharing_changed(self) -> None:
        if self.view is not None and self.view.current is not None:
            self.header.show_person(self.view.current, self.sharing)

    def width_changed(self) -> None:
        self.stage.obey_size(self.width_class, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.stage.obey_size(self.width_class, self.height())

    # What shows

    def _load(self) -> None:
        self.jobs.ask(_view, self.deeds.huddle, done=self._show, key="view")

    def _show(self, view: RunView | None) -> None:
        if view is None or page_for(view.huddle.status) != RUN:
            self._go_where_it_is(view)
            return
        before, self.view = self.view, view
        self.deeds.huddle = view.huddle.id
        self.clock.set_view(view)
        self.attendance.show_view(view)
        self.add_person.set_there(frozenset(rail.row.item.case_id for rail in view.rail))
        self.ending.show_view(view)
        self.turns.set_view(view)
        self.stage.show_view(view, self.clock, self.sharing)
        self.ticker.set_view(view)
        if before is None or before.huddle.current_item_id != view.huddle.current_item_id:
            self._turned(view)
        self.header_changed.emit()

    def _turned(self, view: RunView) -> None:
        """Another person, seen and heard; the focus starts in the discussion."""
        self.room.reload()
        if view.current is not None:
            self.announce.emit(f"Now {view.current.case.row.name}")
            self.ticker.turned()
        if self.isVisible():
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_where_it_is(self, view: RunView | None) -> None:
        page = page_for(view.huddle.status) if view else PREPARE
        self.go.emit(page, {"huddle": view.huddle.id} if view else {})

    # What is done

    def main_action(self) -> None:
        """Ctrl Enter: begin, or finish and go on."""
        self.turns.go_on()

    def _ask_end(self) -> None:
        """The half-typed line is kept first, so that what was read of all lines holds it too."""
        self.turns.keep_line()
        self.jobs.do(run_view.half_typed, self.deeds.huddle, done=self.ending.show_half_typed)
        self.ending.summon()

    def _outcome(self, number: int) -> None:
        if self.view is None or self.view.current is None:
            return
        if self.stage.locked():
            self.gate.choose(min(number, 3))
        else:
            self.capture.outcome.press(number)

    def _enter_line(self, captured: Captured) -> None:
        self.capture.discussion.saver.save()  # a line of discussion is added after what is typed there
        self.deeds.enter(self.turns.item(), captured)

    def _taken(self, captured: Captured) -> None:
        self.capture.entry.taken(captured)
        self.deeds.keep_draft(self.turns.item(), "")
        if captured.kind == "action":
            self.say.emit(
                f"Action added{f' for {captured.owner.name}' if captured.owner else ''}", self.deeds.take_back
            )

    def _start_entry(self) -> None:
        """Before the first person nobody is there to write about: the field is out of sight."""
        if self.turns.item() and not self.stage.locked():
            self.capture.entry.start("/")

    def _pause(self) -> None:
        if self.view is not None:
            self.deeds.pause(self.view.huddle.status == "paused")

    def _more_time(self) -> None:
        if self.turns.item():
            self.deeds.more_time(self.turns.item())

    def _said(self, words: str, undoable: bool) -> None:
        self.say.emit(words, self.deeds.take_back if undoable else None)

    # How it is made

    def _connect(self) -> None:
        deeds, capture = self.deeds, self.capture
        self.ticker.told.connect(self.announce)
        self.turns.end_asked.connect(self._ask_end)
        self.rail.turn_to.connect(self.turns.turn_to)
        self.rail.add_asked.connect(self.add_person.summon)
        self.header.pause.connect(self._pause)
        self.header.more_time.connect(self._more_time)
        self.summary.finished.connect(deeds.finish_action)
        self._connect_capture()
        self.gate.settled.connect(lambda fields: deeds.settle_basis(self._case(), fields))
        self.gate.despite.connect(lambda why: deeds.discuss_despite(self.turns.item(), why))
        self.gate.skip.connect(lambda: deeds.defer(self.turns.item(), "information basis to ask first"))
        self.earlier.finished.connect(deeds.finish_action)
        self.earlier.moved.connect(deeds.move_action)
        self.earlier.dropped.connect(deeds.drop_action)
        self.earlier.begin.connect(self.main_action)
        self.strip.asked.connect(self.attendance.summon)
        self.strip.guest.connect(self.attendance.summon)
        self.attendance.status_chosen.connect(deeds.attend)
        self.attendance.hand_over.connect(deeds.hand_over)
        self.add_person.chosen.connect(deeds.add_person)
        self.end_button.clicked.connect(self._ask_end)
        self.ending.ended.connect(self._end)
        self.ending.opened_or_closed.connect(lambda opened: self.earlier.begin_button.setHidden(opened))
        deeds.ended.connect(lambda: self.go.emit(CLOSE, {"huddle": deeds.huddle}))
        deeds.unlocked.connect(self._load)
        deeds.said.connect(self._said)
        deeds.taken.connect(self._taken)
        deeds.not_taken.connect(self.complain)
        capture.finish.connect(self.main_action)

    def _connect_capture(self) -> None:
        deeds, capture = self.deeds, self.capture
        capture.park.connect(lambda: deeds.park(self.turns.item()))
        capture.defer.connect(self._ask_why_defer)
        capture.outcome.chosen.connect(lambda code: deeds.outcome(self.turns.item(), code))
        capture.review.chosen.connect(lambda day: deeds.review(self.turns.item(), day))
        capture.review.none.connect(lambda why: deeds.no_review(self.turns.item(), why))
        capture.entry.entered.connect(self._enter_line)
        capture.entry.corrected.connect(deeds.correct)
        capture.entry.paused.connect(self.turns.keep_line)
        capture.agreed.take_back.connect(lambda action: deeds.withdraw(action.id))

    def _ask_why_defer(self) -> None:
        item = self.turns.item()
        self.capture.review.ask.ask(
            "Why not today?",
            lambda why: self.deeds.defer(item, why),
            placeholder="Such as: presenter away",
            deed="Defer",
            back=self.capture.discussion.edit,
        )

    def _case(self) -> str:
        return self.view.current.item.case_id if self.view and self.view.current else ""

    def _end(self) -> None:
        self.capture.discussion.saver.save()
        self.deeds.end()

    def _add_keys(self) -> None:
        self.add_keys("Ctrl+Return", "Finish and next", self.main_action, icon="arrow-right")
        self.add_keys("Alt+1–5", "Outcome")
        for number in range(1, 6):
            self.add_keys(f"Alt+{number}", f"Outcome {number}", lambda n=number: self._outcome(n), hint=False)
        self.add_keys("/", "Action", self._start_entry)
        self.add_keys("F8", "Pause", self._pause, icon="pause")
        self.add_keys("F9", "2 minutes more", self._more_time, hint=False, icon="timer")
        self.add_keys("F2", "Attendance", self.attendance.summon, icon="users-round")
        self.add_keys("Ctrl+Shift+R", "Room view", self.room.switch, icon="monitor-play")
        self.add_keys("Ctrl+Shift+H", "Hide details")
        self.add_keys("[", "Previous person", lambda: self.turns.step(-1), hint=False)
        self.add_keys("]", "Next person", lambda: self.turns.step(1), hint=False)


def _view(session: Any, huddle_id: str) -> RunView | None:
    """The huddle asked for, else the one that is running."""
    return run_view.run_view(session, huddle_id) if huddle_id else run_view.running_now(session)
