"""What stands on the Run page and where: rail, person, record, summary, attendance."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from mdt_desktop.services.huddle.run_view import LEFT, RunView
from ui.huddle.attendance_strip import AttendanceStrip
from ui.huddle.basis_gate import BasisGate
from ui.huddle.capture_pane import CapturePane
from ui.huddle.earlier_actions import EarlierActions
from ui.huddle.identity_header import IdentityHeader
from ui.huddle.person_summary import PersonSummary
from ui.huddle.rail_pane import RailPane
from ui.huddle.run_clock import RunClock
from ui.huddle.tab_order import chain
from ui.jobs import Jobs
from ui.page import FULL, NARROW
from ui.theme import u
from ui.widgets.boxes import Column, Row
from ui.widgets.part_choice import PartChoice
from ui.widgets.scroll_page import ScrollPage
from ui.widgets.segmented import Segmented
from ui.widgets.separator import Separator

PANES = (("agenda", "Agenda"), ("record", "Record"), ("summary", "Summary"))
LOW = 790  # px: below it the header goes without its ring


class RunStage(QWidget):
    """Shows a view; says which part is open and where the focus begins. The page acts."""

    def __init__(self, jobs: Jobs, page: QWidget) -> None:
        super().__init__(page)
        self.rail, self.header, self.summary = RailPane(), IdentityHeader(), PersonSummary()
        self.capture, self.gate, self.earlier = CapturePane(jobs, page), BasisGate(), EarlierActions()
        self.strip = AttendanceStrip()
        self.shown_pane = Segmented(PANES, name="Part of the page", current="record")
        self._size = (FULL, LOW)
        self._person, self._opening = QWidget(), ScrollPage(margin=(24, 18))
        self._work, self._stack = QStackedWidget(), QStackedWidget()
        self._lay_out()
        agenda = (self.rail.list, self.rail.add, self.rail.add_small)
        around = (self.summary.actions, self.strip.faces, self.strip.add_guest)
        chain([*self.capture.tab_stops(), *agenda, *around])
        self.shown_pane.chosen.connect(lambda _key: self.obey_size(*self._size))

    def show_view(self, view: RunView, clock: RunClock, sharing: bool) -> None:
        """The huddle as it stands: the actions from before, or the current person."""
        current = view.current
        self.strip.show_people(view.people, view.quorum)
        self.rail.show_view(view, clock.spoken(), clock.pace())
        if current is None:
            self.earlier.show_view(view, next_name(view))
        else:
            here = frozenset(owner.id for owner in view.capture.members if owner.here)
            self.header.show_person(current, sharing)
            self.summary.show_person(current, view.today, here)
            self.capture.show_view(view)
            self.gate.show_person(current)
        self._stack.setCurrentWidget(self._opening if current is None else self._person)
        locked = current is not None and current.locked
        self._work.setCurrentWidget(self.gate if locked else self.capture)

    def locked(self) -> bool:
        """Whether a basis has to be settled before anything is recorded."""
        return self._work.currentWidget() is self.gate

    def first_focus(self, view: RunView | None) -> QWidget:
        """Where typing begins."""
        if view is not None and view.current is None:
            return self.earlier.list if view.late_actions else self.earlier.begin_button
        return self.gate.agrees if self.locked() else self.capture.discussion.edit

    def obey_size(self, width_class: str, height: int) -> None:
        """Give way: first the rail's words and the ring, then all parts but one."""
        self._size = (width_class, height)
        low, narrow = width_class != FULL or height < u(LOW), width_class == NARROW
        self.rail.set_narrow(width_class != FULL)
        self.header.set_compact(low)
        self._around.set_space((6, 8, 14, 8) if low else (6, 12, 18, 12), 0)
        self.header.set_narrow(narrow)
        self.summary.set_compact(low)
        self.earlier.set_narrow(narrow)
        self.capture.outcome.set_small(narrow)
        self.capture.finish_button.set_small(narrow)
        shown = self.shown_pane.current()
        self.shown_pane.setVisible(narrow)
        self.rail.setVisible(not narrow or shown == "agenda")
        self.summary.setVisible(not narrow or shown == "summary")
        self._work.setVisible(not narrow or shown != "summary")

    def _lay_out(self) -> None:
        self._work.addWidget(self.capture)
        self._work.addWidget(self.gate)
        around = self._around = Row()
        around.addWidget(self._work)
        columns = Row(gap=0)
        columns.addWidget(self.summary, 34)
        columns.addLayout(around, 66)
        person = Column(self._person, gap=0).add(self.header, Separator())
        person.addLayout(columns, 1)
        self._opening.body.addWidget(self.earlier, 1)
        self._stack.addWidget(self._person)
        self._stack.addWidget(self._opening)
        right = Column(gap=0)
        right.addWidget(self._stack, 1)
        right.add(Separator(), self.strip)
        row = Row(gap=0).add(self.rail, Separator(vertical=True))
        row.addLayout(right, 1)
        whole = Column(self, gap=0).add(PartChoice(self.shown_pane))
        whole.addLayout(row, 1)
        self.shown_pane.hide()


def next_name(view: RunView) -> str:
    """Who would be talked about first; empty when nobody is left."""
    return next((rail.row.case.name for rail in view.rail if rail.row.item.status in LEFT), "")
