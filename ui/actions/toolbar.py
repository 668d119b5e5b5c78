"""What the page shows: whose actions, grouped how, holding which words, as list or as board."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from mdt_desktop.services.actions.action_page import ActionsView
from ui.actions.grouping import EVERY_TEAM, EVERY_TEAM_WORDS, GROUPINGS, SCOPES
from ui.theme import theme, u
from ui.widgets.boxes import Row
from ui.widgets.icon_button import IconButton
from ui.widgets.icon_line import IconLine
from ui.widgets.segmented import Segmented
from ui.widgets.text import Text

GAP, BEFORE_GROUP, AFTER_GROUP = 8, 10, 4  # px


class Toolbar(QWidget):
    """`changed` after any choice, `scope_changed` after one of whose actions; `board_chosen(bool)` when list
    or board is chosen.
    """

    changed = Signal()
    scope_changed = Signal()
    board_chosen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.scope = Segmented(
            (*SCOPES, (EVERY_TEAM, EVERY_TEAM_WORDS)), name="Whose actions", current="team"
        )
        self.group = Segmented(GROUPINGS, name="Group by", current="organisation")
        self.group_words = Text("Group by", "meta", colour="text2")
        self.search = IconLine("search", "Filter actions")
        self.search.setAccessibleName("Filter actions")
        self.search.setClearButtonEnabled(True)
        self.as_list = IconButton("layout-list", "List", size=36, outlined=True, checkable=True)
        self.as_board = IconButton("columns-3", "Board", size=36, outlined=True, checkable=True)
        self.as_list.setChecked(True)
        self._views = QButtonGroup(self)
        self._views.addButton(self.as_list)
        self._views.addButton(self.as_board)
        row = Row(self, gap=GAP).add(self.scope, BEFORE_GROUP, self.group_words, self.group, AFTER_GROUP)
        row.addWidget(self.search, 1)
        row.add(None, self.as_list, self.as_board)
        self.scope.chosen.connect(self.choose_scope)
        self.group.chosen.connect(lambda _key: self.changed.emit())
        self.search.textChanged.connect(lambda _text: self.changed.emit())
        self.as_board.toggled.connect(self.board_chosen)
        theme().changed.connect(self._restyle)
        self._restyle()
        self.set_group_shown(shown=False)
        self.offer_every_team(None)

    def show_view(self, view: ActionsView) -> None:
        for key, count in (
            ("mine", view.board.mine),
            ("team", len(view.board.rows)),
            ("late", view.board.late),
        ):
            self.scope.set_count(key, count)

    def offer_every_team(self, count: int | None) -> None:
        """How many are mine in every team; None where there is one team only: nothing is said of it."""
        self._one_team = count is None
        self.scope.set_offered(EVERY_TEAM, offered=not self._one_team)
        self.scope.set_count(EVERY_TEAM, count)
        if self._one_team and self.of_every_team():
            self.scope.set_current("mine")

    def of_every_team(self) -> bool:
        """Whether my actions in every team are chosen."""
        return self.scope.current() == EVERY_TEAM

    def choose_scope(self, key: str) -> None:
        if key != EVERY_TEAM or not self._one_team:
            self.scope.set_current(key)
            self.changed.emit()
            self.scope_changed.emit()

    def set_views_shown(self, *, shown: bool) -> None:
        """List or board: for the team's own actions."""
        self.as_list.setVisible(shown)
        self.as_board.setVisible(shown)

    def show_board(self, *, board: bool) -> None:
        """Choose as a press does."""
        (self.as_board if board else self.as_list).setChecked(True)

    def width_with_group(self) -> int:
        """What everything takes, the words in the empty search field too."""
        shown = (self.scope, self.group_words, self.group, self.as_list, self.as_board)
        widths = [*(part.sizeHint().width() for part in shown), self.search.minimumSizeHint().width()]
        return sum(widths) + u(GAP) * (len(widths) + 1) + u(BEFORE_GROUP) + u(AFTER_GROUP)

    def set_group_shown(self, *, shown: bool) -> None:
        """Grouping needs a list, and room."""
        self.group.setVisible(shown)
        self.group_words.setVisible(shown)

    def _restyle(self) -> None:
        self.search.setFont(theme().font("body"))
        self.search.setMinimumHeight(u(34))
        self.search.setMinimumWidth(self.search.minimumSizeHint().width())
        self.search.setMaximumWidth(u(340))
