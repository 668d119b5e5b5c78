"""Adding somebody to the directory, and changing what it says of them."""

from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from mdt_desktop.domain import vocabulary
from mdt_desktop.services.session import Session
from mdt_desktop.services.team import directory
from mdt_desktop.services.team.directory import MemberView
from mdt_desktop.services.team.team_page import TeamView
from ui.cases.sheet import Sheet
from ui.jobs import Jobs
from ui.widgets.checkbox import CheckBox
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field

SECTORS = tuple((term.label, term.code) for term in vocabulary.terms("sector"))
MEMBERSHIPS = (
    ("Core: invited to every huddle", "core"),
    ("Called in: invited for one person", "called_in"),
)


class MemberForm(Sheet):
    """One member; nobody given means a new one."""

    def __init__(self, page: QWidget, jobs: Jobs, view: TeamView, member: MemberView | None = None) -> None:
        super().__init__(
            page,
            jobs,
            member.name if member else "Add a member",
            "Members need no account or device to be given actions.",
            deed="Save" if member else "Add member",
            draft=f"member {member.id}" if member else "new member",
        )
        self._member = member
        self.name = self.add_field("name", Field("Name", placeholder="Priya Shah"))
        self.job = Field("Job", placeholder="District nurse")
        self.organisation = Field("Organisation", _known(view))
        self.add_pair(("job_title", self.job), ("organisation", self.organisation))
        self.sector = ComboBox("Sector", (("Choose a sector", ""), *SECTORS), height=38)
        self.membership = ComboBox("Membership", MEMBERSHIPS, height=38)
        for box in (self.sector, self.membership):  # a long label must not widen the form
            box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(12)
        self.add_field("sector", Field("Sector", self.sector))
        self.add_field("membership", Field("Membership", self.membership))
        self.phone, self.mail = Field("Phone"), Field("Secure email")
        self.add_pair(("phone", self.phone), ("secure_email", self.mail))
        self.can_do = self.add_field("can_do", Field("Can do", placeholder="Home visits, wound care"))
        self.how_to_ask = self.add_field(
            "how_to_ask", Field("How to ask", placeholder="Ring before ten; the hub after that")
        )
        self.here = CheckBox("In the team now", checked=member is None or member.active)
        self.body.add(self.here)
        self.here.setVisible(member is not None and member.id != view.me)
        if member is not None:
            self._fill(member)

    def problems(self) -> dict[str, str]:
        found = {}
        if not self.name.text().strip():
            found["name"] = "Write the name people use at the table."
        if not self.sector.value():
            found["sector"] = "Choose the part of the system they work in; quorum counts sectors."
        return found

    def values(self) -> dict[str, Any]:
        lines = {
            "job_title": self.job,
            "organisation": self.organisation,
            "phone": self.phone,
            "secure_email": self.mail,
            "can_do": self.can_do,
            "how_to_ask": self.how_to_ask,
        }
        return {
            "name": self.name.text().strip(),
            "sector": self.sector.value(),
            "membership": self.membership.value(),
            "here": self.here.isChecked(),
            **{name: field.text().strip() for name, field in lines.items()},
        }

    def start(self, values: dict[str, Any]) -> None:
        self.jobs.do(_save, self._member, values, done=self.finished, failed=self.refused)

    def _fill(self, member: MemberView) -> None:
        self.name.set_text(member.name)
        self.job.set_text(member.job_title)
        self.organisation.set_text(member.organisation)
        self.sector.set_value(member.sector)
        self.membership.set_value(member.membership)
        self.phone.set_text(member.phone)
        self.mail.set_text(member.secure_email)
        self.can_do.set_text(member.can_do)
        self.how_to_ask.set_text(member.how_to_ask)
        for field in (self.organisation, self.mail, self.can_do, self.how_to_ask):
            field.edit.setCursorPosition(0)  # what is longer than its field is read from its beginning


def _known(view: TeamView) -> QLineEdit:
    """Typed, with the organisations of the directory offered."""
    edit = QLineEdit()
    completer = QCompleter([one.name for one in view.organisations], edit)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    edit.setCompleter(completer)
    return edit


def _save(session: Session, member: MemberView | None, values: dict[str, Any]) -> str:
    """Write it, and answer with the name."""
    name, here = values.pop("name"), values.pop("here")
    if member is None:
        called_in = values.pop("membership") == "called_in"
        directory.add_member(session, name, called_in=called_in, **values)
        return str(name)
    if here != member.active:
        values["active_to"] = None if here else session.today() - timedelta(days=1)
    directory.edit_member(session, member.id, display_name=name, **values)
    return str(name)
