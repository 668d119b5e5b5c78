"""A list of frozen rows for item views: every list of the huddle pages is one of these."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

Index = QModelIndex | QPersistentModelIndex


class RowModel(QAbstractListModel):
    """`key` names a row across reloads; `sentence` reads it whole, for screen readers and as its text.

    With `mime`, rows can be dragged, their key as the content of that type.
    """

    RowRole = Qt.ItemDataRole.UserRole + 1

    def __init__(
        self,
        key: Callable[[Any], str],
        sentence: Callable[[Any], str],
        *,
        mime: str = "",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows: Sequence[Any] = ()
        self._key, self._sentence, self._mime = key, sentence, mime

    @property
    def rows(self) -> Sequence[Any]:
        return self._rows

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these; the same people in the same order only repaint."""
        same = [self._key(row) for row in rows] == [self._key(row) for row in self._rows]
        if same and rows:
            self._rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def key_at(self, place: int) -> str:
        """The key of a row, "" past the ends."""
        return self._key(self._rows[place]) if 0 <= place < len(self._rows) else ""

    def place_of(self, key: str) -> int:
        """Where a key stands, -1 for nowhere."""
        return next((at for at, row in enumerate(self._rows) if self._key(row) == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (an empty index is a value)
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self.checkIndex(index, QAbstractListModel.CheckIndexOption.IndexIsValid):
            return None
        if role == self.RowRole:
            return self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._sentence(self._rows[index.row()])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = super().flags(index)
        return plain | Qt.ItemFlag.ItemIsDragEnabled if self._mime and index.isValid() else plain

    def mimeTypes(self) -> list[str]:
        return [self._mime] if self._mime else super().mimeTypes()

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        if self._mime and indexes:
            data.setData(self._mime, QByteArray(self.key_at(indexes[0].row()).encode()))
        return data

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction
