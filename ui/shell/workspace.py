"""The open window: one page at a time, with what stands round it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from mdt_desktop.domain.records import Huddle
from mdt_desktop.services.huddle import huddles
from ui.jobs import Jobs
from ui.keys import Keys
from ui.page import FULL, Page
from ui.shell.announcer import Announcer
from ui.shell.exchanging import Exchanging
from ui.shell.footer import Footer
from ui.shell.history import History
from ui.shell.navigation import Navigation
from ui.shell.notices import Notices
from ui.shell.page_frame import PageStack
from ui.shell.pages import PageEntry, offered
from ui.shell.panes import first_stop, move_pane
from ui.shell.preferences import Preferences
from ui.shell.room import room
from ui.shell.status import Status, is_locked_here, other_teams, read_status, read_time
from ui.shell.top_bar import TopBar
from ui.widgets.boxes import Column, Row
from ui.widgets.separator import Separator
from ui.widgets.surface import set_surface
from ui.widgets.toast import Toast

if TYPE_CHECKING:
    from ui.sync.background import Background

EXCHANGE_AFTER_MS = 100


class Workspace(QWidget):
    """Makes pages when they are first shown, moves between them, and passes on what they say."""

    lock = Signal()
    gone = Signal(str)
    open_team = Signal(str)
    invited_again = Signal(str)
    sharing_switched = Signal(bool)
    page_shown = Signal(str)
    stands = Signal()

    def __init__(
        self,
        jobs: Jobs,
        preferences: Preferences,
        announcer: Announcer,
        pages: Mapping[str, PageEntry],
    ) -> None:
        super().__init__()
        self.jobs, self.preferences, self.announcer = jobs, preferences, announcer
        self.history = History()
        self.sharing = False
        self.exchanging = Exchanging(jobs, self)
        self.entries = pages
        self._pages: dict[str, Page] = {}
        self.navigation = Navigation(offered(self.entries))
        self.top_bar = TopBar()
        self.footer = Footer()
        self.notices = Notices()
        self._stack = PageStack()
        self._content = QWidget()
        self._lay_out()
        self.toast = Toast(self._content)
        self._connect()

    @property
    def page(self) -> Page | None:
        """The page that shows."""
        return self._stack.page

    @property
    def exchange(self) -> "Background | None":
        """What syncs in the background, once it runs."""
        return self.exchanging.background

    def show_page(self, name: str, where: dict[str, Any] | None = None) -> None:
        """Leave the page that shows and enter another, which takes the focus."""
        if self.exchanging.removed is not None:
            return
        if not self.entries[name].available():
            self.notices.complain("This version cannot show that yet. Nothing was changed.")
            return
        self.history.went(name, where or {})
        self._enter(name, where or {})

    def back(self) -> None:
        """To where we came from; home when that is nowhere."""
        self._enter(*self.history.back())

    def leave(self) -> None:
        """Let the page that shows keep what is half typed."""
        if self.page is not None:
            self.page.leave()

    def end(self) -> None:
        """Before the session ends: what is half typed is kept, the background sync stops."""
        self.leave()
        self.exchanging.stop()

    def commands(self) -> Sequence[Keys]:
        """What the page offers to do."""
        return self.page.commands() if self.page is not None else ()

    def set_sharing(self, sharing: bool) -> None:
        """Hide details in this window while it is shared, or show them again."""
        self.sharing = sharing
        self.top_bar.show_sharing(sharing)
        for page in self._pages.values():
            page.sharing = sharing
            page.sharing_changed()
        self.announcer.say("Details are hidden" if sharing else "Details are shown")
        self.sharing_switched.emit(sharing)

    def step_pane(self, step: int) -> None:
        """F6 and Shift F6: navigation, top bar, the page's panes."""
        page_panes = self.page.panes() if self.page is not None else []
        move_pane([self.navigation, self.top_bar, *page_panes], step)

    def make_ready(self) -> None:
        """Make the first page too and dress everything, a turn each, before there is a session."""
        QTimer.singleShot(0, self, lambda: self.made(offered(self.entries)[0].name))
        QTimer.singleShot(0, self, self._dress)

    def _dress(self) -> None:
        """Fonts, icons and styles are met by painting: once for nobody, if there is still time."""
        if not self.isVisible():
            self.resize(self.parentWidget().size())
            self.grab()

    def begin(self) -> None:
        """Read who and where we are, and show the first page; nothing of a team that removed this laptop.

        Made ready ahead, before there is a team, it has heard of nothing until now.
        """
        self.jobs.changed.connect(self._changed)
        self.jobs.ask(is_locked_here, done=self._admit)  # answered before what is asked below
        self.jobs.ask(read_status, done=self._show_status, key="status")
        self.exchanging.ask_notices()
        self.show_page(offered(self.entries)[0].name)
        self.jobs.ask(huddles.current, done=self._resume)  # answered when all that was asked before is

    def _admit(self, locked_here: bool) -> None:
        """Locked here, whatever else was asked is refused, and the screen that covers the pages says why."""
        if locked_here:
            self.stands.emit()
            self.exchanging.start()
        else:
            self.jobs.refused.connect(self.notices.refuse)

    def made(self, name: str) -> Page:
        """The page of that name, made if it has not been."""
        if name not in self._pages:
            self._pages[name] = self._make(name)
        return self._pages[name]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._obey_width()

    def _enter(self, name: str, where: dict[str, Any]) -> None:
        self.leave()
        self.notices.settle()
        page = self.made(name)
        self._stack.show_page(page)
        self._obey_width()
        page.enter(**where)
        self._show_header()
        self.announcer.say(page.title())
        stop = page.first_focus() or first_stop(page)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.OtherFocusReason)
        self.page_shown.emit(name)

    def _make(self, name: str) -> Page:
        page = self.entries[name].make(self.jobs, self.preferences)
        page.sharing = self.sharing
        if self.exchange is not None:
            page.set_exchange(self.exchange)
        page.key_table.set_letters(self.preferences.letter_keys)
        page.go.connect(self.show_page)
        page.back.connect(self.back)
        page.say.connect(self.toast.show_words)
        page.hear.connect(self._hear)
        page.announce.connect(self.announcer.say)
        page.complain.connect(self.notices.complain)
        page.lock.connect(self.lock)
        page.open_team.connect(self.open_team)
        page.header_changed.connect(self._show_header)
        self._stack.add(page)
        if self.sharing:
            page.sharing_changed()
        return page

    def _show_header(self) -> None:
        if self.page is not None:
            self.top_bar.show_page(self.page)
            self.footer.show_hints(self.page.hints())
            self.navigation.show_current(self.page.nav)

    def _resume(self, running: Huddle | None) -> None:
        """A huddle that runs is gone back to: the application may have been killed in the middle of it."""
        if running is not None and self.entries["run"].available():
            self.show_page("run", {"huddle": running.id})
        self.stands.emit()
        QTimer.singleShot(EXCHANGE_AFTER_MS, self, self.exchanging.start)  # what was read is painted first

    def _show_notices(self, notices: list[str]) -> None:
        for notice in notices:
            self.notices.complain(notice)

    def _show_status(self, status: Status) -> None:
        self.navigation.show_team(status.team, status.team_kind)
        self.navigation.me.show_me(status.me, status.my_role, status.initials, status.my_sector)
        self.navigation.set_badge("cases", status.open_cases)
        self.navigation.set_badge("actions", status.my_due, "red")
        self.top_bar.show_training(status.training)

    def _exchange_started(self, exchange: "Background") -> None:
        for page in self._pages.values():
            page.set_exchange(exchange)
        if self.exchanging.removed is None:
            self.jobs.ask(other_teams, done=self.navigation.show_others)

    def _show_exchange(self) -> None:
        if self.exchange is None or (words := self.exchange.words()) is None:
            return
        self.top_bar.show_state(words.chip, words.tone, words.icon)
        self.navigation.set_badge("sync", self.exchange.to_decide, "amber")
        if self.page is not None and self.exchanging.removed is None:
            self.page.exchanged()

    def _show_removed(self) -> None:
        """The team is locked on this laptop: nothing of it can be used any more."""
        self.leave()
        for part in (self.navigation, self._content):
            part.setEnabled(False)

    def _changed(self, changed: Any) -> None:
        if not changed.by_others:
            self.jobs.ask(read_time, done=self.footer.show_saved, key="saved")
            self.toast.drop_undo()
        if changed.touches("team", "member", "case", "action"):
            self.jobs.ask(read_status, done=self._show_status, key="status")
        if self.page is not None:
            self.page.changed(changed)

    def _hear(self, words: str) -> None:
        """What a colleague did; an Undo that is offered is not taken away for it."""
        if self.toast.offers_undo():
            self.announcer.say(words)
        else:
            self.toast.show_words(words)

    def _obey_preferences(self) -> None:
        for page in self._pages.values():
            page.key_table.set_letters(self.preferences.letter_keys)
        self._obey_width()

    def _obey_width(self) -> None:
        width_class, low = room(self.size())
        compact_page = self.page is not None and self.page.compact_nav
        self.navigation.set_compact(width_class != FULL or compact_page)
        self.top_bar.show_width(width_class, low)
        self.footer.set_hints_shown(width_class == FULL)
        self.footer.setVisible(self.preferences.footer and not low)
        if self.page is not None and self.page.width_class != width_class:
            self.page.width_class = width_class
            self.page.width_changed()

    def _lay_out(self) -> None:
        set_surface(self, "canvas")
        right = Column(self._content, gap=0).add(self.top_bar, Separator(), self.notices)
        right.addWidget(self._stack, 1)
        right.add(self.footer)
        row = Row(self, gap=0).add(self.navigation, Separator(vertical=True))
        row.addWidget(self._content, 1)

    def _connect(self) -> None:
        self.navigation.chosen.connect(self.show_page)
        self.navigation.lock.connect(self.lock)
        self.navigation.team_chosen.connect(self.open_team)
        self.top_bar.go.connect(self.show_page)
        self.exchanging.started.connect(self._exchange_started)
        self.exchanging.changed.connect(self._show_exchange)
        self.exchanging.noticed.connect(self._show_notices)
        self.exchanging.covered.connect(self._show_removed)
        self.exchanging.gone.connect(self.gone)
        self.exchanging.lock.connect(self.lock)
        self.exchanging.open_team.connect(self.open_team)
        self.exchanging.invited.connect(self.invited_again)
        self.preferences.changed.connect(self._obey_preferences)
