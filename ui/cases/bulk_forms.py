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


class BulkForm(Sheet):
    """What is half typed is given back for the same people only."""

    def __init__(self, page: QWidget, jobs: Jobs, case_ids: list[str], title: str, lead: str) -> None:
        super().__init__(page, jobs, title, lead, deed=title, draft=f"several {title}")
        self._ids = case_ids

    def half_typed(self) -> Any:
        return {"for": sorted(self._ids), "typed": super().half_typed()}

    def fill_again(self, typed: Any) -> None:
        """`typed` as `half_typed` gave it, or the form as it was opened."""
        kept = typed if "for" in typed else {"for": sorted(self._ids), "typed": typed}
        if kept["for"] == sorted(self._ids):
            super().fill_again(kept["typed"])


class ReviewForm(BulkForm):
    """One review day for all that are selected; `done` gets how many."""

    def __init__(self, page: QWidget, jobs: Jobs, case_ids: list[str], around: Surroundings) -> None:
        super().__init__(page, jobs, case_ids, "Set review date", f"For {people(len(case_ids))}.")
        self.day = DateEdit("Next review", around.review_day)
        self.add_field("day", Field("Next review", self.day))

    def values(self) -> dict[str, Any]:
        return {"day": self.day.day()}

    def start(self, values: dict[str, Any]) -> None:
        self.jobs.do(many_cases.set_review, self._ids, values["day"], done=self.finished, failed=self.refused)

    def blame(self, sentence: str) -> str:
        return "day"


class WorkerForm(BulkForm):
    """One key worker for all that are selected; `done` gets how many."""

    def __init__(self, page: QWidget, jobs: Jobs, case_ids: list[str], around: Surroundings) -> None:
        one = len(case_ids) == 1
        lead = f"The one person that {'they' if one else f'each of these {people(len(case_ids))}'} can ring."
        super().__init__(page, jobs, case_ids, "Change key worker", lead)
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
