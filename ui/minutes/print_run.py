"""From the print dialog to the record that copies exist."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog

from mdt_desktop.domain.records import Huddle
from mdt_desktop.services.minutes import documents
from ui.job import Job
from ui.jobs import Jobs
from ui.minutes.printing import prepared, print_minutes
from ui.page import Page


class PrintRun(QObject):
    """One for each page that prints; the dialog goes with the page.

    `moved(done, total)` counts the pages of all copies, `ended` follows whatever became of them.
    """

    moved = Signal(int, int)
    ended = Signal()

    def __init__(self, page: Page, jobs: Jobs) -> None:
        super().__init__(page)
        self._page, self._jobs = page, jobs
        self.dialog: QPrintDialog | None = None
        self.job: Job | None = None

    def ask(self, huddle: Huddle, version: int) -> None:
        """Open the system's print dialog; printing starts when it is accepted."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(huddle.ref)  # seen in every queue: no names
        dialog = QPrintDialog(printer, self._page)
        options = QAbstractPrintDialog.PrintDialogOption
        dialog.setOption(options.PrintPageRange, False)
        dialog.setOption(options.PrintSelection, False)
        dialog.accepted.connect(lambda _printer: self._start(huddle, version, printer))
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        QDialog.open(dialog)  # QPrintDialog’s own wants a slot

    def running(self) -> bool:
        """Whether pages are on their way to the printer."""
        return self.job is not None

    def stop(self) -> None:
        """Before the next page: the printer is told to forget the others, and nothing is recorded."""
        if self.job is not None:
            self.job.cancel()

    def _start(self, huddle: Huddle, version: int, printer: QPrinter) -> None:
        copies = prepared(printer)
        name = printer.printerName() if not printer.outputFileName() else "PDF printer"
        self._page.announce.emit("Printing")
        self.job = self._jobs.ask(
            print_minutes,
            huddle,
            version,
            printer,
            copies,
            progress=self.moved.emit,
            done=lambda pages: self._printed(huddle, version, copies, name, pages),
            failed=self._failed,
            stopped=self._stopped,
            receiver=self,
        )

    def _printed(self, huddle: Huddle, version: int, copies: int, name: str, pages: int) -> None:
        self._end()
        self._jobs.do(documents.printed, huddle, copies, name, version=version, pages=pages, receiver=self)
        words = "1 copy" if copies == 1 else f"{copies} copies"
        self._page.say.emit(f"Printed {words} on {name}. It is recorded who printed what", None)

    def _failed(self, refused: Exception) -> None:
        self._end()
        self._page.complain.emit(str(refused))

    def _stopped(self) -> None:
        self._end()
        self._page.say.emit("Printing was stopped. Nothing was recorded; look for loose pages", None)

    def _end(self) -> None:
        self.job = None
        self.ended.emit()
