"""Whoever is current in the list, shown beside it; after another reading they stay so, if they are there."""

from PySide6.QtCore import QObject

from mdt_desktop.services.cases import case_record
from mdt_desktop.services.cases.case_lists import CaseRow
from mdt_desktop.services.cases.case_page import Surroundings
from mdt_desktop.services.cases.case_record import CaseView
from ui.cases.preview import Preview
from ui.cases.table_view import CaseTable
from ui.jobs import Jobs


class CurrentPerson(QObject):
    """Follows the table and fills the preview. `around` is set once it is known."""

    def __init__(self, jobs: Jobs, table: CaseTable, preview: Preview, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._table, self._preview = jobs, table, preview
        self.around: Surroundings | None = None
        self._sharing = False

    def row(self) -> CaseRow | None:
        """Their row; None while it is not here."""
        return self._table.cases.row(self._table.current_place())

    def follow(self) -> None:
        """Read them anew."""
        row = self.row()
        if row is not None:
            self._jobs.ask(case_record.case_view, row.id, done=self._show, key="preview")

    def find_again(self) -> None:
        """The list was read again: go to them, or to whoever stands in their place now."""
        here, view, cases = self._table.current_place(), self._preview.view, self._table.cases
        found = cases.place_of(view.case.id) if view else -1
        self._table.go_to(found if found >= 0 else max(0, min(here, cases.total - 1)))
        self._table.want_visible()
        self.follow()

    def set_sharing(self, *, sharing: bool) -> None:
        """Hide or show numbers, addresses and dates of birth."""
        self._sharing = sharing
        self.show_again()

    def show_again(self) -> None:
        """The same, as it reads now."""
        if self._preview.view is not None:
            self._show(self._preview.view)

    def _show(self, view: CaseView) -> None:
        if self.around is not None:
            self._preview.show_case(view, self.around, sharing=self._sharing)
