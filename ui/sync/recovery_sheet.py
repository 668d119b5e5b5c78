"""The team's printed recovery code: it makes this laptop an admin's when no other is left."""

from typing import Any

from PySide6.QtWidgets import QWidget

from mdt_desktop.services.syncing import recovering
from ui.jobs import Jobs
from ui.sync.code_sheet import CodeSheet

LEAD = (
    "For when no admin’s laptop is left. Whoever founded the team printed the code, or gave it to "
    "the information governance lead. It is not the code of your own passphrase."
)


class RecoverySheet(CodeSheet):
    """`done` once this device is an admin's."""

    def __init__(self, page: QWidget, jobs: Jobs) -> None:
        super().__init__(page, jobs, "Become an admin", LEAD, deed="Use the code")

    def start(self, values: dict[str, Any]) -> None:
        self.jobs.do(recovering.recover, **values, done=self.finished, failed=self.refused)
