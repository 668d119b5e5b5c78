"""The window before there is a session: the drawing on the left, one task on the right.

Of the tasks only the daily one is imported with it; the others are when they are shown.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from mdt_desktop import __version__
from ui.jobs import Jobs
from ui.theme import u
from ui.unlock.art import UnlockArt
from ui.unlock.door import DEMO_PASSPHRASE, Door
from ui.unlock.task import Task
from ui.unlock.unlock_task import UnlockTask
from ui.widgets.boxes import Column, Row
from ui.widgets.surface import set_surface
from ui.widgets.text import Text

ART_FROM = 1000  # narrower windows have room for the task alone
ART_SHARE, TASK_SHARE = 43, 57
NO_TEAM = "Use an invitation of the team you want to work with."
AGAIN = "Use the new invitation of its admin. What you wrote before is handed in first."


class UnlockScreen(QWidget):
    """Opens a session on `jobs`, then says so: `opened(door)`."""

    opened = Signal(object)

    def __init__(
        self, jobs: Jobs, door: Door, demo_door: Callable[[], Door], *, auto_lock_minutes: int
    ) -> None:
        super().__init__()
        self._jobs, self._door, self._demo_door = jobs, door, demo_door
        self._art = UnlockArt()
        self._stack = QStackedWidget()
        self._foot = Text(
            f"Version {__version__} · Locks after {auto_lock_minutes} minutes without use",
            "small",
            colour="text3",
        )
        self._foot.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        set_surface(self, "surface")
        right = Column(margin=(0, 0, 0, 22), gap=0)
        right.addWidget(self._stack, 1)
        right.add(self._foot)
        row = Row(self, gap=0)
        row.addWidget(self._art, ART_SHARE)
        row.addLayout(right, TASK_SHARE)

    @property
    def task(self) -> QWidget:
        """The task that shows."""
        return self._stack.currentWidget()

    def begin(self) -> None:
        """Unlock what is there, or the first run."""
        if self._door.exists():
            self.show_unlock()
        else:
            self.show_choice()

    def say(self, words: str) -> None:
        """A quiet line at the foot, for whoever wonders what became of a team."""
        self._foot.setText(words)

    def show_unlock(self) -> None:
        hint = f"The demo’s passphrase is “{DEMO_PASSPHRASE}”." if self._door.demo else ""
        task = UnlockTask(self._jobs, self._door, hint=hint)
        task.opened.connect(self._opened)
        task.teamless.connect(self._go_on_joining)
        task.forgotten.connect(self.show_recover)
        self._show(task)

    def show_recover(self) -> None:
        from ui.unlock.recover_task import RecoverTask

        task = RecoverTask(self._jobs, self._door)
        task.opened.connect(self.show_new_passphrase)
        task.back.connect(self.show_unlock)
        self._show(task)

    def show_new_passphrase(self) -> None:
        from ui.unlock.new_passphrase_task import NewPassphraseTask

        task = NewPassphraseTask(self._jobs, self._door)
        task.chosen.connect(self._opened)
        self._show(task)

    def show_choice(self) -> None:
        from ui.unlock.choose_task import ChooseTask

        task = ChooseTask()
        task.join_chosen.connect(self.show_join)
        task.create_chosen.connect(self.show_create)
        task.demo_chosen.connect(lambda: self.show_demo())
        task.code_chosen.connect(self.show_recover_team)
        self._show(task)

    def show_join(self, trouble: str = "") -> None:
        """With `trouble` the profile is open, and its last request was refused."""
        from ui.unlock.join_task import JoinTask

        task = JoinTask(self._jobs, self._door, trouble, may_leave=not trouble)
        task.back.connect(self.show_choice)
        task.asked.connect(self._asked)
        task.code_chosen.connect(lambda: self.show_recover_team(profile_open=True))
        self._show(task)

    def show_join_again(self, team: str) -> None:
        """The team that the profile holds has removed this laptop, and has invited its user anew."""
        from ui.unlock.join_task import JoinTask

        task = JoinTask(self._jobs, self._door, AGAIN, title=f"This laptop was removed from {team}")
        task.back.connect(self._opened)
        task.asked.connect(self._asked)
        self._show(task)

    def show_recover_team(self, *, profile_open: bool = False) -> None:
        """A team whose admins' laptops are all lost comes back with its printed code."""
        from ui.unlock.recover_team_task import RecoverTeamTask

        task = RecoverTeamTask(self._jobs, self._door, profile_open=profile_open)
        task.back.connect(lambda: self.show_join(NO_TEAM) if profile_open else self.show_choice())
        task.recovered.connect(self._recovered)
        self._show(task)

    def show_admission(self) -> None:
        """Waiting to be let into a team; the profile holds none yet."""
        from ui.unlock.admission_task import AdmissionTask

        task = AdmissionTask(self._jobs)
        task.arrived.connect(self._opened)
        task.refused.connect(self.show_join)
        self._show(task)
        task.begin()

    def show_create(self) -> None:
        from ui.unlock.create_task import CreateTask

        task = CreateTask(self._jobs, self._door)
        task.back.connect(self.show_choice)
        task.founded.connect(self.show_recovery_code)
        self._show(task)

    def show_recovery_code(
        self, code: str, team: str = "", *, joining: bool = False, news: tuple[str, str] | None = None
    ) -> None:
        """`team` is the id of one that was founded with the code."""
        from ui.unlock.recovery_code_task import RecoveryCodeTask

        task = RecoveryCodeTask(code, team=team, go_on="Go on" if joining else "Open my team", news=news)
        task.confirmed.connect(self.show_admission if joining else self._opened)
        self._show(task)

    def show_demo(self, door: Door | None = None) -> None:
        """The demo lives in `door`'s folder, or in one of its own that goes when the application ends."""
        from ui.unlock.demo_task import DemoTask

        self._door = door or self._demo_door()
        task = DemoTask(self._jobs, self._door)
        task.opened.connect(self._opened)
        task.back.connect(self.show_choice)
        self._show(task)
        task.begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._art.setVisible(self.width() >= u(ART_FROM))

    def _show(self, task: Task) -> None:
        old = self._stack.currentWidget()
        self._stack.addWidget(task)
        self._stack.setCurrentWidget(task)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        task.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _asked(self, code: str) -> None:
        if code:
            self.show_recovery_code(code, joining=True)
        else:
            self.show_admission()

    def _recovered(self, code: str) -> None:
        from ui.unlock.recover_team_task import NEXT, REMOVE_THE_LOST

        if code:
            self.show_recovery_code(code, news=(NEXT, REMOVE_THE_LOST))
        else:
            self._opened()

    def _go_on_joining(self) -> None:
        """The profile that was unlocked holds no team: its request waits, or has been refused."""
        from ui.unlock.join_task import is_waiting

        def found(waiting: bool) -> None:
            if waiting:
                self.show_admission()
            else:
                self.show_join(NO_TEAM)

        self._jobs.do(is_waiting, done=found, receiver=self)

    def leave(self) -> None:
        """Before the session ends, or the workspace takes over."""
        task = self.task
        if isinstance(task, Task):
            task.stop()

    def _opened(self) -> None:
        self.leave()
        self.opened.emit(self._door)
