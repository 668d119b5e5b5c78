"""What the palette lists: rows under section headings, as an item model."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.shell.matching import match

PEOPLE, PERSON, DO, GO = "People", "Do for this person", "Do", "Go to"
MINUTES, NOTES, RECENT = "Minutes and actions", "Notes and discussions", "Recent"
_AT_MOST = 6  # rows of a section

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Row:
    """Something to open or do. `typed` are the places in `title` that matched what was typed.

    `deeds` are what can be done for the person this row is; they are offered while it is the last one lit.
    """

    section: str
    icon: str
    title: str
    act: Callable[[], object]
    subtitle: str = ""
    keys: str = ""
    typed: frozenset[int] = field(default_factory=frozenset)
    deeds: tuple["Row", ...] = ()


def matching(rows: Sequence[Row], typed: str) -> list[Row]:
    """The rows whose title fits, best first, the fitting part marked."""
    found = [(row, match(typed, row.title)) for row in rows]
    fitting = [(hit.score, replace(row, typed=hit.at)) for row, hit in found if hit is not None]
    return [row for _, row in sorted(fitting, key=lambda pair: -pair[0])]


def marked(row: Row, typed: str) -> Row:
    """The row with the typed part marked where its title has it (the store may have matched other text)."""
    hit = match(typed, row.title)
    return replace(row, typed=hit.at) if hit is not None else row


class PaletteModel(QAbstractListModel):
    """Headings (plain text, not selectable) and rows, in the order of the design: 10.13."""

    RowRole = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Row | str] = []

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replace everything; each section keeps its own order and its share of the room."""
        self.beginResetModel()
        self._lines = []
        for section in dict.fromkeys(row.section for row in rows):
            self._lines.append(section)
            self._lines += [row for row in rows if row.section == section][:_AT_MOST]
        self.endResetModel()

    def row(self, index: Index) -> Row | None:
        """The row at `index`; None for a heading."""
        line = self._lines[index.row()] if index.isValid() else ""
        return line if isinstance(line, Row) else None

    def results(self) -> int:
        """How many rows there are, headings aside."""
        return sum(isinstance(line, Row) for line in self._lines)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.row(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == self.RowRole:
            return line
        words = line if isinstance(line, str) else line.title
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words if isinstance(line, str) or not line.subtitle else f"{words}, {line.subtitle}"
        return None
