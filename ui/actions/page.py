"""Actions: nothing agreed gets lost."""

from functools import partial
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QStackedWidget, QWidget

from mdt_desktop.services.actions import action_page
from mdt_desktop.services.actions.action_page import ActionsView
from mdt_desktop.services.actions.rows import ActionRow
from ui.actions.ask_bar import AskBar
from ui.actions.board import Board
from ui.actions.counts import Counts
from ui.actions.deeds import Deeds
from ui.actions.grouping import SCOPES, grouped, in_scope, matching
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
LOW, LOW_ASKING = 560, 720  # px of page under which the counts give way to the list, or to a question


class ActionsPage(Page):
    """`enter(action=id)` makes one current."""

    nav = "actions"

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self.view: ActionsView | None = None
        self._wanted = ""
        self.primary = Button("Add action", icon="plus", kind="primary", key="N", large=True)
        self.counts, self.toolbar = Counts(), Toolbar()
        self.tree, self.board, self.nothing = ActionTreeView(), Board(), Nothing()
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
        rows = self.view.board.rows
        across = len({row.organisation for row in rows if row.organisation})
        return f"{len(rows)} open across {across} {'organisation' if across == 1 else 'organisations'}"

    def hints(self) -> list[tuple[str, str]]:
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

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._obey_size()

    def current(self) -> ActionRow | None:
        """The action the keys act on."""
        return self.board.current_action() if self._on_board() else self.tree.current_action()

    # What is shown

    def _load(self) -> None:
        self.jobs.ask(action_page.actions_view, done=self._show, key="view")

    def _show(self, view: ActionsView) -> None:
        self.view = self.deeds.view = view
        self.counts.show_view(view)
        self.toolbar.show_view(view)
        self._show_rows()
        self.header_changed.emit()

    def _show_rows(self) -> None:
        if self.view is None:
            return
        rows = self._rows()
        text, scope = self.toolbar.search.text(), self.toolbar.scope.current()
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

    def _rows(self) -> list[ActionRow]:
        if self.view is None:
            return []
        scoped = in_scope(self.view.board.rows, self.toolbar.scope.current())
        return matching(scoped, self.toolbar.search.text())

    def _show_nudge(self, _current: object = None) -> None:
        if self.view is not None:
            row = worth_a_nudge(self._rows(), self.current())
            asking = not self.bar.isHidden()
            self.nudge.show_row(None if asking or self._on_board() else row, self.view)
            self._foot.setVisible(asking or not self.nudge.isHidden())

    def _on_board(self) -> bool:
        return self.toolbar.as_board.isChecked()

    def _list(self) -> QWidget:
        return self.board.current_list() if self._on_board() else self.tree

    def _choose_board(self, board: bool) -> None:
        current = self.tree.current_action() if board else self.board.current_action()
        self._wanted = current.id if current else ""
        self._obey_size()
        self._show_rows()
        self._list().setFocus()
        self.header_changed.emit()

    def _obey_size(self) -> None:
        needed = LOW if self.bar.isHidden() else LOW_ASKING
        self.counts.setVisible(not self._on_board() and self.height() >= u(needed))
        self.toolbar.set_group_shown(shown=not self._on_board() and self.width() >= u(WIDE))

    # What is done

    def _with_current(self, deed: Any) -> None:
        row = self.current()
        if row is not None and row.open:
            deed(row)
        elif row is not None:
            self.deeds.reason("reopen", row)

    def _open(self, row: ActionRow) -> None:
        if row.case_id:
            self.go.emit("record", {"case": row.case_id})
        else:
            self.say.emit("This action is for the team: it has no record", None)

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
        for widget in (self.tree, self.nothing, self._board_frame):
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
        self.toolbar.board_chosen.connect(self._choose_board)
        self.tree.ticked.connect(self.deeds.finish)
        self.tree.owner_pressed.connect(self.deeds.change_owner)
        self.tree.opened.connect(self._open)
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
        self.add_keys("B", "Board or list", lambda: self.toolbar.show_board(board=not self._on_board()))
        self.add_keys("N", "Add action", self._ask_new, hint=False, icon="plus")
        self.add_keys("/", "Filter", self.toolbar.search.setFocus, hint=False, icon="filter")
        for number, (key, words) in enumerate(SCOPES, 1):
            self.add_keys(str(number), words, partial(self.toolbar.choose_scope, key), hint=False)
        self.add_keys("1 2 3", "Mine, team, late")
