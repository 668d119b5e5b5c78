"""The window: locked or open, nothing more. What shows while it is open is the workspace's."""

import gc
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from ui.crash import CrashReport
from ui.jobs import Jobs
from ui.shell.announcer import Announcer
from ui.shell.idle import IdleWatch
from ui.shell.pages import PAGES, PageEntry, offered
from ui.shell.preferences import Preferences
from ui.theme import theme
from ui.unlock.door import Door
from ui.unlock.screen import UnlockScreen
from ui.widgets.focus_ring import FocusRing

if TYPE_CHECKING:
    from ui.shell.palette_source import Find
    from ui.shell.warming import Warmer
    from ui.shell.window_keys import WindowKeys
    from ui.shell.workspace import Workspace

# Only needed once it is unlocked: loaded while the passphrase is typed and its key derived.
BEHIND_THE_DOOR = ("ui.shell.workspace", "ui.shell.window_keys", "ui.shell.warming")
EMPTY_FOR_MS = 300  # at most, while the first page is read


class MainWindow(QMainWindow):
    """One native window with the unlock screens or the workspace of one session."""

    sharing = Signal(bool)
    opened = Signal()
    locked = Signal()
    stumbled = Signal(object)

    def __init__(
        self,
        door: Door,
        demo_door: Callable[[], Door],
        preferences: Preferences,
        find: "Find",
        pages: Mapping[str, PageEntry] = PAGES,
        *,
        warm: bool = False,
    ) -> None:
        """`warm`: pages are made ready while nobody waits; tests make the ones they look at."""
        super().__init__()
        self._warm = warm
        self.warmer: Warmer | None = None
        self._door, self._demo_door, self._find, self._pages = door, demo_door, find, pages
        self.preferences = preferences
        self._joining_again = False  # with a session open, and nothing of it to be seen
        self._shared = False  # outlives the lock: the screen may still be on a projector
        self.workspace: Workspace | None = None
        self._waiting: Workspace | None = None  # made, but not opened yet
        self.keys: WindowKeys | None = None
        self.unlock_screen: UnlockScreen | None = None
        self.jobs: Jobs | None = None
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        # The same words always: the title is seen in every list of windows that is shared.
        self.setWindowTitle("MDT Desktop")
        self.resize(1440, 900)
        self.announcer = Announcer(self)
        self.ring = FocusRing(self)
        self.idle = IdleWatch(parent=self)
        self.idle.warned.connect(self._warn)
        self.idle.returned.connect(self._unwarn)
        self.idle.expired.connect(self.lock)
        preferences.changed.connect(self._obey_preferences)
        # A bug on a thread of its own, that of a watched way say, is told here.
        self.stumbled.connect(self.show_crash, Qt.ConnectionType.QueuedConnection)
        self._obey_preferences()

    def begin(self) -> None:
        """Show the unlock screens, or the first run."""
        jobs = self.jobs = Jobs(parent=self)
        jobs.crashed.connect(self.show_crash)
        screen = self._show_unlock_screen(jobs)
        screen.begin()
        if self._warm:
            QTimer.singleShot(0, screen, self._load_ahead)  # after what the unlock screen itself asks for

    def _show_unlock_screen(self, jobs: Jobs) -> UnlockScreen:
        screen = self.unlock_screen = UnlockScreen(
            jobs, self._door, self._demo_door, auto_lock_minutes=self.preferences.auto_lock_minutes
        )
        screen.opened.connect(self._enter)
        self._stack.addWidget(screen)
        self._stack.setCurrentWidget(screen)
        return screen

    def adopt(self, jobs: Jobs) -> None:
        """Show the workspace of the session that `jobs` holds already."""
        self.jobs = jobs
        jobs.setParent(self)
        jobs.crashed.connect(self.show_crash)
        self._open_workspace(jobs)

    def lock(self) -> None:
        """Drafts are kept, the session ends, every page goes, and the window asks for the passphrase."""
        if self.workspace is None and not self._joining_again:
            return
        self._close_session()
        self.begin()
        self.locked.emit()

    def show_crash(self, report: CrashReport) -> None:
        """Tell a bug, and keep the report beside the profile."""
        from ui.shell.crash_dialog import CrashDialog

        CrashDialog(report, self._door.home / "reports", self).open()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._close_session()
        super().closeEvent(event)

    def _enter(self, door: Door) -> None:
        self._door = door
        if self.jobs is not None:
            self._open_workspace(self.jobs)

    def _open_workspace(self, jobs: Jobs) -> None:
        from ui.shell.warming import Warmer
        from ui.shell.window_keys import WindowKeys

        workspace = self._waiting or self._made_workspace(jobs)
        self.workspace, self.keys, self._waiting = workspace, WindowKeys(workspace, self._find), None
        self._joining_again = False
        # What stood here stays until there is something to see: painted once, not empty and then full.
        self._stack.setUpdatesEnabled(False)
        workspace.stands.connect(self._reveal)
        QTimer.singleShot(EMPTY_FOR_MS, workspace, self._reveal)
        self._stack.setCurrentWidget(workspace)
        self._drop(self.unlock_screen)
        self.unlock_screen = None
        if self._shared:
            workspace.set_sharing(True)
        workspace.begin()
        self.idle.start(self.preferences.auto_lock_minutes)
        self.opened.emit()
        if self._warm:
            self.warmer = Warmer(workspace, self.keys)

    def _load_ahead(self) -> None:
        if self.jobs is not None:
            first, door = offered(self._pages)[0].module, self._door
            self.jobs.ask(_load, (*BEHIND_THE_DOOR, first), done=self._make_ready)
            self.jobs.ask(lambda _session: door.make_ready(), done=lambda _ready: None, receiver=self)

    def _make_ready(self, _loaded: object) -> None:
        """The workspace is made, empty, while the passphrase is typed and its key derived."""
        if self.workspace is None and self._waiting is None and self.jobs is not None:
            self._waiting = self._made_workspace(self.jobs)
            self._waiting.make_ready()

    def _made_workspace(self, jobs: Jobs) -> "Workspace":
        from ui.shell.workspace import Workspace

        workspace = Workspace(jobs, self.preferences, self.announcer, self._pages)
        workspace.lock.connect(self.lock)
        workspace.gone.connect(self._team_gone)
        workspace.open_team.connect(self._open_team)
        workspace.invited_again.connect(self._join_again)
        workspace.sharing_switched.connect(self._share)
        workspace.resize(0, 0)  # else what shows is painted anew under the size that Qt gives at birth
        self._stack.addWidget(workspace)
        return workspace

    def _reveal(self) -> None:
        self._stack.setUpdatesEnabled(True)

    def _open_team(self, space: str) -> None:
        """Another team of the profile: both connections look at it, then every page is made anew."""
        from mdt_desktop.services.syncing import teams

        jobs = self.jobs
        if jobs is not None:
            jobs.do(
                teams.choose,
                space,
                done=lambda _: jobs.ask(teams.choose, space, done=lambda _: self._turn(jobs), receiver=self),
                receiver=self,
            )

    def _turn(self, jobs: Jobs) -> None:
        if self.workspace is not None:
            self._leave_workspace(self.workspace)
            self._open_workspace(jobs)

    def _leave_workspace(self, workspace: "Workspace") -> None:
        """Its pages go; the session stays open."""
        workspace.end()
        self._drop(workspace)
        gc.unfreeze()
        self.workspace = self.keys = self.warmer = None

    def _join_again(self, team: str) -> None:
        """A team has removed this laptop and invites its user anew: with the session that is open."""
        if self.workspace is not None and self.jobs is not None:
            self._leave_workspace(self.workspace)
            self._joining_again = True
            self._show_unlock_screen(self.jobs).show_join_again(team)

    def _team_gone(self, team: str) -> None:
        """A team's records were deleted here. Other teams are unlocked anew; without one the profile goes."""
        from mdt_desktop.services import profile
        from mdt_desktop.services.syncing import removal

        def found(over: bool) -> None:
            self._close_session(last=profile.end if over else None)
            self.begin()
            if self.unlock_screen is not None:
                self.unlock_screen.say(f"The records of {team} were deleted from this laptop.")

        if self.jobs is not None:
            self.jobs.do(removal.is_over, done=found, receiver=self)

    def _close_session(self, last: "Callable[[Any], None] | None" = None) -> None:
        self.idle.stop()
        if self.workspace is not None:
            self.workspace.end()
        if self.unlock_screen is not None:
            self.unlock_screen.leave()
        if self.jobs is not None:
            self.jobs.shutdown(last)
            self.jobs.deleteLater()
            self.jobs = None
        self._drop(self.workspace)
        self._drop(self._waiting)
        self._drop(self.unlock_screen)
        gc.unfreeze()  # the pages that were made ready go for good
        self.workspace = self._waiting = self.keys = self.unlock_screen = self.warmer = None
        self._joining_again = False

    def _drop(self, widget: QWidget | None) -> None:
        if widget is not None:
            self._stack.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _share(self, sharing: bool) -> None:
        self._shared = sharing
        self.sharing.emit(sharing)

    def _warn(self, seconds: int) -> None:
        if self.workspace is not None:
            self.workspace.notices.warn_of_lock(seconds)

    def _unwarn(self) -> None:
        if self.workspace is not None:
            self.workspace.notices.warn_of_lock(0)

    def _obey_preferences(self) -> None:
        mode, size = self.preferences.theme_mode, self.preferences.text_size
        if (mode, size) != (theme().mode, theme().text_size):
            theme().choose(mode=mode, text_size=size)
        self.announcer.silent = not self.preferences.announcements
        if self.workspace is not None:
            self.idle.start(self.preferences.auto_lock_minutes)


def _load(_session: Any, modules: tuple[str, ...]) -> None:
    for module in modules:
        import_module(module)
