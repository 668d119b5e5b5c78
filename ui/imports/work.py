"""One file on its way in: read, matched, checked, taken; every step a job, every end a signal."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from mdt_desktop.refused import Refused
from mdt_desktop.services.imports import import_preview, importing
from mdt_desktop.services.imports.import_preview import Preview
from mdt_desktop.services.imports.importing import Imported, OpenedFile
from ui.imports.earlier import EarlierImports
from ui.imports.left_open import Matching
from ui.job import Job
from ui.jobs import Jobs

READING, CHECKING, IMPORTING = "Reading the file", "Checking people", "Importing people"


class ImportWork(QObject):
    """What is known of the file, and the job that is running.

    `ready` is true when `preview` is of the present matching. A refusal leaves the file as it was.
    """

    progressed = Signal(str, int, int)
    ended = Signal()
    opened = Signal(object)
    matched = Signal()
    checked = Signal(object)
    taken = Signal()
    refused = Signal(str)
    kept_nothing = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self.file: OpenedFile | None = None
        self.columns: Any = None
        self.preview: Preview | None = None
        self.ready = False
        self.order: str | None = None
        self.doing = ""
        self.result: Imported | None = None
        self._going_on: Matching | None = None
        self._job: Job | None = None
        self.earlier = EarlierImports(jobs, self)
        self.earlier.swept.connect(self.kept_nothing)
        self.earlier.refused.connect(self.refused)

    # Reading

    def open(self, path: Path, sheet: str | None = None) -> None:
        """Read a file; the one before stays until this one has been read."""
        self.stop()
        self._going_on = None
        self._begin(READING)
        self._job = self.jobs.ask(
            importing.open_file,
            path,
            sheet,
            done=self._opened,
            failed=self._not_opened,
            progress=partial(self.progressed.emit, READING),
            stopped=self._kept_nothing,
            key="open",
            receiver=self,
        )

    def go_on(self, left: Matching) -> None:
        """Read again a file that was being matched before, and match its columns as they were."""
        self.open(Path(left.path), left.sheet)
        self._going_on = left

    def matching(self) -> Matching | None:
        """What `go_on` needs later; None when no file is on its way."""
        if self.file is None or self.result is not None or self.columns is None:
            return None
        sheet = self.file.table.sheet or None
        return Matching(str(self.file.path), sheet, self.columns.fields(), self.order)

    def open_sheet(self, name: str) -> None:
        """Read another sheet of the same workbook."""
        if self.file is not None:
            self.open(self.file.path, name)

    def _opened(self, opened: OpenedFile) -> None:
        self._end()
        self.file, self.columns = opened, opened.mapping
        self.preview, self.result, self.order = None, None, None
        self.opened.emit(opened)
        if self._going_on is not None:
            self.order = self._going_on.order
            there = {name: to for name, to in self._going_on.fields.items() if name in opened.table.columns}
            self._ask_match(importing.match_as, opened.table, there)
        else:
            self._check()

    def _not_opened(self, refused: Refused) -> None:
        """The file that was open before is still there."""
        self._refused(refused)
        if not self.ready:
            self.recheck()

    # Matching

    def match(self, column: str, field: str | None) -> None:
        """Send one column elsewhere, or nowhere."""
        self._match(importing.match, column, field)

    def match_free_text(self, wanted: bool) -> None:
        """Import every column of sentences, or none."""
        self._match(importing.match_free_text, wanted)

    def match_as(self, name: str) -> None:
        """Use a saved matching; "" is what the headings suggest."""
        if self.file is not None:
            self._ask_match(importing.match_as, self.file.table, name) if name else self._ask_match(
                _without_session(importing.suggested), self.file.table
            )

    def set_order(self, order: str) -> None:
        """Say which way round the file writes its dates."""
        self.order = order
        if self.file is not None:
            self._ask_match(importing.match_as, self.file.table, self.columns.fields())

    def _match(self, service: Callable[..., Any], *choice: Any) -> None:
        if self.file is not None:
            self._ask_match(_without_session(service), self.file.table, self.columns, *choice)

    def _ask_match(self, service: Callable[..., Any], *args: Any) -> None:
        self.ready = False
        self.jobs.ask(
            service,
            *args,
            date_order=self.order,
            done=self._matched,
            failed=self._not_matched,
            key="match",
            receiver=self,
        )

    def _matched(self, columns: Any) -> None:
        self.columns = columns
        self.matched.emit()
        self._check()

    def _not_matched(self, refused: Refused) -> None:
        """The columns go where they went before."""
        self._refused(refused)
        self.recheck()

    # Checking

    def recheck(self) -> None:
        """Somebody's record changed meanwhile: hold the file against the list again."""
        if self.file is not None and self.result is None and self.doing != IMPORTING:
            self._check()

    def _check(self) -> None:
        if self.file is None:
            return
        self.stop()
        self.ready = False
        self._begin(CHECKING)
        self._job = self.jobs.ask(
            import_preview.preview,
            self.file.table,
            self.columns,
            date_order=self.order,
            done=self._checked,
            failed=self._not_checked,
            progress=partial(self.progressed.emit, CHECKING),
            key="check",
            receiver=self,
        )

    def _checked(self, preview: Preview) -> None:
        self._end()
        self.preview, self.ready = preview, True
        self.checked.emit(preview)

    def _not_checked(self, refused: Refused) -> None:
        """The matching does not work: it has no name, or nothing to know people by."""
        self.preview = None
        self._refused(refused)

    # Taking

    def take(self, remember_as: str) -> None:
        """Write what was checked."""
        if self.file is None or self.preview is None or not self.ready or self.doing:
            return
        self._begin(IMPORTING)
        self._job = self.jobs.do(
            importing.take,
            self.file,
            self.columns,
            self.preview.checked,
            remember_as=remember_as,
            done=self._taken,
            failed=self._refused,
            progress=partial(self.progressed.emit, IMPORTING),
            stopped=self._stopped_taking,
            receiver=self,
        )

    def _taken(self, result: Imported) -> None:
        self._end()
        self.result = result
        self.taken.emit()
        self.earlier.read()

    def _stopped_taking(self) -> None:
        self._end()
        self.earlier.sweep()

    def delete_file(self, path: Path) -> None:
        """Delete the file that was imported."""
        self.jobs.do(_without_session(importing.delete_file), path, failed=self._refused, receiver=self)

    def save_problems(self, path: Path, done: Callable[[Path], None]) -> None:
        """Save what was left out or doubted."""
        if self.preview is not None:
            save = _without_session(importing.save_problems)
            self.jobs.ask(save, self.preview.checked, path, done=done, failed=self._refused, receiver=self)

    # All of them

    def stop(self) -> None:
        """Give up what is running; nothing of it is kept."""
        if self._job is not None and self.doing:
            self._job.cancel()

    def cancel(self) -> None:
        """Somebody gives up what is running."""
        self.stop()
        if self.doing == CHECKING:
            self._end()
            self.kept_nothing.emit()

    def close(self) -> None:
        """Forget the file."""
        self.stop()
        self.file = self.columns = self.preview = self.result = None
        self.ready = False

    def _begin(self, doing: str) -> None:
        self.doing = doing
        self.progressed.emit(doing, 0, 0)

    def _end(self) -> None:
        self.doing, self._job = "", None
        self.ended.emit()

    def _refused(self, refused: Refused) -> None:
        self._end()
        self.refused.emit(str(refused))

    def _kept_nothing(self) -> None:
        # A newer file may be on its way already: then there is nothing to say.
        if self._job is not None and self._job.finished:
            self._end()
            self.kept_nothing.emit()


def _without_session(service: Callable[..., Any]) -> Callable[..., Any]:
    """A service that looks at a file only, as a job calls it."""

    def work(_session: Any, *args: Any, **options: Any) -> Any:
        return service(*args, **options)

    return work
