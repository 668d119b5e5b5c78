"""One person's record: who they are, what matters, what happened, what is open."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mdt_desktop.domain.capture import CaptureContext, Captured
from mdt_desktop.services import (
    actions,
    case_lists,
    case_page,
    case_record,
    cases,
    drafts,
    many_cases,
    noting,
    undo,
)
from mdt_desktop.services.case_lists import CasePage
from mdt_desktop.services.case_page import Surroundings
from mdt_desktop.services.case_record import CaseView
from mdt_desktop.services.many_cases import AddedToAgenda
from mdt_desktop.services.noting import Noted
from ui.cases.action_card import ActionCard
from ui.cases.banner import Banner
from ui.cases.basis_card import BasisCard
from ui.cases.basis_form import BasisForm
from ui.cases.composer import Composer
from ui.cases.details_form import DetailsForm
from ui.cases.matters_card import MattersCard
from ui.cases.query import Place
from ui.cases.record_columns import RecordColumns
from ui.cases.record_forms import AskSheet, CloseSheet, ReviewSheet, TierSheet
from ui.cases.sheet import Sheet
from ui.cases.side_cards import NeedsCard, PeopleCard, ReviewCard, RisksCard
from ui.cases.timeline import Timeline
from ui.cases.wording import day_of
from ui.jobs import Jobs
from ui.page import Page
from ui.widgets.boxes import Column
from ui.widgets.separator import Separator
from ui.widgets.surface import set_surface

TOUCHES = (
    "case",
    "person",
    "basis",
    "action",
    "huddle",
    "agenda_item",
    "discussion",
    "note",
    "need",
    "member",
)
HIDDEN = "Details are hidden while you share. Press Ctrl Shift H first; nothing was changed."


class RecordPage(Page):
    """`enter(case=id or reference, place=where in which list)`."""

    nav = "cases"

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self.view: CaseView | None = None
        self.around: Surroundings | None = None
        self.place: Place | None = None
        self._case = self._kept = ""
        self.banner = Banner()
        self.matters, self.basis = MattersCard(), BasisCard()
        self.people, self.needs = PeopleCard(), NeedsCard()
        self.review, self.actions, self.risks = ReviewCard(), ActionCard(), RisksCard()
        self.timeline = Timeline()
        self.composer = Composer(self)
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

    # What the shell asks

    def title(self) -> str:
        return self.place.query.label if self.place else "Case record"

    def context(self) -> str:
        if self.place is not None:
            return f"{self.place.at + 1:,} of {self.place.total:,}"
        return self.view.case.ref if self.view else ""

    def first_focus(self) -> QWidget | None:
        return self.composer.entry.line

    def panes(self) -> list[QWidget]:
        return [self.banner, self.columns.left, self.columns.centre, self.columns.right]

    def enter(self, case: str = "", place: Place | None = None, **_: Any) -> None:
        if case:
            self._show_person(case, place)

    def leave(self) -> None:
        self._keep_draft()
        for sheet in self.findChildren(Sheet):
            sheet.close_over()

    def changed(self, changed: Any) -> None:
        if changed.touches(*TOUCHES):
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
        self._kept = ""
        self.composer.entry.set_text("")
        self._read()
        self.jobs.do(case_record.note_view, case)
        self.jobs.ask(drafts.kept, f"note {case}", done=self._show_draft, key="draft")

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

    def _show_draft(self, text: str) -> None:
        if text and not self.composer.entry.text():
            self._kept = text
            self.composer.entry.set_text(text)

    def _keep_draft(self) -> None:
        text = self.composer.entry.text()
        if self._case and text != self._kept:
            self._kept = text
            self.jobs.do(drafts.keep, f"note {self._case}", text)

    def _enter_line(self, captured: Captured, kind: str) -> None:
        self.jobs.do(noting.take, self._case, captured, kind, done=self._noted)

    def _noted(self, noted: Noted) -> None:
        self.composer.taken(noted.captured)
        self._keep_draft()
        self._told(noted.words)

    # Deeds

    def _told(self, words: str, _answer: object = None) -> None:
        self.say.emit(words, self._undo)

    def _undo(self) -> None:
        self.jobs.do(undo.undo)

    def _write(self, words: str, service: Any, *args: Any, **options: Any) -> None:
        self.jobs.do(service, *args, done=partial(self._told, words), receiver=self, **options)

    def _add_to_agenda(self) -> None:
        if self.view is not None and self.view.case.status != "closed":
            self.jobs.do(many_cases.add_to_agenda, [self.view.case.id], done=self._added)

    def _added(self, added: AddedToAgenda) -> None:
        day = day_of(added.day, self.around.today if self.around else added.day)
        if added.added:
            self._told(f"Added to {day}’s agenda")
        else:
            self.say.emit(f"On {day}’s agenda already", None)

    def _open_agenda(self) -> None:
        if self.around is not None and self.around.huddle is not None:
            self.go.emit("prepare", {"huddle": self.around.huddle.id})

    def _save_matters(self, words: str, whose: str, as_of: int) -> None:
        fields = {"what_matters": words, "what_matters_by": whose}
        self._write("What matters is kept", cases.set_fields, self._case, fields, as_of=as_of)

    def _finish(self, action: str, words: str) -> None:
        self._write("Action finished", actions.finish, action, words)

    def _move(self, action: str, day: Any, why: str) -> None:
        self._write("Action moved", actions.move, action, day, why)

    def _reassign(self, action: str, owner: str, why: str) -> None:
        self._write("New owner; they have yet to accept", actions.reassign, action, owner, why)

    def _choose(self, key: str) -> None:
        """A choice from the menu."""
        {
            "details": self._edit_details,
            "tier": partial(self._summon, TierSheet, "Complexity changed"),
            "ask": self._ask,
            "close": self._close,
            "reopen": partial(self._write, "Case reopened", cases.open_case, self._case),
        }[key]()

    def _edit_details(self) -> None:
        if self.sharing:
            self.say.emit(HIDDEN, None)
        else:
            self._summon(DetailsForm, "Details saved")

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
        sheet.done = partial(self._told, words)
        sheet.summon(sheet.first_editor())

    # The list it came from

    def _step(self, by: int) -> None:
        """The one before or after in the list; the list may have changed since it was read."""
        if self.place is None or self.view is None:
            self.say.emit("Open somebody from the case list to step through it", None)
            return
        offset = max(0, self.place.at - 1)
        self.jobs.ask(
            case_lists.list_cases,
            self.place.query.terms(),
            done=partial(self._stepped, by, offset, self.view.case.id),
            key="step",
            receiver=self,
            offset=offset,
            limit=3,
            **self.place.query.options(),
        )

    def _stepped(self, by: int, offset: int, here: str, page: CasePage) -> None:
        assert self.place is not None
        ids = [row.id for row in page.rows]
        # No longer in the list: whoever took the place, or stood before it.
        gone = self.place.at - offset + (0 if by > 0 else -1)
        goal = ids.index(here) + by if here in ids else gone
        if not 0 <= goal < len(ids):
            self.say.emit("The end of the list" if by > 0 else "The start of the list", None)
            return
        self._keep_draft()
        self._show_person(ids[goal], Place(self.place.query, offset + goal, page.total))
        self.composer.start()

    def _connect(self) -> None:
        self.banner.add.connect(self._add_to_agenda)
        self.banner.agenda.connect(self._open_agenda)
        self.banner.chosen.connect(self._choose)
        self.matters.saved.connect(self._save_matters)
        self.basis.change.connect(self._change_basis)
        self.review.change.connect(self._change_review)
        self.actions.finished.connect(self._finish)
        self.actions.moved.connect(self._move)
        self.actions.reassigned.connect(self._reassign)
        self.actions.linked.connect(lambda: self.composer.start("/action "))
        self.composer.entered.connect(self._enter_line)
        self.composer.paused.connect(lambda _text: self._keep_draft())
        self.composer.escaped.connect(self.timeline.list.setFocus)

    def _add_keys(self) -> None:
        self.add_keys("[", "Previous person", lambda: self._step(-1))
        self.add_keys("]", "Next person", lambda: self._step(1))
        self.add_keys("E", "Edit", self._edit_details, icon="pencil")
        self.add_keys("A", "Add to agenda", self._add_to_agenda, icon="calendar-plus")
        self.add_keys("N", "Note", self.composer.start, icon="notebook-pen")
        self.add_keys("/", "Insert", lambda: self.composer.start("/"), icon="pen-line")
        self.add_keys("R", "Next review", self._change_review, hint=False, icon="calendar")
        self.add_keys("Esc", "Back to list")
