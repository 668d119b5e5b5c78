"""The columns of a file and where each goes."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from mdt_desktop.services.imports import importing

Index = QModelIndex | QPersistentModelIndex
HEADINGS = ("Column in your file", "Example", "Goes to", "Note")
COLUMN, EXAMPLE, TARGET, NOTE = range(4)
NOT_IMPORTED = "Not imported"
LABELS = dict(importing.TARGETS)
HIDDEN = "Hidden"


class MappingModel(QAbstractTableModel):
    """One row a column. `chosen(column, field)` is asked for by the editor: field "" is not imported."""

    MatchRole = Qt.ItemDataRole.UserRole + 1
    chosen = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sharing = False
        self._matches: tuple[Any, ...] = ()

    def show_matches(self, matches: Sequence[Any]) -> None:
        """The matches of a file; nothing moves when they are of the same columns."""
        same = [match.column for match in matches] == [match.column for match in self._matches]
        if same:
            self._matches = tuple(matches)
            self._repaint()
            return
        self.beginResetModel()
        self._matches = tuple(matches)
        self.endResetModel()

    def at(self, row: int) -> Any:
        """The match at a row, None where there is none."""
        return self._matches[row] if 0 <= row < len(self._matches) else None

    def next_to_look_at(self, after: int) -> int:
        """The next row whose note asks for a look, -1 for none."""
        later = range(after + 1, len(self._matches))
        return next((row for row in later if self._matches[row].state == "look"), -1)

    def set_sharing(self, sharing: bool) -> None:
        """Hide the examples while others can see the window."""
        self.sharing = sharing
        self._repaint()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (an empty index is a value)
        return 0 if parent.isValid() else len(self._matches)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section] if 0 <= section < len(HEADINGS) else None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == TARGET else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self.checkIndex(index, QAbstractTableModel.CheckIndexOption.IndexIsValid):
            return None
        match = self._matches[index.row()]
        if role == self.MatchRole:
            return match
        if role == Qt.ItemDataRole.EditRole and index.column() == TARGET:
            return match.field or ""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.words(match, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._sentence(match, index.column())
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for another field; the row changes when the file has been matched again."""
        match = self.at(index.row())
        if role != Qt.ItemDataRole.EditRole or match is None or index.column() != TARGET:
            return False
        if (match.field or "") != value:
            self.chosen.emit(match.column, str(value))
        return True

    def words(self, match: Any, column: int) -> str:
        """A cell, as it is drawn."""
        if column == COLUMN:
            return str(match.column)
        if column == EXAMPLE:
            return HIDDEN if self.sharing and match.example else str(match.example)
        if column == TARGET:
            return LABELS[match.field] if match.field else NOT_IMPORTED
        return str(match.note)

    def _sentence(self, match: Any, column: int) -> str:
        if column == COLUMN:
            goes = f"goes to {LABELS[match.field]}" if match.field else "is not imported"
            return f"Column {match.column} {goes}. {match.note}"
        if column == TARGET:
            return f"{match.column} goes to {self.words(match, column)}. Press Alt Down to choose."
        return f"{HEADINGS[column]}: {self.words(match, column) or 'none'}"

    def _repaint(self) -> None:
        if self._matches:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._matches) - 1, len(HEADINGS) - 1))
