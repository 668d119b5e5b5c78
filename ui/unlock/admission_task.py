"""Waiting to be admitted: four words to read out; then the team's records arrive."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mdt_desktop.progress import Counted
from mdt_desktop.services.syncing import arriving, teams
from mdt_desktop.services.syncing.joining import JoinState
from ui.jobs import Jobs
from ui.sync.request_pane import CheckWords
from ui.sync.state_words import ToCome
from ui.unlock.asking import Asking
from ui.unlock.task import Task
from ui.widgets.boxes import Row
from ui.widgets.button import Button
from ui.widgets.message import Message
from ui.widgets.progress_bar import ProgressBar
from ui.widgets.text import Text

WAITING = "You may close the application: the request is kept, and asked again when you unlock."


class AdmissionTask(Task):
    """`arrived` once the team is here; `refused(sentence)` when the answer is no."""

    arrived = Signal()
    refused = Signal(str)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(
            "Read these words aloud",
            "Whoever invited you compares them with their own screen, then lets this laptop in.",
            width=560,
        )
        self._jobs, self._space = jobs, ""
        self.words = CheckWords()
        self.waiting = Text("Asking…", "body", wrap=True)
        self.trouble = Message("amber", "")
        self.bar = ProgressBar("Fetching the team’s records")
        self.figure = Text("", "meta", colour="text2")
        self.open_now = Button("Open now: the rest follows", kind="primary")
        self.look = Button("I was admitted: look now", icon="refresh-cw")
        self._asking = Asking(jobs, self)
        self.look.clicked.connect(self._asking.look_now)
        self._asking.told.connect(self._show)
        self._asking.progressed.connect(self._progress)
        self._asking.refused.connect(self.refused)
        self._asking.arrived.connect(self._arrive)
        jobs.changed.connect(self._came)
        self.open_now.clicked.connect(self._arrive)
        self.content.add(self.words, self.waiting, self.trouble, self.bar, self.figure, 4)
        self.content.add(Row().add(self.look, self.open_now, None))
        for part in (self.trouble, self.bar, self.figure, self.open_now):
            part.hide()

    def first_focus(self) -> QWidget:
        return self.look

    def begin(self) -> None:
        self._asking.start()

    def stop(self) -> None:
        """Before the session ends."""
        self._asking.stop()

    def _came(self, _changed: object) -> None:
        """Once the team and its new member are here there is something to open."""
        if self.open_now.isHidden() and self._space:
            self._jobs.do(arriving.is_usable, done=self.open_now.setVisible, receiver=self)

    def _arrive(self, _trouble: object) -> None:
        """Both connections look at the team, and no longer at another of the profile; what has not come yet
        comes in the background."""
        jobs, space = self._jobs, self._space
        jobs.do(
            teams.choose,
            space,
            done=lambda _: jobs.ask(teams.choose, space, done=lambda _: self.arrived.emit(), receiver=self),
            receiver=self,
        )

    def _show(self, state: JoinState) -> None:
        self._space = state.space
        self.words.show_words(state.words)
        who = state.invited_by
        if state.status == "admitted":
            self.waiting.setText(f"{who} has let you in. The team’s records are on their way.")
            self.look.hide()
            self.bar.show()
            self.figure.show()
            self.bar.set_progress(0, 0)
        else:
            self.waiting.setText(f"Waiting for {who} to let you in. {WAITING}")
        self.trouble.set_message("amber", "Nobody could be asked just now", state.trouble)
        self.trouble.setVisible(bool(state.trouble))

    def _progress(self, done: int, total: int, of: Counted) -> None:
        if of is not Counted.GOING:
            self.bar.set_progress(done, total)
            self.figure.setText(figure_words(done, total, of))


def figure_words(done: int, total: int, of: Counted) -> str:
    """What is still to come: the team as it stands, where there is a snapshot of it; then the changes."""
    if total == done:
        return ""
    left = f"{ToCome(total - done, of).words} still to come, of"
    if of is Counted.SNAPSHOT:
        return f"{left} {ToCome(total, of).words}. The team’s changes follow."
    return f"{left} {total:,}"
