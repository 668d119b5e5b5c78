"""The base class of every page: what the shell asks of it, and what it may ask of the shell.

For page engineers. A page is made once (`YourPage(jobs)`, see `ui/shell/pages.py` for the table of names), is
entered and left many times, and never sees the window, the store or another page.

    class CasesPage(Page):
        nav = "cases"                                  # which navigation item is lit

        def __init__(self, jobs):
            super().__init__(jobs)
            self.primary = Button("Add person", icon="user-plus", kind="primary", key="N")
            self.add_keys("J K", "Move")                   # told in the footer, handled by the list itself
            self.add_keys("A", "Add to agenda", self._add) # a letter: acts only outside text fields
            self.add_keys("Ctrl+Return", "Finish and next", self._finish)  # a chord: acts anywhere

        def title(self): return "Cases"
        def context(self): return "Harbourside · 142 open"
        def enter(self, case=None): self.jobs.ask(cases.listed, done=self._show, key="list")
        def changed(self, changed): changed.touches("case") and self._reload()

What the shell reads: `nav`, `compact_nav`, `title()`, `context()`, `steps()`, `chips()`, `primary`,
`hints()`, `commands()`, `first_focus()`, `panes()`. After any of them changes, emit `header_changed`.

What a page emits: `go(name, where)` opens another page with `enter(**where)`; `back` goes where we came from;
`say(words, undo)` shows a toast (`undo`: a callable or None); `announce(words)` speaks politely to screen
readers; `hear(words)` tells what a colleague did; `complain(sentence)` shows the red message bar above the
page; `lock` locks the application; `open_team(space)` goes to another team of the profile.

Names and what `where` holds, always ids: home, cases, record (case), huddles, prepare, run, close (huddle),
actions (may have action), minutes (may have huddle), import, settings. The palette opens record, minutes and
actions so; after a crash the shell opens run (huddle).

When the application locks, the page that shows is left and every page is deleted: keep half-typed text in
`leave()`. Give dialogs and further windows the page as parent and `open()` or `show()` them, never `exec()`,
so that they go with it.

What the shell sets: `sharing` (bool; obey it in `sharing_changed`), `width_class` ("full", "medium", "narrow"
by its width; obey it in `width_changed`), `exchange` (the background sync, which begins a moment after the
first page shows and is None before; see `exchanged`, `with_exchange`).
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.jobs import Jobs
from ui.keys import Keys, KeyTable

if TYPE_CHECKING:
    from ui.sync.background import Background

FULL, MEDIUM, NARROW = "full", "medium", "narrow"


class Step(msgspec.Struct, frozen=True):
    """One step of the flow shown in the top bar; `page` is opened with `where` when it is pressed."""

    words: str
    page: str
    where: dict[str, Any]
    done: bool = False
    current: bool = False


class Page(QWidget):
    """One screen. Subclasses lay out and react; services decide."""

    nav = ""
    compact_nav = False

    header_changed = Signal()
    go = Signal(str, dict)
    back = Signal()
    say = Signal(str, object)
    hear = Signal(str)
    announce = Signal(str)
    complain = Signal(str)
    lock = Signal()
    open_team = Signal(str)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self.primary: QAbstractButton | None = None
        self.sharing = False
        self.width_class = FULL
        self.exchange: Background | None = None
        self._for_exchange: list[Callable[[Background], object]] = []
        self.key_table = KeyTable(self)

    # What the shell reads

    def title(self) -> str:
        """The page's name, also the window's accessible name."""
        raise NotImplementedError

    def context(self) -> str:
        """One quiet line beside the title."""
        return ""

    def steps(self) -> list[Step]:
        """The flow this page is a step of; empty outside a flow."""
        return []

    def chips(self) -> list[QWidget]:
        """Widgets for the top bar, left of the primary button. Made once and kept by the page."""
        return []

    def hints(self) -> list[tuple[str, str]]:
        """(keys, words) for the footer: five or six that matter here."""
        return [(entry.keys, entry.words) for entry in self.key_table.entries if entry.hint]

    def commands(self) -> list[Keys]:
        """What the palette offers while this page shows."""
        return [entry for entry in self.key_table.entries if entry.act is not None]

    def first_focus(self) -> QWidget | None:
        """Where the focus starts."""
        return None

    def panes(self) -> list[QWidget]:
        """What F6 moves between, in reading order."""
        return [self]

    # What the shell calls

    def enter(self, **where: Any) -> None:
        """The page is shown; `where` says what it is about. Load here."""

    def leave(self) -> None:
        """The page is hidden or the application locks: keep half-typed text as a draft here."""

    def changed(self, changed: Any) -> None:
        """Something was committed: reload what `changed.touches(kind)` concerns. Called while shown."""

    def sharing_changed(self) -> None:
        """`self.sharing` was switched: hide or show numbers, addresses and dates of birth."""

    def width_changed(self) -> None:
        """`self.width_class` was switched."""

    def exchanged(self) -> None:
        """How the exchange with colleagues stands may be another: see `self.exchange`. Called while shown."""

    def set_exchange(self, exchange: "Background") -> None:
        """The background sync runs: what waited for it is done."""
        self.exchange = exchange
        waited, self._for_exchange = self._for_exchange, []
        for use in waited:
            use(exchange)

    # What subclasses use

    def with_exchange(self, use: Callable[["Background"], object]) -> None:
        """Do something with the background sync: now, or as soon as it runs."""
        if self.exchange is not None:
            use(self.exchange)
        else:
            self._for_exchange.append(use)

    def add_keys(
        self,
        keys: str,
        words: str,
        act: Callable[[], object] | None = None,
        *,
        hint: bool = True,
        icon: str = "",
    ) -> None:
        """Tell (and, with `act`, handle) keys: "A", "/", "Ctrl+Return", "F8", "Alt+Up"; "J K" for a pair."""
        self.key_table.add(Keys(keys, words, act, hint, icon))
