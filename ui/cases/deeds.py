"""What both case pages do to cases: write, say what was done, offer to take it back."""

from collections.abc import Callable
from functools import partial
from typing import Any

from mdt_desktop.services import undo
from mdt_desktop.services.cases import many_cases
from mdt_desktop.services.cases.case_page import Surroundings
from mdt_desktop.services.cases.many_cases import AddedToAgenda
from ui.cases.wording import day_of, people
from ui.page import Page


class Deeds:
    """The writes of one page; each is told in a toast with Undo."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def write(self, words: str, service: Callable[..., Any], *args: Any, **options: Any) -> None:
        """Do it, then say so."""
        page = self._page
        page.jobs.do(service, *args, done=partial(self.told, words), receiver=page, **options)

    def told(self, words: str, _answer: object = None) -> None:
        """Say what was done; Undo takes it back."""
        self._page.say.emit(words, self._take_back)

    def add_to_agenda(self, case_ids: list[str], around: Surroundings, then: Callable[[], None]) -> None:
        """Put them onto the next open agenda; `then` when somebody was added."""
        done = partial(self._added, around, then)
        self._page.jobs.do(many_cases.add_to_agenda, case_ids, done=done, receiver=self._page)

    def open_agenda(self, around: Surroundings | None) -> None:
        """Go and prepare the next huddle."""
        if around is not None and around.huddle is not None:
            self._page.go.emit("prepare", {"huddle": around.huddle.id})

    def _added(self, around: Surroundings, then: Callable[[], None], added: AddedToAgenda) -> None:
        day = day_of(added.day, around.today)
        if not added.added:
            self._page.say.emit(f"On {day}’s agenda already", None)
            return
        then()
        more = f"; {added.already} there already" if added.already else ""
        self.told(f"{people(added.added)} added to {day}’s agenda{more}")

    def _take_back(self) -> None:
        self._page.jobs.do(undo.undo)
