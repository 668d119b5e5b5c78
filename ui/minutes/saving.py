"""Save minutes as a PDF: where to, asked in a file dialog; the page is told what became of it."""

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from mdt_desktop.domain.records import Huddle
from mdt_desktop.services.minutes import documents
from mdt_desktop.services.minutes.documents import Exported
from ui.jobs import Jobs
from ui.page import Page


class PdfSaver(QObject):
    """One for each page that saves; the dialog goes with the page."""

    def __init__(self, page: Page, jobs: Jobs) -> None:
        super().__init__(page)
        self._page, self._jobs = page, jobs
        self.dialog: QFileDialog | None = None
        self._folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)

    def save(self, huddle: Huddle, version: int | None, passphrase: str = "") -> None:
        """Ask where, then save one version (0 the draft), under a passphrase of its own if one is given."""
        name = f"{huddle.ref}-minutes-draft.pdf" if version == 0 else f"{huddle.ref}-minutes.pdf"
        dialog = QFileDialog(self._page, "Save minutes as PDF", self._folder, "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda path: self._write(huddle, version, passphrase, Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def _write(self, huddle: Huddle, version: int | None, passphrase: str, path: Path) -> None:
        self._folder = str(path.parent)
        self._jobs.do(
            documents.export_minutes,
            huddle,
            path,
            version=version,
            encrypt=passphrase or None,
            done=self._saved,
        )

    def _saved(self, saved: Exported) -> None:
        pages = "1 page" if saved.pages == 1 else f"{saved.pages} pages"
        self._page.say.emit(f"Saved {saved.path.name}, {pages}", None)
