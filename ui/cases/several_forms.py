"""What is done to all selected people at once, and asks first: which day, or who."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from mdt_desktop.services.cases.case_page import Surroundings
from ui.cases.bulk_forms import BulkForm, ReviewForm, WorkerForm
from ui.cases.kept_selection import KeptSelection
from ui.cases.table_model import CaseTableModel
from ui.cases.wording import people
from ui.jobs import Jobs
from ui.page import Page


class SeveralForms(QObject):
    """`done(words)` after each, with what was done to how many. `around` is set once it is known."""

    done = Signal(str)

    def __init__(self, jobs: Jobs, page: Page, model: CaseTableModel) -> None:
        super().__init__(page)
        self._jobs, self._page, self._model = jobs, page, model
        self.around: Surroundings | None = None
        self.selection = KeptSelection(jobs, model, self)

    def set_review(self) -> None:
        """One review day."""
        self._open(ReviewForm, "Review date set for {}")

    def set_worker(self) -> None:
        """One key worker."""
        self._open(WorkerForm, "Key worker changed for {}")

    def _open(self, kind: type[ReviewForm] | type[WorkerForm], words: str) -> None:
        if self.around is not None and self._model.ticked:
            form: BulkForm = kind(self._page, self._jobs, list(self._model.ticked), self.around)
            form.done = partial(self._told, words)
            form.summon(form.first_editor())

    def _told(self, words: str, number: int) -> None:
        self.done.emit(words.format(people(number)))
