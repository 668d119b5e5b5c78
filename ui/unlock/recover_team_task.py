"""The team's printed code on this laptop, when no admin's is left: the team comes back, with an admin."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mdt_desktop.progress import Counted
from mdt_desktop.refused import Refused
from mdt_desktop.services.syncing import recovering_first, teams
from mdt_desktop.services.syncing.recovering_first import Recovered
from ui.job import Job
from ui.jobs import Jobs
from ui.unlock.admission_task import figure_words
from ui.unlock.door import Door
from ui.unlock.new_passphrase import NewPassphrase
from ui.unlock.task import Task
from ui.unlock.team_place import TeamPlace
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.message import Message
from ui.widgets.progress_bar import ProgressBar
from ui.widgets.text import Text

LEAD = (
    "For when no admin’s laptop is left: this one becomes an admin’s, with all that the team has shared. "
    "Where a colleague’s laptop still works, use the code there: Sync, “No admin left?”."
)
CODE_HINT = "As it was printed when the team was created. Spaces and capitals do not matter."
NEXT = "The team is on this laptop, and you are an admin"
REMOVE_THE_LOST = (
    "Remove the lost laptop next, on the Sync page: until then it still gets what the team writes. "
    "The team’s printed code stays as it is; the one below is for this laptop alone."
)


class RecoverTeamTask(Task):
    """`recovered` carries the code of the new profile once the team is here, "" for one that was open."""

    recovered = Signal(str)

    def __init__(self, jobs: Jobs, door: Door, *, profile_open: bool = False) -> None:
        super().__init__("Bring your team back", LEAD, width=560)
        self._jobs, self._door, self._profile_open = jobs, door, profile_open
        self._job: Job | None = None
        self.code = Field("The team’s recovery code", hint=CODE_HINT)
        self.place = TeamPlace()
        self.name = Field("Your name, as they know you")
        self.passphrase = NewPassphrase()
        self.trouble = Message("red", "The team was not brought back")
        self.deed = Button("Bring it back", kind="primary", key="Enter", large=True)
        self.leave = Button("Back", kind="ghost", icon="arrow-left")
        self.bar = ProgressBar("Fetching the team’s records")
        self.figure = Text("", "meta", colour="text2")
        self._form = QWidget()
        self._lay_out()
        for field in (self.code, self.name):
            field.edit.returnPressed.connect(self._start)
        for part in (self.place, self.passphrase):
            part.entered.connect(self._start)
        self.deed.clicked.connect(self._start)
        self.leave.clicked.connect(self._leave)

    def first_focus(self) -> QWidget:
        return self.code.edit

    def stop(self) -> None:
        """What was fetched so far goes: half a team is no team."""
        if self._job is not None:
            self._job.cancel()

    def _start(self) -> None:
        if self._job is not None or self._is_wrong():
            return
        self._busy("Looking for the team…")
        wanted = (self.code.text().strip(), self.place.place(), self.name.text().strip())
        if self._profile_open:
            self._job = self._jobs.do(
                recovering_first.recover_here, *wanted, done=self._look_at, failed=self._refused,
                progress=self._progress, stopped=self._stopped,
            )  # fmt: skip
            return
        self._job = self._jobs.open(
            self._door.bring_back, self.passphrase.text(), *wanted, done=self._came, failed=self._refused,
            progress=self._progress, stopped=self._stopped, session_of=lambda found: found.session,
        )  # fmt: skip

    def _is_wrong(self) -> bool:
        """Say under each field what it needs; the first of them takes the focus."""
        weak = None if self._profile_open else self.passphrase.complain()
        for field, sentence in ((self.code, "Type the printed code."), (self.name, "Type your name.")):
            field.set_error("" if field.text().strip() else sentence)
        place = self.place.complain()
        stops = [
            self.code.edit if self.code.error() else None,
            place,
            self.name.edit if self.name.error() else None,
            weak.edit if weak is not None else None,
        ]
        first = next((stop for stop in stops if stop is not None), None)
        if first is not None:
            first.setFocus()
        return first is not None

    def _came(self, found: Recovered) -> None:
        self._job = None
        self.passphrase.clear()
        self.code.edit.clear()
        self.recovered.emit(found.recovery_code)

    def _look_at(self, space: str) -> None:
        """The reading connection was opened before there was a team to look at."""
        self._job = None
        self.code.edit.clear()
        self._jobs.ask(teams.choose, space, done=lambda _: self.recovered.emit(""), receiver=self)

    def _refused(self, refused: Refused) -> None:
        self._job = None
        self._busy("")
        sentence = str(refused)
        if "code" in sentence.partition(".")[0]:
            self.code.set_error(sentence)
            self.code.edit.setFocus()
        else:
            self.trouble.set_message("red", "The team was not brought back", sentence)
            self.trouble.show()
            self.code.edit.setFocus()  # at the top, where the message stands

    def _stopped(self) -> None:
        self._job = None
        self._busy("")

    def _leave(self) -> None:
        if self._job is None:
            self.back.emit()
        else:
            self.figure.setText("Stopping…")
            self.stop()

    def _progress(self, done: int, total: int, *of: Any) -> None:
        counted = of[0] if of else Counted.COMING
        if counted is not Counted.GOING:
            self.bar.set_progress(done, total)
            self.figure.setText(figure_words(done, total, counted))

    def _busy(self, words: str) -> None:
        busy = bool(words)
        for part in (self._form, self.deed):
            part.setVisible(not busy)
        self.bar.setVisible(busy)
        self.bar.set_progress(0, 0)
        self.figure.setText(words)
        self.figure.setVisible(busy)
        self.leave.setText("Cancel" if busy else "Back")
        if busy:
            self.trouble.hide()
            self.leave.setFocus()

    def _lay_out(self) -> None:
        Column(self._form, gap=12).add(self.code, self.place, self.name, self.passphrase)
        self.passphrase.setVisible(not self._profile_open)
        for part in (self.trouble, self.bar, self.figure):
            part.hide()
        self.content.add(self.trouble, self._form, 6, self.bar, self.figure)
        self.content.add(Row().add(self.leave, None, self.deed))
