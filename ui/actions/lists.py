"""The list, the board, or every team's list: one of them shows, as the toolbar says."""

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

from mdt_desktop.services.actions.across_teams import MyAction
from mdt_desktop.services.actions.action_page import ActionsView
from mdt_desktop.services.actions.rows import ActionRow
from ui.actions.board import Board
from ui.actions.every_team import EveryTeamList, holding
from ui.actions.grouping import grouped, in_scope, matching
from ui.actions.nothing import Nothing
from ui.actions.toolbar import Toolbar
from ui.actions.tree_view import ActionTreeView
from ui.widgets.boxes import Row


class ActionLists(QStackedWidget):
    """`rows` are the open actions in the toolbar's scope that hold what is typed there."""

    def __init__(self, toolbar: Toolbar) -> None:
        super().__init__()
        self._toolbar = toolbar
        self.tree, self.board, self.nothing = ActionTreeView(), Board(), Nothing()
        self.every = EveryTeamList()
        self.rows: list[ActionRow] = []
        self._board_frame = QWidget()
        Row(self._board_frame, margin=(20, 10, 20, 10)).addWidget(self.board)
        for widget in (self.tree, self.nothing, self._board_frame, self.every):
            self.addWidget(widget)

    def show_view(self, view: ActionsView, every: Sequence[MyAction] | None) -> None:
        """What the scope, the grouping and the filter leave of it."""
        text, scope = self._toolbar.search.text(), self._toolbar.scope.current()
        self.rows = matching(in_scope(view.board.rows, scope), text)
        self.nothing.show_why(view, scope, text)
        if self._toolbar.of_every_team():
            rows = holding(every or [], text)
            self.every.show_actions(rows, view.today)
            self.setCurrentWidget(self.every if rows else self.nothing)
            return
        finished = [row for row in matching(view.finished, text) if scope != "mine" or row.mine]
        self.board.show_rows(self.rows, [] if scope == "late" else finished, view.today)
        self.tree.set_groups(
            grouped(view, self.rows, self._toolbar.group.current()), view.today, view.ownerless
        )
        list_ = self.tree if self.rows else self.nothing
        self.setCurrentWidget(self._board_frame if self.on_board() else list_)

    def on_board(self) -> bool:
        """Whether the board shows."""
        return self._toolbar.as_board.isChecked() and not self._toolbar.of_every_team()

    def shown(self) -> QWidget:
        """Where the keys move."""
        if self._toolbar.of_every_team():
            return self.every
        return self.board.current_list() if self.on_board() else self.tree

    def current(self) -> ActionRow | None:
        """The action the keys act on."""
        if self._toolbar.of_every_team():
            one = self.every.current_row() if self.every.rows.rows else None
            return one.row if one is not None and one.here else None
        return self.board.current_action() if self.on_board() else self.tree.current_action()

    def select(self, action_id: str) -> None:
        """Make one current, if it is shown."""
        (self.board if self.on_board() else self.tree).select(action_id)
