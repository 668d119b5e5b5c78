"""One person's record: who they are, what matters, what happened, what is open."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mdt_desktop.domain.capture import CaptureContext, Captured
from mdt_desktop.services.actions import actions
from mdt_desktop.services.cases import case_page, case_record, cases, noting
from mdt_desktop.services.cases.case_page import Surroundings
from mdt_desktop.services.cases.case_record import CaseView
from mdt_desktop.services.cases.noting import Noted
from ui.cases.action_card import ActionCard
from ui.cases.banner import Banner
from ui.cases.basis_card import BasisCard
from ui.cases.basis_form import BasisForm
from ui.cases.case_drafts import CaseDrafts
from ui.cases.case_kinds import SHOWN_OF_A_PERSON
from ui.cases.composer import Composer
from ui.cases.death_sheet import DeathSheet
from ui.cases.deeds import Deeds
from ui.cases.details_form import DetailsForm
from ui.cases.focus_order import chain
from ui.cases.known_sheets import NeedsSheet, PeopleSheet, RisksSheet
from ui.cases.list_steps import ListSteps
from ui.cases.matters_card import MattersCard
from ui.cases.query import Place
from ui.cases.record_columns import RecordColumns
from ui.cases.record_forms import AskSheet, CloseSheet, ReviewSheet, TierSheet
from ui.cases.sheet import Sheet
from ui.cases.side_cards import NeedsCard, PeopleCard, ReviewCard, RisksCard
from ui.cases.timeline import Timeline
from ui.jobs import Jobs
from ui.page import Page
from ui.widgets.boxes import Column
from ui.widgets.separator import Separator
from ui.widgets.surface import set_surface

HIDDEN = "Details are hidden while you share. Press Ctrl Shift H first; nothing was changed."


class RecordPage(Page):
    """`enter(case=id or reference, place=where in which list)`."""

    nav = "cases"

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self.view: CaseView | None = None
        self.around: Surroundings | None = None
        self.place: Place | None = None
        self._case = ""
        self.deeds, self.list_steps = Deeds(self), ListSteps(jobs, self)
        self.banner = Banner()
        self.matters, self.basis = MattersCard(), BasisCard()
        self.people, self.needs = PeopleCard(), NeedsCard()
        self.review, self.actions, self.risks = ReviewCard(), ActionCard(), RisksCard()
        self.timeline = Timeline()
        self.composer = Composer(self)
        entry = self.composer.entry
        half_typed = {
            "note": (entry.text, entry.set_text),
            "matters": (self.matters.half_typed, self.matters.give_back),
        }
        self.drafts = CaseDrafts(jobs, self, half_typed)
        self.columns = RecordColumns(
            (self.matters, self.basis, self.people, self.needs),
            self.composer,
            self.timeline,
            (self.review, self.actions, self.risks),
        )
        set_surface(self, "canvas")
        column = Column(self, gap=0).add(self.banner, Separator())
        column.addWidget(self.columns, 1)
        self._connect()
        self._add_keys()
        self._order_focus()

    # What the shell asks

    def title(self) -> str:
        return "Case record"

    def context(self) -> str:
        if self.place is not None:
            return f"{self.place.at + 1:,} of {self.place.total:,} in {self.place.query.label}"
        return self.view.case.ref if self.view else ""

    def first_focus(self) -> QWidget | None:
        return self.composer.entry.line

    def panes(self) -> list[QWidget]:
        return [self.banner, self.columns.left, self.columns.centre, self.columns.right]

    def enter(self, case: str = "", place: Place | None = None, **_: Any) -> None:
        if case:
            self._show_person(case, place)

    def leave(self) -> None:
        self.drafts.keep()
        for sheet in self.findChildren(Sheet):
            sheet.put_away()

    def changed(self, changed: Any) -> None:
        if changed.touches(*SHOWN_OF_A_PERSON):
            self._read()

    def sharing_changed(self) -> None:
        self._show()

    def width_changed(self) -> None:
        self.columns.set_width_class(self.width_class)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nothing inside has taken goes back to where we came from."""
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        else:
            super().keyPressEvent(event)

    # Reading

    def _show_person(self, case: str, place: Place | None) -> None:
        self._case, self.place, self.view = case, place, None
        self.composer.entry.set_text("")
        self.matters.end()
        self._read()
        self.jobs.do(case_record.note_view, case)
        self.drafts.turn_to(case)

    def _read(self) -> None:
        self.jobs.ask(case_page.surroundings, done=self._have_around, key="around")
        self.jobs.ask(case_record.case_view, self._case, done=self._have_view, key="view")
        self.jobs.ask(noting.room, self._case, done=self._have_room, key="room")

    def _have_around(self, around: Surroundings) -> None:
        self.around = around
        self._show()

    def _have_view(self, view: CaseView) -> None:
        another = self.view is None
        self.view = view
        self._show()
        self.header_changed.emit()
        if another:
            self.announce.emit(f"{view.title}. {self.context()}")

    def _have_room(self, room: CaptureContext) -> None:
        self.composer.set_room(room)

    def _show(self) -> None:
        if self.view is None or self.around is None:
            return
        view, around, today = self.view, self.around, self.around.today
        self.banner.show_case(view, around, sharing=self.sharing)
        self.matters.show_case(view, today)
        self.basis.show_case(view, today)
        self.people.show_case(view, around, sharing=self.sharing)
        self.needs.show_case(view)
        self.review.show_case(view, around)
        self.actions.show_actions(view.open_actions, around)
        self.risks.show_case(view)
        self.timeline.show_events(view.timeline, today)

    # The line being typed

    def _enter_line(self, captured: Captured, kind: str) -> None:
        self.jobs.do(noting.take, self._case, captured, kind, done=self._noted)

    def _noted(self, noted: Noted) -> None:
        self.composer.taken(noted.captured)
        self.drafts.keep()
        self.deeds.told(noted.words)

    # Deeds

    def _add_to_agenda(self) -> None:
        if self.view is not None and self.around is not None and self.view.case.status != "closed":
            self.deeds.add_to_agenda([self.view.case.id], self.around, lambda: None)

    def _save_matters(self, words: str, whose: str, as_of: int) -> None:
        fields = {"what_matters": words, "what_matters_by": whose}
        self.deeds.write("What matters is kept", cases.set_fields, self._case, fields, as_of=as_of)

    def _finish(self, action: str, words: str) -> None:
        self.deeds.write("Action finished", actions.finish, action, words)

    def _move(self, action: str, day: Any, why: str) -> None:
        self.deeds.write("Action moved", actions.move, action, day, why)

    def _reassign(self, action: str, owner: str, why: str) -> None:
        self.deeds.write("New owner; they have yet to accept", actions.reassign, action, owner, why)

    def _choose(self, key: str) -> None:
        """A choice from the menu."""
        {
            "details": self._edit_details,
            "tier": partial(self._summon, TierSheet, "Complexity changed"),
            "ask": self._ask,
            "death": partial(self._summon, DeathSheet, "Recorded"),
            "close": self._close,
            "reopen": partial(self.deeds.write, "Case reopened", cases.open_case, self._case),
        }[key]()

    def _edit_details(self) -> None:
        if self.sharing:
            self.say.emit(HIDDEN, None)
        else:
            self._summon(DetailsForm, "Details saved")

    def _edit_people(self) -> None:
        if self.sharing:
            self.say.emit(HIDDEN, None)
        else:
            self._summon(PeopleSheet, "People around them saved")

    def _change_review(self) -> None:
        self._summon(ReviewSheet, "Next review set")

    def _change_basis(self) -> None:
        self._summon(BasisForm, "Basis to share recorded")

    def _summon(self, form: Any, words: str) -> None:
        if self.view is not None and self.around is not None:
            self._open_sheet(form(self, self.jobs, self.view, self.around), words)

    def _ask(self) -> None:
        if self.view is not None:
            self._open_sheet(
                AskSheet(self, self.jobs, self.view), "Asked. It is suggested for the next huddle"
            )

    def _close(self) -> None:
        if self.view is not None:
            self._open_sheet(CloseSheet(self, self.jobs, self.view), "Case closed")

    def _open_sheet(self, sheet: Sheet, words: str) -> None:
        sheet.done = partial(self.deeds.told, words)
        sheet.summon(sheet.first_editor())

    def _step(self, by: int) -> None:
        if self.view is not None:
            self.list_steps.step(by, self.view.case.id, self.place)

    def _stepped(self, case: str, place: Place) -> None:
        self.drafts.keep()
        self._show_person(case, place)
        self.composer.start()

    def _connect(self) -> None:
        self.banner.add.connect(self._add_to_agenda)
        self.banner.agenda.connect(lambda: self.deeds.open_agenda(self.around))
        self.banner.chosen.connect(self._choose)
        self.matters.saved.connect(self._save_matters)
        self.basis.change.connect(self._change_basis)
        self.review.change.connect(self._change_review)
        self.actions.finished.connect(self._finish)
        self.actions.moved.connect(self._move)
        self.actions.reassigned.connect(self._reassign)
        self.people.linked.connect(self._edit_people)
        self.needs.linked.connect(partial(self._summon, NeedsSheet, "Needs saved"))
        self.risks.linked.connect(partial(self._summon, RisksSheet, "Risks saved"))
        self.actions.linked.connect(lambda: self.composer.start("/action "))
        self.composer.entered.connect(self._enter_line)
        self.composer.paused.connect(lambda _text: self.drafts.keep())
        self.list_steps.found.connect(self._stepped)
        self.list_steps.ended.connect(lambda words: self.say.emit(words, None))
        self.composer.escaped.connect(self.timeline.list.setFocus)

    def _order_focus(self) -> None:
        """Note field, timeline, what is open, then the person on the left and the banner (design 9)."""
        chain(self.composer, self.timeline.filter, self.timeline, self.review, self.actions, self.risks)
        chain(self.risks, self.matters, self.basis, self.people, self.needs, self.banner)

    def _add_keys(self) -> None:
        self.add_keys("[ ]", "Previous, next person")
        self.add_keys("[", "Previous person", lambda: self._step(-1), hint=False)
        self.add_keys("]", "Next person", lambda: self._step(1), hint=False)
        self.add_keys("E", "Edit", self._edit_details, icon="pencil")
        self.add_keys("A", "Add to agenda", self._add_to_agenda, icon="calendar-plus")
        self.add_keys("N", "Note", self.composer.start, icon="notebook-pen")
        self.add_keys("/", "Insert", lambda: self.composer.start("/"), icon="pen-line")
        self.add_keys("R", "Next review", self._change_review, hint=False, icon="calendar")
        self.add_keys("Esc", "Back to list")
