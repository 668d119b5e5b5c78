"""What only the team's printed recovery code can do: the form that asks for it."""

from typing import Any

from PySide6.QtWidgets import QWidget

from ui.cases.sheet import Sheet
from ui.jobs import Jobs
from ui.widgets.field import Field


class CodeSheet(Sheet):
    """Subclasses say in `start` what the code is for."""

    def __init__(self, page: QWidget, jobs: Jobs, title: str, lead: str, *, deed: str) -> None:
        super().__init__(page, jobs, title, lead, deed=deed)
        self.code = self.add_field("code", Field("The team’s recovery code", hint="As it was printed."))

    def problems(self) -> dict[str, str]:
        return {} if self.code.text().strip() else {"code": "Type the team’s printed recovery code."}

    def blame(self, sentence: str) -> str:
        return "code"

    def values(self) -> dict[str, Any]:
        return {"code": self.code.text()}
