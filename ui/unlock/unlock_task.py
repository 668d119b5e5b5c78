"""Unlock a profile with its passphrase, the computer's keyring or, forgotten, the recovery code."""

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from mdt_desktop.refused import Refused
from ui.jobs import Jobs
from ui.unlock.door import Door
from ui.unlock.task import Task
from ui.widgets.avatar import Avatar
from ui.widgets.boxes import Row
from ui.widgets.button import Button
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.surface import set_surface
from ui.widgets.text import Text

if TYPE_CHECKING:
    from mdt_desktop.services.session import Session

WRONG = "That passphrase does not open this profile. Nothing is lost."


class UnlockTask(Task):
    """`opened` once the session is there, `teamless` if it waits for a team; `forgotten`: the code."""

    opened = Signal()
    teamless = Signal()
    forgotten = Signal()

    def __init__(self, jobs: Jobs, door: Door, *, hint: str = "") -> None:
        super().__init__(
            "Unlock your team’s cases",
            "Your cases are stored encrypted on this laptop. Nobody can read them without your passphrase.",
        )
        self._jobs, self._door = jobs, door
        self.field = PassphraseField(hint=hint)
        self.button = Button("Unlock", kind="primary", key="Enter", large=True)
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.keyring = Button("Use this computer’s keyring", kind="ghost", icon="key-round")
        self.forgot = Button("I’ve forgotten my passphrase", kind="link")
        self._countdown = QTimer(self, interval=1000)
        self._countdown.timeout.connect(self._show_wait)
        self._sentence = ""
        self.content.add(self._whose(), 4, self.field, self.button)
        self.content.add(Row().add(self.keyring, None, self.forgot))
        self.field.edit.returnPressed.connect(self._unlock)
        self.button.clicked.connect(self._unlock)
        self.keyring.clicked.connect(self._unlock_with_keyring)
        self.forgot.clicked.connect(self.forgotten)
        self.keyring.setVisible(door.is_remembered())

    def first_focus(self) -> QWidget:
        return self.field.edit

    def _whose(self) -> QFrame:
        """The profile's own label, so that a shared laptop is obvious; no name, team or count."""
        label = self._door.label()
        card = QFrame()
        set_surface(card, "row")
        row = Row(card, margin=(12, 11), gap=13).add(Avatar(label, "", size=40), Text(label, "body", 600))
        row.add(None)
        if not label:
            card.hide()
        return card

    def _unlock(self) -> None:
        if self._door.wait_seconds() > 0:
            self._show_wait()
            return
        passphrase = self.field.text()
        if not passphrase:
            self.field.set_error("Type your passphrase.")
            self.field.edit.setFocus()
            return
        self._busy("Unlocking…")
        self._jobs.open(self._door.unlock, passphrase, done=self._opened, failed=self._refused)

    def _unlock_with_keyring(self) -> None:
        self._busy("Unlocking…")
        self._jobs.open(self._door.unlock_with_keyring, done=self._opened, failed=self._refused)

    def _opened(self, session: "Session | None") -> None:
        if session is None:
            self._refused(Refused("The keyring did not open it. Type your passphrase."))
            return
        self.field.edit.clear()
        if session.has_team():
            self.opened.emit()
        else:
            self.teamless.emit()

    def _refused(self, refused: Refused) -> None:
        self._busy("")
        self._sentence = WRONG if self._door.wait_seconds() > 0 else str(refused)
        self.field.edit.selectAll()
        self.field.edit.setFocus()
        self._show_wait()

    def _show_wait(self) -> None:
        """The wait, counted down: it doubles with each wrong try, and tries are not limited."""
        seconds = ceil(self._door.wait_seconds())
        if seconds <= 0:
            self._countdown.stop()
            self.field.set_error(self._sentence)
            return
        self._countdown.start()
        unit = "second" if seconds == 1 else "seconds"
        self.field.set_error(f"{self._sentence} You can try again in {seconds} {unit}.".strip())

    def _busy(self, words: str) -> None:
        self.button.setText(words or "Unlock")
        self.field.set_error("")
        for widget in (self.field, self.button, self.keyring, self.forgot):
            widget.setEnabled(not words)
