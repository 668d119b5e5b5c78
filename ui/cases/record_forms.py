"""The forms of a record: next review, complexity, basis to share, asking for a discussion, closing."""

from typing import Any

from PySide6.QtWidgets import QWidget

from mdt_desktop.domain import vocabulary
from mdt_desktop.services.cases import cases
from mdt_desktop.services.cases.case_page import Surroundings
from mdt_desktop.services.cases.case_record import CaseView
from ui.cases.sheet import Sheet
from ui.jobs import Jobs
from ui.widgets.combo_box import ComboBox
from ui.widgets.date_edit import DateEdit
from ui.widgets.field import Field
from ui.widgets.message import Message
from ui.widgets.text_area import TextArea


class ReviewSheet(Sheet):
    """The next review of one case, or why there is none."""

    def __init__(self, page: QWidget, jobs: Jobs, view: CaseView, around: Surroundings) -> None:
        super().__init__(
            page,
            jobs,
            "Next review",
            f"When {view.called} comes back to the agenda.",
            draft=f"review {view.case.id}",
        )
        self._view, self._around = view, around
        self.day = DateEdit("Next review", view.case.review_due or around.review_day)
        self.add_field("review_due", Field("Day", self.day))
        self.reason = Field("Or: no review, because", hint="Leave empty to keep the day above")
        self.reason.set_text(view.case.no_review_reason)
        self.add_field("no_review_reason", self.reason)

    def values(self) -> dict[str, Any]:
        why = self.reason.text().strip()
        return {"review_due": None if why else self.day.day(), "no_review_reason": why}

    def problems(self) -> dict[str, str]:
        past = self.day.day() < self._around.today and not self.reason.text().strip()
        return {"review_due": "A review lies ahead. Choose today or a later day."} if past else {}

    def start(self, values: dict[str, Any]) -> None:
        case = self._view.case.id
        options = {"as_of": self._view.as_of}
        self.jobs.do(cases.set_fields, case, values, done=self.finished, failed=self.refused, **options)


class TierSheet(Sheet):
    """How complex it is, and what changed."""

    def __init__(self, page: QWidget, jobs: Jobs, view: CaseView, around: Surroundings) -> None:
        super().__init__(
            page,
            jobs,
            "Change complexity",
            f"For {view.called}. The reason stands in the timeline.",
            draft=f"tier {view.case.id}",
        )
        self._view = view
        items = [
            (vocabulary.label("tier", code, around.tier_names), code) for code in vocabulary.codes("tier")
        ]
        self.tier = ComboBox("Complexity", tuple(items), height=38)
        self.tier.set_value(view.case.tier or "medium")
        self.add_field("tier", Field("Complexity", self.tier))
        self.why = TextArea("What changed", lines=3)
        self.add_field("tier_reason", Field("What changed", self.why))

    def values(self) -> dict[str, Any]:
        return {"tier": self.tier.value(), "tier_reason": self.why.toPlainText().strip()}

    def problems(self) -> dict[str, str]:
        found = {}
        if self.tier.value() == self._view.case.tier:
            found["tier"] = f"It is {self.tier.currentText().lower()} already. Choose another, or cancel."
        if not self.why.toPlainText().strip():
            found["tier_reason"] = "Say in a few words what changed."
        return found

    def start(self, values: dict[str, Any]) -> None:
        options = {"as_of": self._view.as_of}
        case = self._view.case.id
        self.jobs.do(cases.set_fields, case, values, done=self.finished, failed=self.refused, **options)


class AskSheet(Sheet):
    """Words with which somebody wants a case to be talked about."""

    def __init__(self, page: QWidget, jobs: Jobs, view: CaseView) -> None:
        super().__init__(
            page,
            jobs,
            "Ask for a discussion",
            f"{view.called} is then suggested for the next huddle, with your words. Nobody is added for you.",
            deed="Ask",
            draft=f"ask {view.case.id}",
        )
        self._view = view
        self.words = TextArea("What you would like to ask", lines=4)
        self.words.setPlainText(view.case.asked_words)
        self.add_field("words", Field("What you would like to ask", self.words))

    def values(self) -> dict[str, Any]:
        return {"words": self.words.toPlainText().strip()}

    def problems(self) -> dict[str, str]:
        return (
            {}
            if self.words.toPlainText().strip()
            else {"words": "Say in a sentence what you would like to ask."}
        )

    def start(self, values: dict[str, Any]) -> None:
        case = self._view.case.id
        self.jobs.do(cases.ask_for_case, case, values["words"], done=self.finished, failed=self.refused)


class CloseSheet(Sheet):
    """Why a case is closed; first, what stands in the way."""

    def __init__(self, page: QWidget, jobs: Jobs, view: CaseView) -> None:
        super().__init__(
            page,
            jobs,
            "Close case",
            f"{view.called} leaves the open list. Everything stays on record.",
            deed="Close case",
            draft=f"close {view.case.id}",
        )
        self._view = view
        count = len(view.open_actions)
        names = "\n".join(f"{row.ref}  {row.text}" for row in view.open_actions)
        title = f"{count} {'action is' if count == 1 else 'actions are'} still open"
        self.stops = Message(
            "amber", title, f"{names}\nFinish them or say why they are no longer needed first."
        )
        items = [("Choose why", ""), *((term.label, term.code) for term in vocabulary.terms("close_outcome"))]
        self.outcome = ComboBox("Outcome", tuple(items), height=38)
        self.note = TextArea("Note", lines=3)
        self.body.add(self.stops)
        self.stops.setVisible(bool(count))
        self.add_field("outcome", Field("Outcome", self.outcome))
        self.add_field("note", Field("Note", self.note, hint="Who told them, and what happens next"))

    def values(self) -> dict[str, Any]:
        return {"outcome": self.outcome.value() or "", "note": self.note.toPlainText().strip()}

    def problems(self) -> dict[str, str]:
        return {} if self.outcome.value() else {"outcome": "Choose why the case is closed."}

    def start(self, values: dict[str, Any]) -> None:
        case = self._view.case.id
        outcome, note = values["outcome"], values["note"]
        self.jobs.do(cases.close_case, case, outcome, note, done=self.finished, failed=self.refused)
