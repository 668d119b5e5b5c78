"""Create a neighbourhood team: its model, its name, who you are, your passphrase."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from mdt_desktop.domain import vocabulary
from mdt_desktop.refused import Refused
from ui.jobs import Jobs
from ui.unlock.door import Door
from ui.unlock.new_passphrase import NewPassphrase
from ui.unlock.task import Task
from ui.widgets.boxes import Row
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.message import Message

# Who founds a team usually runs it. Observers may not.
_ROLES = ("chair", "coordinator", "practitioner")


class CreateTask(Task):
    """`founded` carries the recovery code and the team's id once the team is there."""

    founded = Signal(str, str)

    def __init__(self, jobs: Jobs, door: Door) -> None:
        super().__init__(
            "Create a neighbourhood team", "It lives on this laptop, encrypted, from the start.", width=560
        )
        self._jobs, self._door = jobs, door
        self._templates = list(door.templates())
        self.template = Field("How the team works", QComboBox())
        self.name = Field("Team name", placeholder="Harbourside")
        self.my_name = Field("Your name", placeholder="Dr Amara Okafor")
        self.role = Field("Your role", QComboBox())
        self.passphrase = NewPassphrase()
        self.trouble = Message("red", "The team was not created")
        self.create_button = Button("Create team", kind="primary", key="Enter", large=True)
        self._fill()
        self.passphrase.entered.connect(self._create)
        for field in (self.name, self.my_name):
            field.edit.returnPressed.connect(self._create)
        self.create_button.clicked.connect(self._create)

    def first_focus(self) -> QWidget:
        return self.name.edit

    def _fill(self) -> None:
        for template in self._templates:
            self.template.edit.addItem(f"{template.name}", template.name)
        for code in _ROLES:
            self.role.edit.addItem(vocabulary.label("role", code), code)
        back = Button("Back", kind="ghost", icon="arrow-left")
        back.clicked.connect(self.back)
        self.trouble.hide()
        me = Row(gap=12)
        me.addWidget(self.my_name, 3)
        me.addWidget(self.role, 2)
        self.content.add(self.trouble, self.name, self.template, me, self.passphrase, 6)
        self.content.add(Row().add(back, None, self.create_button))

    def _create(self) -> None:
        if self._wrong():
            return
        self._busy(True)
        self._jobs.open(
            self._door.found,
            self.passphrase.text(),
            self.name.text().strip(),
            self.my_name.text().strip(),
            self.role.edit.currentData(),
            self.template.edit.currentData(),
            done=self._founded,
            failed=self._refused,
            session_of=lambda founded: founded.session,
        )

    def _wrong(self) -> bool:
        """Say under each field what it needs; the first of them takes the focus."""
        wrong = self.passphrase.complain()
        for field, sentence in (
            (self.my_name, "Type your name as colleagues know it."),
            (self.name, "Give the team a name."),
        ):
            empty = not field.text().strip()
            field.set_error(sentence if empty else "")
            wrong = field if empty else wrong
        if wrong is not None:
            wrong.edit.setFocus()
        return wrong is not None

    def _founded(self, founded: Any) -> None:
        self.passphrase.clear()
        self.founded.emit(founded.recovery_code, founded.space)

    def _refused(self, refused: Refused) -> None:
        self._busy(False)
        self.trouble.set_message("red", "The team was not created", str(refused))
        self.trouble.show()

    def _busy(self, busy: bool) -> None:
        self.setEnabled(not busy)
        self.create_button.setText("Creating…" if busy else "Create team")
