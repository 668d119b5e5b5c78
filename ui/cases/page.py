"""Cases: find people, compare them, pick whom to talk about."""

from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from mdt_desktop.services import case_lists, case_page, case_record, many_cases, undo
from mdt_desktop.services.case_lists import CasePage, CaseRow
from mdt_desktop.services.case_page import Surroundings
from mdt_desktop.services.case_record import CaseView
from mdt_desktop.services.many_cases import AddedToAgenda
from ui.cases.add_person import AddPerson
from ui.cases.bulk_bar import BulkBar
from ui.cases.bulk_forms import ReviewForm, WorkerForm
from ui.cases.filter_bar import FilterBar
from ui.cases.nobody import FirstUse, NoMatch
from ui.cases.preview import Preview
from ui.cases.query import Filter, Place, Query
from ui.cases.sheet import Sheet
from ui.cases.table_model import WINDOW, CaseTableModel
from ui.cases.table_view import CaseTable
from ui.cases.wording import day_of, people
from ui.jobs import Jobs
from ui.page import NARROW, Page
from ui.widgets.boxes import Column
from ui.widgets.button import Button
from ui.widgets.scroll_page import ScrollPage
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
    "team",
)


class CasesPage(Page):
    """The list and its preview; the store filters, sorts and counts."""

    nav = "cases"

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self.query = Query()
        self.around: Surroundings | None = None
        self._wanted_case = ""
        self._listed = False
        self.primary = Button("Add person", kind="primary", icon="user-plus", key="N")
        self.model = CaseTableModel(self)
        self.table = CaseTable(self.model)
        self.bar, self.bulk, self.preview = FilterBar(), BulkBar(), Preview()
        self.no_match, self.first_use = NoMatch(), FirstUse()
        self._lay_out()
        self._connect()
        self._add_keys()

    # What the shell asks

    def title(self) -> str:
        return "Cases"

    def context(self) -> str:
        return f"{self.around.team} · {self.around.open_cases:,} open" if self.around else ""

    def first_focus(self) -> QWidget | None:
        return self.table if self._stack.currentWidget() is self._list else self.first_use.cards[0]

    def panes(self) -> list[QWidget]:
        return [self.table, self.bar, self.bulk, self.preview]

    def enter(self, view: str = "", **_: Any) -> None:
        if view and view != self.query.view:
            self._show_view(view)
        self._read_around()
        self._read(fresh=self.model.total == 0)

    def leave(self) -> None:
        for sheet in self.findChildren(Sheet):
            sheet.close_over()

    def changed(self, changed: Any) -> None:
        if changed.touches(*TOUCHES):
            self._read_around()
            self._read(fresh=False)

    def sharing_changed(self) -> None:
        self.model.set_sharing(self.sharing)
        self._show_preview_again()

    def width_changed(self) -> None:
        self._show_preview_pane()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nothing inside has taken."""
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    # Reading

    def _read_around(self) -> None:
        self.jobs.ask(case_page.surroundings, done=self._show_around, key="around")

    def _show_around(self, around: Surroundings) -> None:
        self.around = around
        self.model.set_days(around.today, around.huddle_day)
        self.bar.set_surroundings(around)
        self.bulk.set_surroundings(around)
        self._show_preview_again()
        self._show_state()
        self.header_changed.emit()

    def _read(self, *, fresh: bool) -> None:
        """Read the window that shows; `fresh` for another list, which starts at its top."""
        offset = 0 if fresh else max(0, self.table.rowAt(0)) // WINDOW * WINDOW
        show = self._show_fresh if fresh else self._show_again
        self.jobs.ask(
            case_lists.list_cases,
            self.query.terms(),
            done=partial(show, self.query, offset),
            key="list",
            receiver=self,
            offset=offset,
            limit=WINDOW,
            **self.query.options(),
        )

    def _fetch(self, offset: int) -> None:
        """A window that scrolled into view."""
        self.jobs.ask(
            case_lists.list_cases,
            self.query.terms(),
            done=partial(self._put, self.query, offset),
            key=("window", offset // WINDOW % 2),
            receiver=self,
            offset=offset,
            limit=WINDOW,
            **self.query.options(),
        )

    def _put(self, query: Query, offset: int, page: CasePage) -> None:
        if query == self.query and page.total == self.model.total:
            self.model.put(offset, page.rows)
            self._follow_current()

    def _show_fresh(self, query: Query, offset: int, page: CasePage) -> None:
        self.model.restart(offset, page.rows, page.total)
        place = max(0, self.model.place_of(self._wanted_case)) if self._wanted_case else 0
        self._after_reading()
        self.table.go_to(place)
        self._follow_current()

    def _show_again(self, query: Query, offset: int, page: CasePage) -> None:
        here, case_id = self.table.current_place(), self.preview.view.case.id if self.preview.view else ""
        self.model.refresh(offset, page.rows, page.total)
        self._after_reading()
        found = self.model.place_of(case_id)
        self.table.go_to(found if found >= 0 else max(0, min(here, page.total - 1)))
        self.table.want_visible()
        self._follow_current()

    def _after_reading(self) -> None:
        self._listed = True
        self._show_state()
        if not self.model.total:
            self.preview.clear()
        self._show_preview_pane()

    def _show_state(self) -> None:
        """The list, the words for no match, or the invitation of a first use."""
        if self.around is None or not self._listed:
            return  # nothing is known yet, so nothing is said
        empty = self.around.cases == 0
        had_focus = self.table.hasFocus()
        self._stack.setCurrentIndex(1 if empty else 0)
        self._rows.setCurrentWidget(self.table if self.model.total else self.no_match)
        self.no_match.show_query(self.query)
        self.bar.show_count(self.model.total, self.around.open_cases)
        if had_focus and empty:
            self.first_use.cards[0].setFocus()

    # The current person

    def _current(self) -> CaseRow | None:
        return self.model.row(self.table.current_place())

    def _follow_current(self) -> None:
        row = self._current()
        if row is not None:
            self._wanted_case = row.id
            self.jobs.ask(case_record.case_view, row.id, done=self._show_preview, key="preview")

    def _show_preview_pane(self) -> None:
        self.preview.setVisible(self.width_class != NARROW and self.model.total > 0)

    def _show_preview(self, view: CaseView) -> None:
        if self.around is not None:
            self.preview.show_case(view, self.around, sharing=self.sharing)

    def _show_preview_again(self) -> None:
        if self.preview.view is not None:
            self._show_preview(self.preview.view)

    def _open(self, place: int) -> None:
        row = self.model.row(place)
        if row is not None:
            self.go.emit("record", {"case": row.id, "place": Place(self.query, place, self.model.total)})

    # What somebody wants to see

    def _show_view(self, view: str) -> None:
        self.bar.tabs.set_current(view)
        late_first = view == "review_due"
        self._ask_for(
            replace(self.query, view=view, sort="review_due" if late_first else "name", descending=False)
        )

    def _ask_for(self, query: Query) -> None:
        if query == self.query:
            return
        if query.filters != self.query.filters:
            self.bar.show_filters(query.filters)
        self.query = query
        self.table.show_order(query.sort, descending=query.descending)
        self._read(fresh=True)

    def _sort(self, sort: str, descending: bool) -> None:
        self._ask_for(replace(self.query, sort=sort, descending=descending))

    def _clear_filters(self) -> None:
        self.bar.clear_text()
        self._ask_for(replace(self.query, filters=(), text=""))
        self.table.setFocus()

    def _add_filter(self, one: Filter) -> None:
        self._ask_for(self.query.with_filter(one))

    def _remove_filter(self, one: Filter) -> None:
        self._ask_for(self.query.without(one))
        self.bar.add_button.setFocus()

    def _next_view(self) -> None:
        codes = [view.code for view in case_lists.VIEWS]
        self._show_view(codes[(codes.index(self.query.view) + 1) % len(codes)])
        self.announce.emit(self.query.label)

    # Deeds

    def _chosen(self) -> list[str]:
        if self.model.ticked:
            return list(self.model.ticked)
        row = self._current()
        return [row.id] if row else []

    def _add_to_agenda(self) -> None:
        if chosen := self._chosen():
            self.jobs.do(many_cases.add_to_agenda, chosen, done=self._added)

    def _added(self, added: AddedToAgenda) -> None:
        today = self.around.today if self.around else added.day
        day = day_of(added.day, today)
        if not added.added:
            self.say.emit(f"On {day}’s agenda already", None)
            return
        self.model.clear_ticked()
        more = f"; {added.already} there already" if added.already else ""
        self.say.emit(f"{people(added.added)} added to {day}’s agenda{more}", self._undo)

    def _undo(self) -> None:
        self.jobs.do(undo.undo)

    def _open_agenda(self) -> None:
        if self.around is not None and self.around.huddle is not None:
            self.go.emit("prepare", {"huddle": self.around.huddle.id})

    def _set_review(self) -> None:
        if self.around is not None and self.model.ticked:
            form = ReviewForm(self, self.jobs, list(self.model.ticked), self.around)
            form.done = partial(self._several_done, "Review date set for {}")
            form.summon(form.day)

    def _set_worker(self) -> None:
        if self.around is not None and self.model.ticked:
            form = WorkerForm(self, self.jobs, list(self.model.ticked), self.around)
            form.done = partial(self._several_done, "Key worker changed for {}")
            form.summon(form.member)

    def _several_done(self, words: str, number: int) -> None:
        self.model.clear_ticked()
        self.table.setFocus()
        self.say.emit(words.format(people(number)), self._undo)

    def _add_person(self) -> None:
        if self.around is not None:
            form = AddPerson(self, self.jobs, self.around)
            form.done = lambda case: self.go.emit("record", {"case": case.id})
            form.summon(form.family.edit)

    def _escape(self) -> None:
        if self.model.ticked:
            self.model.clear_ticked()
            self.table.setFocus()
        elif self.query.narrowed:
            self._clear_filters()

    # Building

    def _lay_out(self) -> None:
        set_surface(self, "surface")
        self._rows = QStackedWidget()
        for widget in (self.table, self.no_match):
            self._rows.addWidget(widget)
        left = QWidget()
        column = Column(left, gap=0).add(self.bar, Separator())
        column.addWidget(self._rows, 1)
        column.add(self.bulk)
        self._list = QSplitter(Qt.Orientation.Horizontal)
        self._list.setChildrenCollapsible(False)
        self._list.setHandleWidth(1)
        self._list.addWidget(left)
        self._list.addWidget(self.preview)
        self._list.setStretchFactor(0, 1)
        self._list.setStretchFactor(1, 0)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list)
        invitation = ScrollPage(margin=0)
        invitation.body.addWidget(self.first_use, 1)
        self._stack.addWidget(invitation)
        Column(self, gap=0).add(self._stack)
        order = [self.table, self.bar.tabs, self.bar.field, self.bar.add_button, self.bulk, self.preview]
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        self.model.wanted.connect(self._fetch)
        self.model.ticked_changed.connect(lambda: self.bulk.show_selected(len(self.model.ticked)))
        self.table.moved.connect(lambda _place: self._follow_current())
        self.table.opened.connect(self._open)
        self.table.sorted_by.connect(self._sort)
        self.bar.view_chosen.connect(self._show_view)
        self.bar.text_changed.connect(lambda text: self._ask_for(replace(self.query, text=text)))
        self.bar.filter_added.connect(self._add_filter)
        self.bar.filter_removed.connect(self._remove_filter)
        self.bar.left.connect(self.table.setFocus)
        self.no_match.cleared.connect(self._clear_filters)
        self.bulk.add.connect(self._add_to_agenda)
        self.bulk.review.connect(self._set_review)
        self.bulk.key_worker.connect(self._set_worker)
        self.bulk.clear.connect(self._escape)
        self.preview.add.connect(self._add_to_agenda)
        self.preview.agenda.connect(self._open_agenda)
        self.preview.open.connect(lambda: self._open(self.table.current_place()))
        self.primary.clicked.connect(self._add_person)
        self.first_use.add.connect(self._add_person)
        self.first_use.import_.connect(lambda: self.go.emit("import", {}))

    def _add_keys(self) -> None:
        self.add_keys("J K", "Move")
        self.add_keys("X", "Select")
        self.add_keys("A", "Add to agenda", self._add_to_agenda, icon="calendar-plus")
        self.add_keys("Return", "Open")
        self.add_keys(
            "/",
            "Filter",
            lambda: self.bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason),
            icon="list-filter",
        )
        self.add_keys("V", "Switch view", self._next_view, icon="list")
        self.add_keys("N", "Add person", self._add_person, hint=False, icon="user-plus")
        self.add_keys("Esc", "Clear selection or filters", hint=False)
