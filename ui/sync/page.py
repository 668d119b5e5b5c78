"""Sync and devices: is my work safe, what waits, what needs me, and whose devices there are."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from mdt_desktop.services.conflicts import settling
from mdt_desktop.services.conflicts.views import Clash
from ui.cases.sheet import Sheet
from ui.jobs import Jobs
from ui.page import NARROW, Page
from ui.sync.calm import Calm
from ui.sync.decision_card import DecisionCard
from ui.sync.deeds import Deeds
from ui.sync.doors import Doors
from ui.sync.hiding import HIDDEN, hidden, hides_any
from ui.sync.invitation_sheet import InvitationSheet
from ui.sync.reading import read_view
from ui.sync.side_pane import SidePane
from ui.sync.state_words import NOTHING
from ui.sync.view import SyncView, context_words
from ui.widgets.boxes import Column, Row
from ui.widgets.segmented import Segmented
from ui.widgets.separator import Separator

STATE, DECIDE = "state", "decide"
FIELD_KEYS = ("J K", "← →", "B")


class SyncPage(Page):
    """State and devices at the left, one decision at a time at the right; narrow, one of the two."""

    nav = "sync"

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self.view: SyncView | None = None
        self._place = 0
        self._entering = False
        self.parts = Segmented(((STATE, "State and devices"), (DECIDE, "To decide")), name="What to show")
        self.side, self.card, self.calm = SidePane(), DecisionCard(), Calm()
        self.deeds = Deeds(jobs, self)
        self.doors = Doors(self, jobs, self.deeds)
        self._right = QStackedWidget()
        self._lay_out()
        self._connect()
        self._add_keys()

    # What the shell reads

    def title(self) -> str:
        return "Sync and devices"

    def context(self) -> str:
        return context_words(self.view.decisions) if self.view else ""

    def hints(self) -> list[tuple[str, str]]:
        if not self.view or not self.view.decisions:
            return []
        fields = isinstance(self.card.decision, Clash)
        return [hint for hint in super().hints() if fields or hint[0] not in FIELD_KEYS]

    def first_focus(self) -> QWidget:
        if not self._right.isVisibleTo(self):
            return self.parts
        if self.view and self.view.decisions:
            return self.card.first_focus()
        return self.calm.first_focus() or self.side.first_focus()

    def panes(self) -> list[QWidget]:
        return [self.side, self._right]

    def enter(self) -> None:
        self._entering = True
        self._load()

    def leave(self) -> None:
        for sheet in self.findChildren(Sheet):
            sheet.close_over()

    def changed(self, changed: Any) -> None:
        self._load()

    def exchanged(self) -> None:
        self._load()

    def sharing_changed(self) -> None:
        for sheet in self.findChildren(InvitationSheet):
            sheet.set_sharing(self.sharing)
        self._show_decision()

    def width_changed(self) -> None:
        narrow = self.width_class == NARROW
        self.parts.setVisible(narrow)
        self.side.setVisible(not narrow or self.parts.current() == STATE)
        self.side.set_wide(narrow)
        self._rule.setVisible(not narrow)
        self._right.setVisible(not narrow or self.parts.current() == DECIDE)

    # What shows

    def show_decision(self, key: str) -> None:
        """The decision of this id, with the focus in it."""
        ids = [decision.id for decision in self.view.decisions] if self.view else []
        if key in ids:
            self._place = ids.index(key)
            self.parts.set_current(DECIDE)
            self.width_changed()
            self._step(0)

    def _load(self) -> None:
        self.jobs.ask(read_view, done=self._show, key="sync")

    def _show(self, view: SyncView) -> None:
        """Read again: the decision that shows stays where it is, with what was picked in it."""
        shown, focused, before = self._shown_id(), self._focus_is_here(), self.window().focusWidget()
        self.view = view
        ids = [decision.id for decision in view.decisions]
        self._place = ids.index(shown) if shown in ids else min(self._place, max(0, len(ids) - 1))
        exchange = self.exchange
        busy, to_come = (exchange.busy, exchange.to_come) if exchange is not None else (False, NOTHING)
        self.side.show_view(view, busy=busy, to_come=to_come)
        self.parts.set_count(DECIDE, len(ids) or None)
        self._show_decision()
        self._entering, entering = False, self._entering
        lost = focused and self.window().focusWidget() is not before
        if entering or lost or (focused and shown != self._shown_id()):
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        self.header_changed.emit()

    def _show_decision(self) -> None:
        if self.view is None:
            return
        decisions = self.view.decisions
        self.calm.show_view(self.view)
        if decisions:
            decision = decisions[self._place]
            shown = hidden(decision) if self.sharing else decision
            self.card.show_decision(shown, self._place, len(decisions))
            self.side.queue.list.mark(self._place)
        self._right.setCurrentIndex(1 if decisions else 0)

    def _shown_id(self) -> str:
        decisions = self.view.decisions if self.view else ()
        return decisions[self._place].id if self._place < len(decisions) else ""

    def _focus_is_here(self) -> bool:
        """Whether the focus would be lost with the decision that shows, or has been already."""
        focus = self.window().focusWidget()
        return self.isVisible() and (
            focus is None or self._right.isAncestorOf(focus) or not focus.isVisible()
        )

    def _step(self, by: int) -> None:
        if self.view and self.view.decisions:
            self._place = (self._place + by) % len(self.view.decisions)
            self._show_decision()
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
            self.header_changed.emit()

    def _ask_result(self) -> None:
        """What the record will say, in the service's words."""
        pane = self.card.conflict
        if pane.clash is not None and self.sharing and hides_any(pane.clash):
            pane.show_result(HIDDEN)
        elif pane.clash is not None:
            self.jobs.ask(
                settling.result_words, pane.clash, dict(pane.picks), done=pane.show_result, key="result"
            )

    def _ask_how(self) -> None:
        """A folder or a hub: both may be used together; to a hub only an admin brings a team."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("A shared folder…", self.doors.connect_folder)
        if self.view is not None and self.view.admin:
            menu.addAction("A hub…", self.doors.connect_hub)
        button = self.side.ways.add_button
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _try_now(self) -> None:
        if self.exchange is not None:
            self.exchange.try_now()

    # How it is made

    def _connect(self) -> None:
        side, card, doors = self.side, self.card, self.doors
        self.parts.chosen.connect(lambda _part: self.width_changed())
        card.stepped.connect(self._step)
        card.settled.connect(lambda decision: self.deeds.settle(decision, card.conflict.picks))
        card.refused.connect(self.deeds.refuse)
        card.mended.connect(self.deeds.mend)
        card.conflict.picked.connect(self._ask_result)
        self.deeds.said.connect(self.say)
        self.deeds.busy.connect(card.set_busy)
        self.deeds.refused.connect(self.complain)
        self.deeds.written.connect(self._load)
        self.deeds.written.connect(self._try_now)
        side.try_now.clicked.connect(self._try_now)
        side.queue.list.chosen.connect(lambda row: self.show_decision(row.key))
        side.queue.list.clicked.connect(lambda _at: self.show_decision(side.queue.list.current_row().key))
        side.devices.add_button.clicked.connect(doors.invite)
        side.devices.list.chosen.connect(lambda row: doors.device(row.about))
        side.devices.list.deed_pressed.connect(lambda row: doors.remove(row.about))
        side.invitations.list.deed_pressed.connect(lambda row: self.deeds.withdraw(row.about))
        side.teams.add_button.clicked.connect(doors.join_another)
        side.teams.list.chosen.connect(lambda row: doors.team(row.about))
        side.recover.clicked.connect(doors.recover)
        side.carry.clicked.connect(doors.carry)
        side.ways.add_button.clicked.connect(self._ask_how)
        side.ways.list.chosen.connect(lambda row: doors.way(row.about))
        self.calm.folder.connect(doors.connect_folder)
        self.calm.hub.connect(doors.connect_hub)

    def _add_keys(self) -> None:
        pane = self.card.conflict
        self.add_keys("J", "Next field", lambda: pane.step_field(1), hint=False)
        self.add_keys("K", "Field before", lambda: pane.step_field(-1), hint=False)
        self.add_keys("J K", "Field")
        self.add_keys("← →", "Mine or theirs")
        self.add_keys("B", "Keep both", pane.keep_both)
        self.add_keys("Ctrl+Return", "Save, or admit", self.card.settle, icon="check")
        self.add_keys("Shift+Left", "Keep all mine", lambda: pane.keep_side(0), hint=False)
        self.add_keys("Shift+Right", "Keep all theirs", lambda: pane.keep_side(1), hint=False)
        self.add_keys("[", "The decision before", lambda: self._step(-1), hint=False)
        self.add_keys("]", "The next decision", lambda: self._step(1), hint=False)

    def _lay_out(self) -> None:
        whole = QWidget()
        Column(whole, margin=(20, 16, 20, 16)).addWidget(self.card, 1)
        self._right.addWidget(self.calm)
        self._right.addWidget(whole)
        self._rule = Separator(vertical=True)
        columns = Row(gap=0).add(self.side, self._rule)
        columns.addWidget(self._right, 1)
        outer = Column(self, gap=0).add(self.parts)
        outer.addLayout(columns, 1)
        self.width_changed()
