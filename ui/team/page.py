"""Team: who is in it, when it meets, who must be there, and what its documents say."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mdt_desktop.services import undo
from mdt_desktop.services.team.directory import MemberView
from mdt_desktop.services.team.team_page import TeamView, team_view
from ui.cases.sheet import Sheet
from ui.jobs import Jobs
from ui.page import NARROW, Page
from ui.team.fact_card import FactCard
from ui.team.facts import CARDS
from ui.team.member_form import MemberForm
from ui.team.member_rows import MemberDelegate, member_model
from ui.theme import theme, u
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.row_list import RowList
from ui.widgets.scroll_page import ScrollPage
from ui.widgets.segmented import Segmented
from ui.widgets.text import Text

SIDE = 400
ALONE = "Add everybody round your table. They need no account or device to be invited and given actions."
MEMBERS, WAYS = "members", "ways"


class TeamPage(Page):
    """The directory at the left, the team's own rules at the right; in a narrow window one of the two."""

    nav = "team"

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self.view: TeamView | None = None
        self.primary = Button("Add member", icon="user-plus", kind="primary", key="N")
        self.list = RowList("Members", member_model(), MemberDelegate())
        self.alone = Text(ALONE, "meta", colour="text2", wrap=True)
        self.parts = Segmented(((MEMBERS, "Members"), (WAYS, "How you work")), name="What to show")
        self.cards = [FactCard(plan.title, plan.icon) for plan in CARDS]
        self._side = ScrollPage(margin=(2, 0, 2, 18))
        self._lay_out()
        self.primary.clicked.connect(self._add)
        self.list.chosen.connect(self._edit)
        self.parts.chosen.connect(lambda _part: self.width_changed())
        for plan, card in zip(CARDS, self.cards, strict=True):
            card.change.connect(partial(self._change, plan))
        theme().changed.connect(self._measure)
        self.add_keys("J K", "Move")
        self.add_keys("Return", "Change a member")
        self.add_keys("N", "Add a member", self._add, icon="user-plus")

    def title(self) -> str:
        return "Team"

    def context(self) -> str:
        if self.view is None:
            return ""
        here = sum(member.active for member in self.view.members)
        return f"{self.view.team.name} · {here} {'member' if here == 1 else 'members'}"

    def first_focus(self) -> QWidget:
        return self.list if self.list.isVisibleTo(self) else self.parts

    def panes(self) -> list[QWidget]:
        return [self.list, self._side]

    def enter(self) -> None:
        self._load()

    def leave(self) -> None:
        for sheet in self.findChildren(Sheet):
            sheet.put_away()

    def changed(self, changed: Any) -> None:
        if changed.touches("team", "series", "member", "organisation"):
            self._load()

    def width_changed(self) -> None:
        narrow = self.width_class == NARROW
        self.parts.setVisible(narrow)
        members = not narrow or self.parts.current() == MEMBERS
        self.list.setVisible(members)
        self.alone.setVisible(members and self.view is not None and len(self.view.members) == 1)
        self._side.setVisible(not narrow or self.parts.current() == WAYS)
        self._measure()

    def _load(self) -> None:
        self.jobs.ask(team_view, done=self._show, key="team")

    def _show(self, view: TeamView) -> None:
        self.view = view
        self.list.set_rows(view.members)
        self.width_changed()
        for plan, card in zip(CARDS, self.cards, strict=True):
            card.show_facts(plan.facts(view))
        self.header_changed.emit()

    def _add(self) -> None:
        if self.view is not None:
            self._open(MemberForm(self, self.jobs, self.view), lambda name: f"{name} is in the team")

    def _edit(self, member: MemberView) -> None:
        if self.view is not None:
            self._open(MemberForm(self, self.jobs, self.view, member), lambda name: f"{name} is changed")

    def _change(self, plan: Any) -> None:
        if self.view is not None:
            self._open(plan.form(self, self.jobs, self.view), lambda _answer: f"{plan.title}: saved")

    def _open(self, form: Sheet, said: Any) -> None:
        form.done = lambda answer: self.say.emit(said(answer), self._undo)
        form.summon(form.first_editor())

    def _undo(self) -> None:
        self.jobs.do(undo.undo, receiver=self)

    def _measure(self) -> None:
        narrow = self.width_class == NARROW
        self._side.setMaximumWidth(16777215 if narrow else u(SIDE))
        self._side.setMinimumWidth(0 if narrow else u(SIDE))

    def _lay_out(self) -> None:
        self._side.body.add(*self.cards, None)
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        columns = Row(gap=20)
        left = Column(gap=8).add(self.alone)
        left.addWidget(self.list, 1)
        columns.addLayout(left, 1)
        columns.addWidget(self._side)
        outer = Column(self, margin=(24, 18, 24, 0), gap=12).add(self.parts)
        outer.addLayout(columns, 1)
        self.width_changed()
