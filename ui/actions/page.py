"""Actions: nothing agreed gets lost."""

from functools import partial
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from mdt_desktop.services.actions import across_teams, action_page
from mdt_desktop.services.actions.across_teams import MyAction
from mdt_desktop.services.actions.action_page import ActionsView
from mdt_desktop.services.actions.rows import ActionRow
from ui.actions.ask_bar import AskBar
from ui.actions.counts import Counts
from ui.actions.deeds import Deeds
from ui.actions.grouping import EVERY_TEAM, EVERY_TEAM_WORDS, SCOPES
from ui.actions.lists import ActionLists
from ui.actions.nudge import Nudge, worth_a_nudge
from ui.actions.row_menu import row_menu
from ui.actions.toolbar import Toolbar
from ui.jobs import Jobs
from ui.page import Page
from ui.theme import theme, u
from ui.widgets.boxes import Column
from ui.widgets.button import Button
from ui.widgets.separator import Separator

TOUCHING = ("action", "case", "person", "huddle", "agenda_item", "member", "organisation", "team")
MARGIN = 20  # px at the left and right of the toolbar
LOW, LOW_ASKING = 560, 720  # px of page under which the counts give way to the list, or to a question


class ActionsPage(Page):
    """`enter(action=id)` makes one current."""

    nav = "actions"

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self.view: ActionsView | None = None
        self.every: list[MyAction] | None = None
        self._wanted, self._every_key = "", False
        self.primary = Button("Add action", icon="plus", kind="primary", key="N", large=True)
        self.counts, self.toolbar = Counts(), Toolbar()
        self.lists = ActionLists(self.toolbar)
        self.tree, self.board, self.every_list = self.lists.tree, self.lists.board, self.lists.every
        self.nothing = self.lists.nothing
        self.nudge, self.bar = Nudge(), AskBar(jobs)
        self.deeds = Deeds(jobs, self.bar, self)
        self._lay_out()
        self._connect()
        self._add_keys()

    def title(self) -> str:
        return "Actions"

    def context(self) -> str:
        if self.view is None:
            return ""
        if self.toolbar.of_every_team():
            return f"{len(self.every or [])} open in your teams"
        rows = self.view.board.rows
        across = len({row.organisation for row in rows if row.organisation})
        return f"{len(rows)} open across {across} {'organisation' if across == 1 else 'organisations'}"

    def hints(self) -> list[tuple[str, str]]:
        if self.toolbar.of_every_team():
            return [("J K", "Move"), ("Enter", "Open"), ("X", "Done"), ("D", "Due date")]
        if not self.lists.on_board():
            return super().hints()
        moving = [("← →", "Column"), ("J K", "Move"), ("Shift →", "Push date")]
        return [*moving, ("X", "Done"), ("D", "Due date"), ("B", "List")]

    def first_focus(self) -> QWidget:
        return self.lists.shown()

    def panes(self) -> list[QWidget]:
        return [self.lists.shown(), self.toolbar, self.nudge, self.bar]

    def enter(self, action: str = "") -> None:
        self._wanted = action
        if action:
            self.toolbar.scope.set_current("team")
            self.toolbar.search.clear()
        self._load()

    def leave(self) -> None:
        self.bar.put_away()

    def changed(self, changed: Any) -> None:
        if changed.touches(*TOUCHING):
            self._load()

    def exchanged(self) -> None:
        """Another team's actions may have come, of which nothing else is told here."""
        if self.every is not None:
            self._load_every()

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._obey_size()

    def current(self) -> ActionRow | None:
        """The action the keys act on."""
        return self.lists.current()

    # What is shown

    def _load(self) -> None:
        self.jobs.ask(action_page.actions_view, done=self._show, key="view")
        self._load_every()

    def _load_every(self) -> None:
        self.jobs.ask(across_teams.in_every_team, done=self._show_every, key="every team")

    def _show_every(self, every: list[MyAction] | None) -> None:
        before, self.every = self.every, every
        if every is not None and not self._every_key:
            self._every_key = True
            self.add_keys("4", EVERY_TEAM_WORDS, partial(self.toolbar.choose_scope, EVERY_TEAM), hint=False)
        self.toolbar.offer_every_team(None if every is None else len(every))
        if every != before:
            self._show_rows()
            self.header_changed.emit()

    def _show(self, view: ActionsView) -> None:
        self.view = self.deeds.view = view
        self.counts.show_view(view)
        self.toolbar.show_view(view)
        self._show_rows()
        self.header_changed.emit()

    def _show_rows(self) -> None:
        if self.view is None:
            return
        self._obey_size()
        self.lists.show_view(self.view, self.every)
        if self._wanted and not self.toolbar.of_every_team():
            self.lists.select(self._wanted)
            self._wanted = ""
        self._show_nudge()

    def _show_nudge(self, _current: object = None) -> None:
        if self.view is not None:
            row = worth_a_nudge(self.lists.rows, self.current())
            asking = not self.bar.isHidden()
            unasked = asking or self.lists.on_board() or self.toolbar.of_every_team()
            self.nudge.show_row(None if unasked else row, self.view)
            self._foot.setVisible(asking or not self.nudge.isHidden())

    def _switch_view(self) -> None:
        if not self.toolbar.of_every_team():
            self.toolbar.show_board(board=not self.lists.on_board())

    def _choose_board(self, board: bool) -> None:
        current = self.tree.current_action() if board else self.board.current_action()
        self._wanted = current.id if current else ""
        self._obey_size()
        self._show_rows()
        self.lists.shown().setFocus()
        self.header_changed.emit()

    def _obey_size(self) -> None:
        needed = LOW if self.bar.isHidden() else LOW_ASKING
        every = self.toolbar.of_every_team()
        plain = not (self.lists.on_board() or every)
        self.counts.setVisible(plain and self.height() >= u(needed))
        roomy = self.width() - 2 * u(MARGIN) >= self.toolbar.width_with_group()
        self.toolbar.set_group_shown(shown=plain and roomy)
        self.toolbar.set_views_shown(shown=not every)

    # What is done

    def _with_current(self, deed: Any) -> None:
        row = self.current()
        if row is not None and row.open:
            deed(row)
        elif row is not None:
            self.deeds.reason("reopen", row)
        elif self.toolbar.of_every_team() and (one := self.every_list.current_row()) is not None:
            self.say.emit(f"This action is in {one.team}. Enter goes to that team.", None)

    def _open(self, row: ActionRow) -> None:
        if row.case_id:
            self.go.emit("record", {"case": row.case_id})
        else:
            self.say.emit("This action is for the team: it has no record", None)

    def _open_of_team(self, one: MyAction) -> None:
        if one.here:
            self._open(one.row)
        else:
            self.open_team.emit(one.space)

    def _open_menu(self, row: ActionRow, point: QPoint) -> None:
        row_menu(self, row, self.deeds).open_at(point)

    def _added(self, action_id: str) -> None:
        self._wanted = action_id
        self._load()

    def _bar_opened(self) -> None:
        self._show_nudge()
        self._obey_size()

    def _bar_closed(self) -> None:
        self.lists.shown().setFocus()
        self._show_nudge()
        self._obey_size()

    # How it is made

    def _lay_out(self) -> None:
        column = Column(self, gap=0)
        column.add(
            Column(margin=(MARGIN, 13, MARGIN, 10), gap=10).add(self.counts, self.toolbar), Separator()
        )
        column.addWidget(self.lists, 1)
        self._foot = QWidget()
        Column(self._foot, margin=(20, 8, 20, 10), gap=0).add(self.nudge, self.bar)
        column.add(self._foot)

    def _connect(self) -> None:
        self.primary.clicked.connect(self._ask_new)
        self.toolbar.changed.connect(self._show_rows)
        self.toolbar.scope_changed.connect(self.header_changed)
        self.toolbar.board_chosen.connect(self._choose_board)
        self.tree.ticked.connect(self.deeds.finish)
        self.tree.owner_pressed.connect(self.deeds.change_owner)
        self.tree.opened.connect(self._open)
        self.every_list.chosen.connect(self._open_of_team)
        self.tree.menu_asked.connect(self._open_menu)
        self.tree.current_changed.connect(self._show_nudge)
        self.board.move_asked.connect(self.deeds.change_due)
        self.board.finish_asked.connect(self.deeds.finish)
        self.board.reopen_asked.connect(lambda row: self.deeds.reason("reopen", row))
        self.board.stuck.connect(lambda words: self.say.emit(words, None))
        for column in self.board.columns:
            column.list.chosen.connect(lambda card: self._open(card.action))
            column.list.menu_asked.connect(self._open_menu)
        self.nudge.bring.connect(self.deeds.bring)
        self.nudge.change_owner.connect(self.deeds.change_owner)
        self.deeds.said.connect(self.say)
        self.deeds.added.connect(self._added)
        self.bar.opened.connect(self._bar_opened)
        theme().changed.connect(self._obey_size)
        self.bar.closed.connect(self._bar_closed)

    def _ask_new(self) -> None:
        self.deeds.add(self.current())

    def _add_keys(self) -> None:
        deeds = self.deeds
        self.add_keys("J K", "Move")
        self.add_keys("X", "Done", lambda: self._with_current(deeds.finish), icon="check")
        self.add_keys("D", "Due date", lambda: self._with_current(deeds.change_due), icon="calendar")
        self.add_keys("O", "Owner", lambda: self._with_current(deeds.change_owner), icon="user-pen")
        self.add_keys("B", "Board or list", self._switch_view)
        self.add_keys("N", "Add action", self._ask_new, hint=False, icon="plus")
        self.add_keys("/", "Filter", self.toolbar.search.setFocus, hint=False, icon="filter")
        for number, (key, words) in enumerate(SCOPES, 1):
            self.add_keys(str(number), words, partial(self.toolbar.choose_scope, key), hint=False)
        self.add_keys("1 2 3", "Mine, team, late")
