"""Who is selected in the list: kept over a lock, so that what is asked of several can be gone on with."""

import msgspec
from PySide6.QtCore import QObject

from mdt_desktop.services import drafts
from ui.cases.table_model import CaseTableModel
from ui.jobs import Jobs

PLACE = "cases selected"  # where it is kept among the drafts


class KeptSelection(QObject):
    """Case ids alone, on this computer, encrypted like every draft."""

    def __init__(self, jobs: Jobs, model: CaseTableModel, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._model, self._kept = jobs, model, ""
        self._asked = False

    def give_back(self) -> None:
        """Once, when the page is first entered: unless somebody is selected by then."""
        if not self._asked:
            self._asked = True
            self._jobs.ask(drafts.kept, PLACE, done=self._found, receiver=self)

    def keep(self) -> None:
        """The page is left, or the application locks."""
        chosen = msgspec.json.encode(list(self._model.ticked)).decode() if self._model.ticked else ""
        if chosen != self._kept:
            self._kept = chosen
            self._jobs.do(drafts.keep, PLACE, chosen)

    def _found(self, kept: str) -> None:
        self._kept = kept
        if kept and not self._model.ticked:
            self._model.tick_again(msgspec.json.decode(kept, type=list[str]))
