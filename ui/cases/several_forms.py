"""What is done to all selected people at once, and asks first: which day, or who."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from mdt_desktop.services.cases.case_page import Surroundings
from ui.cases.bulk_forms import ReviewForm, WorkerForm
from ui.cases.sheet import Sheet
from ui.cases.wording import people
from ui.jobs import Jobs
from ui.page import Page


class SeveralForms(QObject):
    """`done(words)` after each, with what was done to how many."""

    done = Signal(str)

    def __init__(self, jobs: Jobs, page: Page) -> None:
        super().__init__(page)
        self._jobs, self._page = jobs, page

    def set_review(self, cases: list[str], around: Surroundings) -> None:
        """One review day."""
        form = ReviewForm(self._page, self._jobs, cases, around)
        self._open(form, "Review date set for {}")

    def set_worker(self, cases: list[str], around: Surroundings) -> None:
        """One key worker."""
        form = WorkerForm(self._page, self._jobs, cases, around)
        self._open(form, "Key worker changed for {}")

    def _open(self, form: Sheet, words: str) -> None:
        form.done = partial(self._told, words)
        form.summon(form.first_editor())

    def _told(self, words: str, number: int) -> None:
        self.done.emit(words.format(people(number)))
