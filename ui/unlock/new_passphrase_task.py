"""After the recovery code: choose a passphrase to use from now on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mdt_desktop.refused import Refused
from ui.jobs import Jobs
from ui.unlock.door import Door
from ui.unlock.new_passphrase import NewPassphrase
from ui.unlock.task import Task
from ui.widgets.boxes import Row
from ui.widgets.button import Button


class NewPassphraseTask(Task):
    """`chosen` once it opens the profile."""

    chosen = Signal()

    def __init__(self, jobs: Jobs, door: Door) -> None:
        super().__init__(
            "Choose a new passphrase", "The recovery code stays as it is. Keep it somewhere safe.", width=560
        )
        self._jobs, self._door = jobs, door
        self.words = NewPassphrase()
        self.words.entered.connect(self._choose)
        self.button = Button("Use this passphrase", kind="primary", key="Enter", large=True)
        self.button.clicked.connect(self._choose)
        self.content.add(self.words, Row().add(None, self.button))

    def first_focus(self) -> QWidget:
        return self.words.first.edit

    def _choose(self) -> None:
        if self.words.complain() is not None:
            return
        self.setEnabled(False)
        self._jobs.do(self._door.set_passphrase, self.words.text(), done=self._chosen, failed=self._refused)

    def _chosen(self, _: object) -> None:
        self.words.clear()
        self.chosen.emit()

    def _refused(self, refused: Refused) -> None:
        self.setEnabled(True)
        self.words.first.set_error(str(refused))
