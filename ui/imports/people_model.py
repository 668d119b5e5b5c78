"""The people of a file, as many as it holds: frozen rows, looked up by place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from mdt_desktop.domain.nhs_number import grouped
from mdt_desktop.services.imports.import_preview import PreviewRow

Index = QModelIndex | QPersistentModelIndex
HIDDEN = "Hidden"
DIGITS = 10


@dataclass(frozen=True)
class PeopleColumn:
    """`width` px, and its share of what is left over."""

    key: str
    heading: str
    width: int
    spare: int = 0


COLUMNS = (
    PeopleColumn("row", "Row", 62),
    PeopleColumn("name", "Name", 126),
    PeopleColumn("dob", "Date of birth", 120),
    PeopleColumn("nhs_number", "NHS number", 142),
    PeopleColumn("found", "What we found", 272, 1),
    PeopleColumn("outcome", "What happens", 172, 1),
)
KEYS = tuple(column.key for column in COLUMNS)
PRIVATE = ("dob", "nhs_number")


class PeopleModel(QAbstractTableModel):
    """Shows one list of rows at a time."""

    RowRole = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sharing = False
        self._rows: Sequence[PreviewRow] = ()

    def show_rows(self, rows: Sequence[PreviewRow]) -> None:
        """Another list, or the same one checked again."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, place: int) -> PreviewRow | None:
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def set_sharing(self, sharing: bool) -> None:
        """Hide numbers, dates and values while others can see the window."""
        self.sharing = sharing
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(COLUMNS) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (an empty index is a value)
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].heading if 0 <= section < len(COLUMNS) else None
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self.checkIndex(index, QAbstractTableModel.CheckIndexOption.IndexIsValid):
            return None
        row, key = self._rows[index.row()], KEYS[index.column()]
        if role == self.RowRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(row, key)
        if role == Qt.ItemDataRole.ToolTipRole:
            more = row.more if key == "found" and not self.sharing else ()
            return "\n".join((self.words(row, key), *more))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._sentence(row, key)
        return None

    def words(self, row: PreviewRow, key: str) -> str:
        """A cell, as it is drawn."""
        if key == "row":
            return f"{row.number:,}" if row.number else "–"
        text = self._found(row) if key == "found" else str(getattr(row, key))
        if key == "nhs_number" and len(text) == DIGITS and text.isdecimal():
            text = grouped(text)  # read as every other number here is; the file's own spaces stay
        if self.sharing and text and (key in PRIVATE or (key == "outcome" and row.kind == "updated")):
            return HIDDEN
        return text or ("Empty" if row.problem_in == key else "")

    def whole(self, row: PreviewRow) -> str:
        """All that was found in a row, and what happens to it: a line each."""
        more = () if self.sharing else row.more
        return "\n".join((self._first(row), *more, self.words(row, "outcome")))

    def _found(self, row: PreviewRow) -> str:
        """The first problem, and how many more there are."""
        more = f", and {len(row.more)} more" if row.more else ""
        return f"{self._first(row)}{more}"

    def _first(self, row: PreviewRow) -> str:
        """The problem, with its cell if that is not in the table."""
        value = "" if self.sharing else f" “{row.value}”" if row.value else ""
        where = f"{row.column}{value}: " if row.problem_in == "other" else ""
        return f"{where}{row.found}"

    def _sentence(self, row: PreviewRow, key: str) -> str:
        name = row.name or "no name"
        if key == "row":
            where = f"Row {row.number}" if row.number else "Not in the file"
            return f"{where}, {name}: {self.words(row, 'found')}. {self.words(row, 'outcome')}"
        words = self.words(row, key) or "none"
        marked = ", this is the problem" if row.problem_in == key else ""
        return f"{COLUMNS[KEYS.index(key)].heading}: {words}{marked}"
