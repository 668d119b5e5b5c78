"""From one person to the next in the list a record was opened from, though the list may have changed."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from mdt_desktop.services.cases import case_lists
from mdt_desktop.services.cases.case_lists import CasePage
from ui.cases.query import Place
from ui.jobs import Jobs


class ListSteps(QObject):
    """`found(case id, place)`, or `ended(words)` where there is nobody further."""

    found = Signal(str, object)
    ended = Signal(str)

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs

    def step(self, by: int, here: str, place: Place | None) -> None:
        """Look for the one before (-1) or after (1) the case `here`."""
        if place is None:
            self.ended.emit("Open somebody from the case list to step through it")
            return
        offset = max(0, place.at - 1)
        self._jobs.ask(
            case_lists.list_cases,
            place.query.terms(),
            done=partial(self._choose, by, here, place, offset),
            key="step",
            receiver=self,
            offset=offset,
            limit=3,
            **place.query.options(),
        )

    def _choose(self, by: int, here: str, place: Place, offset: int, page: CasePage) -> None:
        ids = [row.id for row in page.rows]
        # No longer in the list: whoever took the place, or stood before it.
        gone = place.at - offset + (0 if by > 0 else -1)
        goal = ids.index(here) + by if here in ids else gone
        if 0 <= goal < len(ids):
            self.found.emit(ids[goal], Place(place.query, offset + goal, page.total))
        else:
            self.ended.emit("The end of the list" if by > 0 else "The start of the list")
