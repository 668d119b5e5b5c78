"""A file that was being matched when the application locked: offered again, its columns as they were."""

from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Signal

from mdt_desktop.services import drafts
from ui.jobs import Jobs

PLACE = "import"  # where it is kept among the drafts


class Matching(msgspec.Struct, frozen=True):
    """Enough to read a file again and go on; nothing of its people is kept."""

    path: str
    sheet: str | None
    fields: dict[str, str]
    order: Any

    @property
    def name(self) -> str:
        """As the page calls it."""
        return Path(self.path).name


class LeftOpen(QObject):
    """`offered(matching)` once it is known that a file was left open."""

    offered = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.matching: Matching | None = None

    def ask(self) -> None:
        """Look whether there is one."""
        self._jobs.ask(drafts.kept, PLACE, done=self._found, key="left open")

    def keep(self, matching: Matching | None) -> None:
        """The page is left: keep what is open, else what is still on offer."""
        left = matching or self.matching
        self._jobs.do(drafts.keep, PLACE, msgspec.json.encode(left).decode() if left else "")

    def forget(self) -> None:
        """Another file was opened, or this one is done with."""
        self.matching = None

    def _found(self, draft: str) -> None:
        self.matching = msgspec.json.decode(draft, type=Matching) if draft else None
        if self.matching is not None:
            self.offered.emit(self.matching)
