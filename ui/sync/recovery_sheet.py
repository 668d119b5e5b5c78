"""The team's printed recovery code: it makes this laptop an administrator's when no other is left."""

from typing import Any

from PySide6.QtWidgets import QWidget

from mdt_desktop.services.syncing import recovering
from ui.cases.sheet import Sheet
from ui.jobs import Jobs
from ui.widgets.field import Field

LEAD = (
    "For when no administrator’s laptop is left. Whoever founded the team printed the code, or gave it to "
    "the information governance lead. It is not the code of your own passphrase."
)


class RecoverySheet(Sheet):
    """`done` once this device is an administrator's."""

    def __init__(self, page: QWidget, jobs: Jobs) -> None:
        super().__init__(page, jobs, "Become an administrator", LEAD, deed="Use the code")
        self.code = self.add_field("code", Field("The team’s recovery code", hint="As it was printed."))

    def problems(self) -> dict[str, str]:
        return {} if self.code.text().strip() else {"code": "Type the team’s printed recovery code."}

    def blame(self, sentence: str) -> str:
        return "code"

    def values(self) -> dict[str, Any]:
        return {"code": self.code.text()}

    def start(self, values: dict[str, Any]) -> None:
        self.jobs.do(recovering.recover, **values, done=self.finished, failed=self.refused)
