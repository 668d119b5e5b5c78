"""The two questions a deed on several people asks first: which day, and who."""

from typing import Any

from PySide6.QtWidgets import QWidget

from mdt_desktop.services.cases import many_cases
from mdt_desktop.services.cases.case_page import Surroundings
from ui.cases.member_choice import member_choice
from ui.cases.sheet import Sheet
from ui.cases.wording import people
from ui.jobs import Jobs
from ui.widgets.date_edit import DateEdit
from ui.widgets.field import Field


class ReviewForm(Sheet):
    """One review day for all that are selected; `done` gets how many."""

    def __init__(self, page: QWidget, jobs: Jobs, case_ids: list[str], around: Surroundings) -> None:
        super().__init__(
            page, jobs, "Set review date", f"For {people(len(case_ids))}.", deed="Set review date"
        )
        self._ids = case_ids
        self.day = DateEdit("Next review", around.review_day)
        self.add_field("day", Field("Next review", self.day))

    def values(self) -> dict[str, Any]:
        return {"day": self.day.day()}

    def start(self, values: dict[str, Any]) -> None:
        self.jobs.do(many_cases.set_review, self._ids, values["day"], done=self.finished, failed=self.refused)

    def blame(self, sentence: str) -> str:
        return "day"


class WorkerForm(Sheet):
    """One key worker for all that are selected; `done` gets how many."""

    def __init__(self, page: QWidget, jobs: Jobs, case_ids: list[str], around: Surroundings) -> None:
        super().__init__(
            page,
            jobs,
            "Change key worker",
            f"The one person that each of these {people(len(case_ids))} can ring."
            if len(case_ids) > 1
            else "The one person they can ring.",
            deed="Change key worker",
        )
        self._ids = case_ids
        self.member = member_choice(around)
        self.add_field("member", Field("Key worker", self.member))

    def values(self) -> dict[str, Any]:
        return {"member": self.member.value() or ""}

    def start(self, values: dict[str, Any]) -> None:
        self.jobs.do(
            many_cases.set_key_worker, self._ids, values["member"], done=self.finished, failed=self.refused
        )

    def blame(self, sentence: str) -> str:
        return "member"
