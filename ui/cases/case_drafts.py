"""What is half typed on somebody’s record: kept with them, given back when their record is opened again."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from mdt_desktop.services import drafts
from ui.jobs import Jobs


class CaseDrafts(QObject):
    """`parts`: by the name of their place, what is typed there and how it is put back."""

    def __init__(
        self, jobs: Jobs, parent: QObject, parts: dict[str, tuple[Callable[[], str], Callable[[str], None]]]
    ) -> None:
        super().__init__(parent)
        self._jobs, self._parts = jobs, parts
        self._case = ""
        self._kept = dict.fromkeys(parts, "")

    def turn_to(self, case: str) -> None:
        """Another person: what was left with them comes back, unless something is typed there by then."""
        self._case, self._kept = case, dict.fromkeys(self._parts, "")
        for part in self._parts:
            place = f"{part} {case}"
            self._jobs.ask(
                drafts.kept,
                place,
                done=lambda text, part=part: self._give_back(part, text),
                key=part,
                receiver=self,
            )

    def keep(self) -> None:
        """Keep what is typed now, and forget what has been said."""
        for part, (typed, _) in self._parts.items():
            text = typed()
            if self._case and text != self._kept[part]:
                self._kept[part] = text
                self._jobs.do(drafts.keep, f"{part} {self._case}", text)

    def _give_back(self, part: str, text: str) -> None:
        typed, put_back = self._parts[part]
        if text and not typed():
            self._kept[part] = text
            put_back(text)
