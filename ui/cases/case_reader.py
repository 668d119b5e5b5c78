"""Reads the list from the store, a window at a time, and fills the model."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from mdt_desktop.services.cases import case_lists
from mdt_desktop.services.cases.case_lists import CasePage
from ui.cases.query import Query
from ui.cases.table_model import WINDOW, CaseTableModel
from ui.jobs import Jobs


class CaseReader(QObject):
    """`listed` follows another list, `reread` the same one read again, `filled` a window scrolled to."""

    listed = Signal()
    reread = Signal()
    filled = Signal()

    def __init__(self, jobs: Jobs, model: CaseTableModel, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._model = jobs, model
        self.query = Query()
        self.known = False  # whether any answer has come yet
        model.wanted.connect(self._fetch)

    def ask_for(self, query: Query) -> None:
        """Another list, from its top."""
        self.query = query
        self._read("list", 0, self._show_fresh)

    def again(self, first_visible: int) -> None:
        """The same list, as it stands now, around what can be seen."""
        if self.known:
            self._read("list", max(0, first_visible) // WINDOW * WINDOW, self._show_again)
        else:
            self.ask_for(self.query)

    def _fetch(self, offset: int) -> None:
        """A window that scrolled into view: at most two can be seen at once, the newest of each wins."""
        self._read(("window", offset // WINDOW % 2), offset, self._fill)

    def _read(self, key: object, offset: int, show: Any) -> None:
        self._jobs.ask(
            case_lists.list_cases,
            self.query.terms(),
            done=partial(show, self.query, offset),
            key=key,
            receiver=self,
            offset=offset,
            limit=WINDOW,
            **self.query.options(),
        )

    def _show_fresh(self, _query: Query, offset: int, page: CasePage) -> None:
        self.known = True
        self._model.restart(offset, page.rows, page.total)
        self.listed.emit()

    def _show_again(self, _query: Query, offset: int, page: CasePage) -> None:
        self._model.refresh(offset, page.rows, page.total)
        self.reread.emit()

    def _fill(self, query: Query, offset: int, page: CasePage) -> None:
        if query == self.query and page.total == self._model.total:
            self._model.put(offset, page.rows)
            self.filled.emit()
