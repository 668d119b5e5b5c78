"""Actions: nothing agreed gets lost."""

from functools import partial
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QStackedWidget, QWidget

from mdt_desktop.services.actions import across_teams, action_page
from mdt_desktop.services.actions.across_teams import MyAction
from mdt_desktop.services.actions.action_page import ActionsView
from mdt_desktop.services.actions.rows import ActionRow
from ui.actions.ask_bar import AskBar
from ui.actions.board import Board
from ui.actions.counts import Counts
from ui.actions.deeds import Deeds
from ui.actions.every_team import EveryTeamList, holding
from ui.actions.grouping import EVERY_TEAM, EVERY_TEAM_WORDS, SCOPES, grouped, in_scope, matching
from ui.actions.nothing import Nothing
from ui.actions.nudge import Nudge, worth_a_nudge
from ui.actions.row_menu import row_menu
from ui.actions.toolbar import Toolbar
from ui.actions.tree_view import ActionTreeView
from ui.jobs import Jobs
from ui.page import Page
from ui.theme import theme, u
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.separator import Separator

TOUCHING = ("action", "case", "person", "huddle", "agenda_item", "member", "organisation", "team")
WIDE = 900  # px of page from which the toolbar has room for the groupings
WIDER = 1100  # and with one scope more
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
        self.tree, self.board, self.nothing = ActionTreeView(), Board(), Nothing()
        self.every_list = EveryTeamList()
        self.nudge, self.bar = Nudge(), AskBar(jobs)
        self.deeds = Deeds(jobs, self.bar, self)
        self._stack = QStackedWidget()
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
        if not self._on_board():
            return super().hints()
        moving = [("← →", "Column"), ("J K", "Move"), ("Shift →", "Push date")]
        return [*moving, ("X", "Done"), ("D", "Due date"), ("B", "List")]

    def first_focus(self) -> QWidget:
        return self._list()

    def panes(self) -> list[QWidget]:
        return [self._list(), self.toolbar, self.nudge, self.bar]

    def enter(self, action: str = "") -> None:
        self._wanted = action
        if action:
            self.toolbar.scope.set_current("team")
            self.toolbar.search.clear()
        self._load()

    def leave(self) -> None:
        self.bar.close_bar()

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
        if self.toolbar.of_every_team():
            one = self.every_list.current_row() if self.every_list.rows.rows else None
            return one.row if one is not None and one.here else None
        return self.board.current_action() if self._on_board() else self.tree.current_action()

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
        text, scope = self.toolbar.search.text(), self.toolbar.scope.current()
        if self.toolbar.of_every_team():
            self._show_every_rows(self.view, text)
            return
        rows = self._rows()
        finished = [row for row in matching(self.view.finished, text) if scope != "mine" or row.mine]
        self.board.show_rows(rows, [] if scope == "late" else finished, self.view.today)
        groups = grouped(self.view, rows, self.toolbar.group.current())
        self.tree.set_groups(groups, self.view.today, self.view.ownerless)
        self.nothing.show_why(self.view, scope, text)
        list_ = self.tree if rows else self.nothing
        self._stack.setCurrentWidget(self._board_frame if self._on_board() else list_)
        if self._wanted:
            (self.board if self._on_board() else self.tree).select(self._wanted)
            self._wanted = ""
        self._show_nudge()

    def _show_every_rows(self, view: ActionsView, text: str) -> None:
        rows = holding(self.every or [], text)
        self.every_list.show_actions(rows, view.today)
        self.nothing.show_why(view, self.toolbar.scope.current(), text)
        self._stack.setCurrentWidget(self.every_list if rows else self.nothing)
        self._show_nudge()

    def _rows(self) -> list[ActionRow]:
        if self.view is None:
            return []
        scoped = in_scope(self.view.board.rows, self.toolbar.scope.current())
        return matching(scoped, self.toolbar.search.text())

    def _show_nudge(self, _current: object = None) -> None:
        if self.view is not None:
            row = worth_a_nudge(self._rows(), self.current())
            asking = not self.bar.isHidden()
            unasked = asking or self._on_board() or self.toolbar.of_every_team()
            self.nudge.show_row(None if unasked else row, self.view)
            self._foot.setVisible(asking or not self.nudge.isHidden())

    def _on_board(self) -> bool:
        return self.toolbar.as_board.isChecked() and not self.toolbar.of_every_team()

    def _list(self) -> QWidget:
        if self.toolbar.of_every_team():
            return self.every_list
        return self.board.current_list() if self._on_board() else self.tree

    def _switch_view(self) -> None:
        if not self.toolbar.of_every_team():
            self.toolbar.show_board(board=not self._on_board())

    def _choose_board(self, board: bool) -> None:
        current = self.tree.current_action() if board else self.board.current_action()
        self._wanted = current.id if current else ""
        self._obey_size()
        self._show_rows()
        self._list().setFocus()
        self.header_changed.emit()

    def _obey_size(self) -> None:
        needed = LOW if self.bar.isHidden() else LOW_ASKING
        every = self.toolbar.of_every_team()
        plain = not (self._on_board() or every)
        self.counts.setVisible(plain and self.height() >= u(needed))
        self.toolbar.set_group_shown(shown=plain and self.width() >= u(WIDE if self.every is None else WIDER))
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
        self._list().setFocus()
        self._show_nudge()
        self._obey_size()

    # How it is made

    def _lay_out(self) -> None:
        self._board_frame = QWidget()
        Row(self._board_frame, margin=(20, 10, 20, 10)).addWidget(self.board)
        for widget in (self.tree, self.nothing, self._board_frame, self.every_list):
            self._stack.addWidget(widget)
        column = Column(self, gap=0)
        column.add(Column(margin=(20, 13, 20, 10), gap=10).add(self.counts, self.toolbar), Separator())
        column.addWidget(self._stack, 1)
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
