"""Groups of actions as a tree of two levels, for `QTreeView`."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from mdt_desktop.domain.day_words import day_month
from mdt_desktop.services.actions.rows import ActionRow
from ui.actions.grouping import Group
from ui.actions.words import action_sentence, moved_words, owner_words, state_words
from ui.widgets.due_words import due_words

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("Action", "Person", "Owner", "Due", "From huddle", "Moved")
ACTION, PERSON, OWNER, DUE, HUDDLE, MOVED = range(len(COLUMNS))
_TOP = 0  # the internal id of a group; an action's is its group's row + 1


class ActionTree(QAbstractItemModel):
    """`GroupRole` gives the `Group` of a heading, `ActionRole` the `ActionRow` of a line; else None."""

    GroupRole = Qt.ItemDataRole.UserRole + 1
    ActionRole = Qt.ItemDataRole.UserRole + 2

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.groups: Sequence[Group] = ()
        self.today = date.min
        self.ownerless: frozenset[str] = frozenset()

    def set_groups(self, groups: Sequence[Group], today: date, ownerless: frozenset[str]) -> None:
        """Show these; the same actions in the same places only repaint. `ownerless`: the owner has left."""
        same = _shape(groups) == _shape(self.groups)
        if not same:
            self.beginResetModel()
        self.groups, self.today, self.ownerless = groups, today, ownerless
        if not same:
            self.endResetModel()
            return
        last = len(COLUMNS) - 1
        for at, group in enumerate(groups):
            top = self.index(at, 0)
            self.dataChanged.emit(top, self.index(at, last))
            self.dataChanged.emit(self.index(0, 0, top), self.index(len(group.rows) - 1, last, top))

    def needs_owner(self, row: ActionRow) -> bool:
        """Whether nobody, or nobody who is still in the team, owns it."""
        return not row.owner or row.id in self.ownerless

    def find(self, action_id: str) -> QModelIndex:
        """The line of an action, invalid when it is not shown."""
        for at, group in enumerate(self.groups):
            for line, row in enumerate(group.rows):
                if row.id == action_id:
                    return self.index(line, 0, self.index(at, 0))
        return QModelIndex()

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _TOP)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if not index.isValid() or index.internalId() == _TOP:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _TOP)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self.groups)
        if parent.internalId() != _TOP or parent.column() > 0:
            return 0
        return len(self.groups[parent.row()].rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        across = orientation == Qt.Orientation.Horizontal and 0 <= section < len(COLUMNS)
        return COLUMNS[section] if across and role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self.checkIndex(index, QAbstractItemModel.CheckIndexOption.IndexIsValid):
            return None
        if index.internalId() == _TOP:
            return self._of_group(self.groups[index.row()], index.column(), role)
        row = self.groups[index.internalId() - 1].rows[index.row()]
        return self._of_action(row, index.column(), role)

    def _of_group(self, group: Group, column: int, role: int) -> Any:
        if role == self.GroupRole:
            return group
        cells = group_cells(group)
        if role == Qt.ItemDataRole.DisplayRole:
            return cells[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(cell for cell in cells if cell) if column == ACTION else cells[column]
        return None

    def _of_action(self, row: ActionRow, column: int, role: int) -> Any:
        if role == self.ActionRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_words(row, column, self.today)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if column == OWNER and row.id in self.ownerless:
                return f"{row.owner} has left: choose a new owner"
            return cell_sentence(row, column, self.today)
        if role == Qt.ItemDataRole.ToolTipRole and column == ACTION:
            reason = f"\n{state_words(row)}: {row.status_reason}" if row.status_reason else ""
            return f"{row.text}{reason}"
        return None


def group_cells(group: Group) -> tuple[str, ...]:
    """What a heading says, column by column."""
    late = f"{group.late} late" if group.late else ""
    rate = "" if group.rate is None else f"{group.rate}% on time"
    return (group.words, f"{len(group.rows)} open", late, rate, "", "")


def cell_words(row: ActionRow, column: int, today: date) -> str:
    """What a line shows in a column."""
    huddle = day_month(row.huddle_day) if row.huddle_day else ""
    person = row.person or "For the team"
    cells = (
        row.text,
        person,
        owner_words(row),
        due_words(row.due, today).text,
        huddle,
        moved_words(row.moves),
    )
    return cells[column]


def cell_sentence(row: ActionRow, column: int, today: date) -> str:
    """What a screen reader says of a cell: the first reads the row."""
    words = cell_words(row, column, today)
    if column == ACTION:
        return action_sentence(row, today)
    if column == OWNER:
        return f"Owner {row.owner}" if row.owner else "Nobody owns it yet: choose who"
    if column == DUE:
        return due_words(row.due, today).sentence
    if column == HUDDLE:
        return f"From the huddle of {words}" if words else "Not from a huddle"
    if column == MOVED:
        return f"Moved {words}" if words else "Never moved"
    return words


def _shape(groups: Sequence[Group]) -> list[tuple[str, list[str]]]:
    return [(group.key, [row.id for row in group.rows]) for group in groups]
