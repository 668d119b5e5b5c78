"""Who must be at the table for a huddle to decide."""

from typing import Any

from PySide6.QtWidgets import QWidget

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.quorum import DEFAULT_RULE
from mdt_desktop.services.team import team
from mdt_desktop.services.team.team_page import TeamView
from ui.cases.sheet import Sheet
from ui.jobs import Jobs
from ui.team.ticks import Ticks
from ui.widgets.checkbox import CheckBox
from ui.widgets.field import Field
from ui.widgets.number_box import NumberBox

NOTHING = "Tick somebody, or set a number of sectors; a rule that asks for nobody says nothing."


class QuorumForm(Sheet):
    """The chair, sectors by name, or a number of them; a rule may hold all three."""

    def __init__(self, page: QWidget, jobs: Jobs, view: TeamView) -> None:
        super().__init__(
            page,
            jobs,
            "Who must be there",
            "Counts for huddles planned from now on. A huddle that is short can still be held; "
            "its minutes say so.",
            draft="quorum",
        )
        rule = view.team.quorum or DEFAULT_RULE
        self.chair = CheckBox("The chair", checked=bool(rule.get("chair")))
        self.sectors = Ticks(_offered(view, rule), rule.get("sectors", ()))
        least = int(rule.get("at_least", 0))
        self.at_least = NumberBox("Sectors at the table, at least", least, most=12, unit=" sectors")
        self.at_least.setSpecialValueText("Any number")
        self.body.add(self.chair)
        self.add_field("sectors", Field("These sectors", self.sectors))
        self.add_field("at_least", Field("Sectors at the table, at least", self.at_least))

    def first_editor(self) -> QWidget:
        return self.chair

    def problems(self) -> dict[str, str]:
        anybody = self.chair.isChecked() or self.sectors.chosen() or self.at_least.value()
        return {} if anybody else {"sectors": NOTHING}

    def values(self) -> dict[str, Any]:
        rule: dict[str, Any] = {"sectors": self.sectors.chosen(), "chair": self.chair.isChecked()}
        if self.at_least.value():
            rule["at_least"] = self.at_least.value()
        return rule

    def start(self, values: dict[str, Any]) -> None:
        self.jobs.do(team.change_settings, done=self.finished, failed=self.refused, quorum=values)


def _offered(view: TeamView, rule: Any) -> list[tuple[str, str]]:
    """The sectors of the team, of its members and of the rule; all of them while the team is that new."""
    known = {*view.team.sectors, *view.team.called_in_sectors, *rule.get("sectors", ())}
    known |= {member.sector for member in view.members if member.active}
    terms = vocabulary.terms("sector")
    return [(term.code, term.label) for term in terms if term.code in known]
