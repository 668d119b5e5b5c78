"""The case list as a table of windows: rows are fetched a hundred at a time as they come into view."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from mdt_desktop.services.cases.case_lists import CaseRow
from ui.cases.columns import COLUMNS, KEYS
from ui.cases.wording import flag_words, review_due, row_sentence, tier_words
from ui.widgets.due_words import day_words

Index = QModelIndex | QPersistentModelIndex
WINDOW = 100
KEPT_WINDOWS = 60


class CaseTableModel(QAbstractTableModel):
    """Holds what was fetched of `total` rows. `wanted(offset)` asks for a window; `put` brings it.

    Rows that are not here yet read as "": the delegate leaves them blank.
    """

    RowRole = Qt.ItemDataRole.UserRole + 1
    wanted = Signal(int)
    ticked_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.total = 0
        self.today = self.huddle_day = date.min
        self.sharing = False
        self.ticked: dict[str, None] = {}  # their ids, in the order of ticking
        self._windows: dict[int, Sequence[CaseRow]] = {}

    def restart(self, offset: int, rows: Sequence[CaseRow], total: int) -> None:
        """Another list: forget every window but this one."""
        self.beginResetModel()
        self._windows = {offset: tuple(rows)} if rows else {}
        self.total = total
        self.endResetModel()

    def refresh(self, offset: int, rows: Sequence[CaseRow], total: int) -> None:
        """The same list read again: nothing moves if it is as long as before."""
        if total != self.total:
            self.restart(offset, rows, total)
            return
        self._windows = {}
        self.put(offset, rows)

    def put(self, offset: int, rows: Sequence[CaseRow]) -> None:
        """A window that was asked for; the farthest are dropped."""
        self._windows[offset] = tuple(rows)
        if len(self._windows) > KEPT_WINDOWS:
            del self._windows[max(self._windows, key=lambda one: abs(one - offset))]
        if self.total:
            self.dataChanged.emit(self.index(0, 0), self.index(self.total - 1, len(COLUMNS) - 1))

    def want(self, first: int, last: int) -> None:
        """Ask for the windows of these rows that are not here."""
        for offset in range(first - first % WINDOW, min(last, self.total - 1) + 1, WINDOW):
            if offset not in self._windows:
                self.wanted.emit(offset)

    def row(self, place: int) -> CaseRow | None:
        """The case at a place, None while it is not here."""
        offset = place - place % WINDOW
        window = self._windows.get(offset, ())
        return window[place - offset] if 0 <= place - offset < len(window) else None

    def place_of(self, case_id: str) -> int:
        """Where a case stands among what is here, -1 for nowhere."""
        for offset, window in self._windows.items():
            for at, row in enumerate(window):
                if row.id == case_id:
                    return offset + at
        return -1

    def tick(self, place: int) -> None:
        """Select a case for a deed on several, or let go of it."""
        row = self.row(place)
        if row is None:
            return
        if row.id in self.ticked:
            del self.ticked[row.id]
        else:
            self.ticked[row.id] = None
        self._repaint(place)
        self.ticked_changed.emit()

    def tick_again(self, case_ids: Iterable[str]) -> None:
        """Those that were selected before the application locked."""
        self.ticked = dict.fromkeys(case_ids)
        self._repaint(0, self.total - 1)
        self.ticked_changed.emit()

    def clear_ticked(self) -> None:
        if self.ticked:
            self.ticked = {}
            self._repaint(0, self.total - 1)
            self.ticked_changed.emit()

    def set_days(self, today: date, huddle_day: date) -> None:
        """Which day it is and when the next huddle can see to somebody."""
        if (today, huddle_day) != (self.today, self.huddle_day):
            self.today, self.huddle_day = today, huddle_day
            self._repaint(0, self.total - 1)

    def set_sharing(self, sharing: bool) -> None:
        """Hide NHS numbers and ages in days of birth while others can see the window."""
        self.sharing = sharing
        self._repaint(0, self.total - 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (an empty index is a value)
        return 0 if parent.isValid() else self.total

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
        row = self.row(index.row())
        if role == self.RowRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.sentence(row, KEYS[index.column()]) if row else ""
        if role == Qt.ItemDataRole.ToolTipRole and row and KEYS[index.column()] in ("flags", "review"):
            return self.sentence(row, KEYS[index.column()])
        return None

    def sentence(self, row: CaseRow, key: str) -> str:
        """One cell, read aloud. The first reads the row, and says if it is selected."""
        if key == "person":
            words = row_sentence(row, self.today)
            return f"{words}, selected" if row.id in self.ticked else words
        if key == "tier":
            return f"Complexity: {tier_words(row)}"
        if key == "flags":
            return f"Flags: {flag_words(row.flags)}" if row.flags else "No flags"
        if key == "locality":
            return f"Locality: {row.locality}" if row.locality else "No locality"
        if key == "key_worker":
            return f"Key worker: {row.key_worker}" if row.key_worker else "No key worker"
        if key == "discussed":
            day = row.last_discussed
            return f"Last discussed {day_words(day, self.today)}" if day else "Not discussed yet"
        return review_due(row, self.today, self.huddle_day).sentence

    def _repaint(self, first: int, last: int | None = None) -> None:
        last = first if last is None else last
        if 0 <= first <= last < self.total:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))
