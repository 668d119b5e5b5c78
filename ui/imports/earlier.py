"""The imports there have been: listed, and taken back."""

from typing import Any

from PySide6.QtCore import QObject, Signal

from mdt_desktop.domain.records import ImportBatch
from mdt_desktop.refused import Refused
from mdt_desktop.services.imports import importing
from mdt_desktop.services.imports.importing import UndoneImport
from ui.jobs import Jobs


class EarlierImports(QObject):
    """`listed(batches)`, `undone(answer)`; `swept` once what a cancelled import left has gone."""

    listed = Signal(object)
    undone = Signal(object)
    swept = Signal()
    refused = Signal(str)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._known: set[str] = set()

    def read(self) -> None:
        """Read them again."""
        self._jobs.ask(importing.batches, done=self._listed, key="batches", receiver=self)

    def undo(self, batch_id: str) -> None:
        """Take an import back."""
        self._jobs.do(importing.undo, batch_id, done=self._undone, failed=self._refused, receiver=self)

    def sweep(self) -> None:
        """Cancelled; should the import have been finished just before, it is taken back."""
        self._jobs.do(_take_back_new, frozenset(self._known), done=self._swept, receiver=self)

    def _listed(self, batches: list[ImportBatch]) -> None:
        self._known = {batch.id for batch in batches}
        self.listed.emit(batches)

    def _undone(self, answer: UndoneImport) -> None:
        self.undone.emit(answer)
        self.read()

    def _swept(self, _answer: object) -> None:
        self.swept.emit()
        self.read()

    def _refused(self, refused: Refused) -> None:
        self.refused.emit(str(refused))


def _take_back_new(session: Any, known: frozenset[str]) -> None:
    for batch in importing.batches(session):
        if batch.id not in known and not batch.undone:
            importing.undo(session, batch.id)
