"""What the team is called, what its documents are marked with, what the room reads."""

from typing import Any

from PySide6.QtWidgets import QWidget

from mdt_desktop.services.team import team
from mdt_desktop.services.team.team_page import TeamView
from ui.cases.sheet import Sheet
from ui.jobs import Jobs
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field

ROOM_NAMES = (("Initials: M E", "initials"), ("First name and initial: Margaret E", "first_name"))


class WordsForm(Sheet):
    """The team's name, the marking of its documents, and how the room view names people."""

    def __init__(self, page: QWidget, jobs: Jobs, view: TeamView) -> None:
        super().__init__(page, jobs, "Names and documents", draft="names and documents")
        self.name = self.add_field("name", Field("Team name"))
        self.name.set_text(view.team.name)
        self.marking = self.add_field(
            "marking",
            Field("Marking on minutes", hint="As your information-sharing agreement says it."),
        )
        self.marking.set_text(view.team.marking)
        self.room = ComboBox("The room view names people by", ROOM_NAMES, height=38)
        self.room.set_value(view.team.room_names)
        hint = "Nobody’s number, address or date of birth is shown to the room, whichever you choose."
        self.add_field("room_names", Field("The room view names people by", self.room, hint=hint))

    def problems(self) -> dict[str, str]:
        found = {}
        if not self.name.text().strip():
            found["name"] = "A team needs a name; the one it had is kept."
        if not self.marking.text().strip():
            found["marking"] = "Minutes carry a marking on each page. Write the one your agreement names."
        return found

    def values(self) -> dict[str, Any]:
        return {
            "name": self.name.text().strip(),
            "marking": self.marking.text().strip(),
            "room_names": self.room.value(),
        }

    def start(self, values: dict[str, Any]) -> None:
        self.jobs.do(team.change_settings, done=self.finished, failed=self.refused, **values)
