"""The passphrase is forgotten: the printed recovery code opens instead."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mdt_desktop.refused import Refused
from ui.jobs import Jobs
from ui.unlock.door import Door
from ui.unlock.task import Task
from ui.widgets.boxes import Row
from ui.widgets.button import Button
from ui.widgets.field import Field


class RecoverTask(Task):
    """`opened` once the session is there."""

    opened = Signal()

    def __init__(self, jobs: Jobs, door: Door) -> None:
        super().__init__(
            "Use your recovery code",
            "It was printed or saved when the team was created. Spaces and capitals do not matter.",
        )
        self._jobs, self._door = jobs, door
        self.field = Field("Recovery code", hint="Without passphrase and code nobody can open these cases.")
        self.button = Button("Unlock", kind="primary", key="Enter", large=True)
        back = Button("Back", kind="ghost", icon="arrow-left")
        back.clicked.connect(self.back)
        self.button.clicked.connect(self._unlock)
        self.field.edit.returnPressed.connect(self._unlock)
        self.content.add(self.field, Row().add(back, None, self.button))

    def first_focus(self) -> QWidget:
        return self.field.edit

    def _unlock(self) -> None:
        code = self.field.text().strip()
        if not code:
            self.field.set_error("Type the code as it is printed.")
            return
        self.setEnabled(False)
        self._jobs.open(self._door.unlock_with_recovery, code, done=self._opened, failed=self._refused)

    def _opened(self, session: object) -> None:
        self.field.edit.clear()
        self.opened.emit()

    def _refused(self, refused: Refused) -> None:
        self.setEnabled(True)
        self.field.set_error(str(refused))
        self.field.edit.setFocus()
