"""The exchange with colleagues, as the frame of the window shows it; a removal covers everything else."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.jobs import Jobs
from ui.shell.status import load_exchange, notices_of, other_teams

if TYPE_CHECKING:
    from ui.sync.background import Background
    from ui.sync.removed_screen import RemovedScreen


class Exchanging(QObject):
    """`started` once it runs; `changed` whenever how it stands may be another; `noticed(sentences)` what an
    exchange found worth saying: another team that was asked to join has said no, say.

    Of a team that removed this laptop: `covered` before nothing of it shows any more, `gone(team)` once its
    records are deleted here. What its user does then: `lock`, `open_team(space)`, `invited(team)`.
    """

    started = Signal(object)
    changed = Signal()
    noticed = Signal(list)
    covered = Signal()
    gone = Signal(str)
    lock = Signal()
    open_team = Signal(str)
    invited = Signal(str)

    def __init__(self, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._jobs, self._window = jobs, window
        self.background: Background | None = None
        self.removed: RemovedScreen | None = None

    def start(self) -> None:
        """Load what exchanges, and begin: colleagues' changes come and ours go in the background."""
        self._jobs.ask(load_exchange, done=self._begin)

    def stop(self) -> None:
        if self.background is not None:
            self.background.stop()

    def ask_notices(self) -> None:
        """What opening the profile, and the exchange, found."""
        self._jobs.do(notices_of, done=self._tell_notices)

    def _begin(self, make: "type[Background]") -> None:
        self.background = make(self._jobs, self)
        self.background.changed.connect(self._show)
        self.background.synced.connect(self._tell_gone)
        self.started.emit(self.background)
        self.background.start()

    def _show(self) -> None:
        state = self.background.state if self.background is not None else None
        if state is not None and state.removed is not None:
            self._cover(state.removed, state.trouble)
        self.changed.emit()

    def _cover(self, removal: Any, trouble: str) -> None:
        """The team is locked on this laptop: only what becomes of it shows."""
        from ui.sync.removed_screen import RemovedScreen

        if self.removed is None:
            self.covered.emit()
            self.removed = screen = RemovedScreen(self._window)
            screen.lock.connect(self.lock)
            screen.open_team.connect(self.open_team)
            screen.invited.connect(lambda: self.invited.emit(removal.team))
            if self.background is not None:
                screen.try_now.connect(self.background.try_now)
            self._jobs.ask(other_teams, done=screen.show_others)
        self.removed.show_removal(removal, trouble)
        self.removed.cover()

    def _tell_gone(self, came: Any) -> None:
        """A team's records were deleted here, as its admin asked."""
        if came.gone:
            self.gone.emit(came.team)
        else:
            self.ask_notices()

    def _tell_notices(self, notices: list[str]) -> None:
        if notices:
            self.noticed.emit(notices)
