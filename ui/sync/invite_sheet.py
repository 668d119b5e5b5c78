"""Inviting: whom, and as what. The invitation itself is shown by `invitation_sheet`."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from mdt_desktop.services.syncing import inviting
from ui.cases.sheet import Sheet
from ui.jobs import Jobs
from ui.sync.roles import ROLE_ITEMS
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field

DAYS = (("For 3 days", 3), ("For 2 weeks", 14), ("For a month", 31))
WHO = "Write the name you know them by: it is how you will recognise their request."


class InviteSheet(Sheet):
    """`done(invited)` once the invitation is made."""

    def __init__(self, page: QWidget, jobs: Jobs, names: list[str]) -> None:
        super().__init__(
            page,
            jobs,
            "Invite somebody",
            "They get a code with which one laptop can ask to join. You admit it here once you have compared "
            "four words.",
            deed="Make invitation",
        )
        edit = QLineEdit()
        completer = QCompleter(names, edit)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        edit.setCompleter(completer)
        self.name = self.add_field("name", Field("Name", edit, placeholder="Asha Patel"))
        self.role = ComboBox("Role", ROLE_ITEMS, height=38)
        self.role.set_value("practitioner")
        self.add_field("role", Field("Role", self.role))
        self.days = ComboBox("Good", DAYS, height=38)
        self.days.set_value(inviting.DAYS)
        self.add_field("days", Field("Good", self.days, hint="Once: a second laptop needs another one."))

    def problems(self) -> dict[str, str]:
        return {} if self.name.text().strip() else {"name": WHO}

    def values(self) -> dict[str, Any]:
        return {"name": self.name.text(), "role": self.role.value(), "days": self.days.value()}

    def start(self, values: dict[str, Any]) -> None:
        self.jobs.do(inviting.invite, **values, done=self.finished, failed=self.refused)
