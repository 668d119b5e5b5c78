"""Cases: find people, compare them, pick whom to talk about."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mdt_desktop.services.cases import case_page
from mdt_desktop.services.cases.case_page import Surroundings
from mdt_desktop.services.cases.saved_views import SavedView
from ui.cases.add_person import AddPerson
from ui.cases.case_kinds import SHOWN_OF_A_PERSON
from ui.cases.case_panes import CasePanes
from ui.cases.case_reader import CaseReader
from ui.cases.current_person import CurrentPerson
from ui.cases.deeds import Deeds
from ui.cases.own_views import OwnViews
from ui.cases.query import Filter, Place, Query
from ui.cases.several_forms import SeveralForms
from ui.cases.sheet import Sheet
from ui.cases.table_model import CaseTableModel
from ui.cases.table_view import CaseTable
from ui.jobs import Jobs
from ui.page import NARROW, Page
from ui.shell.pages import PAGES
from ui.widgets.boxes import Column
from ui.widgets.button import Button
from ui.widgets.surface import set_surface


class CasesPage(Page):
    """The list and its preview; the store filters, sorts and counts."""

    nav = "cases"

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self.around: Surroundings | None = None
        self.primary = Button("Add person", kind="primary", icon="user-plus", key="N")
        self.model = CaseTableModel(self)
        self.reader = CaseReader(jobs, self.model, self)
        self.deeds, self.several = Deeds(self), SeveralForms(jobs, self, self.model)
        self.table = CaseTable(self.model)
        self._imports = PAGES["import"].available()
        self.all = CasePanes(self.table, imports=self._imports)
        self.bar, self.bulk, self.preview = self.all.bar, self.all.bulk, self.all.preview
        self.no_match, self.first_use = self.all.no_match, self.all.first_use
        self.current = CurrentPerson(jobs, self.table, self.preview, self)
        self.own = OwnViews(jobs, self, self.bar)
        set_surface(self, "surface")
        Column(self, gap=0).add(self.all)
        self._connect()
        self._add_keys()

    @property
    def query(self) -> Query:
        """What is listed."""
        return self.reader.query

    # What the shell asks

    def title(self) -> str:
        return "Cases"

    def context(self) -> str:
        if self.around is None:
            return ""
        count = f" · {self.around.open_cases:,} open" if self.around.cases else ""
        return f"{self.around.team}{count}"

    def hints(self) -> list[tuple[str, str]]:
        if not self.all.inviting:
            return super().hints()
        return [*([("I", "Import")] if self._imports else []), ("N", "Add person")]

    def first_focus(self) -> QWidget | None:
        return self.first_use.cards[0] if self.all.inviting else self.table

    def panes(self) -> list[QWidget]:
        return [self.table, self.bar, self.bulk, self.preview]

    def enter(self, view: str = "", **_: Any) -> None:
        if view and view != self.query.tab:
            self._show_view(view)
        self._read_around()
        self.own.read()
        self.reader.again(self.table.rowAt(0))
        self.several.selection.give_back()

    def leave(self) -> None:
        self.several.selection.keep()
        for sheet in self.findChildren(Sheet):
            sheet.put_away()

    def changed(self, changed: Any) -> None:
        if changed.touches(*SHOWN_OF_A_PERSON, "team"):
            self._read_around()
            self.reader.again(self.table.rowAt(0))

    def sharing_changed(self) -> None:
        self.model.set_sharing(self.sharing)
        self.current.set_sharing(sharing=self.sharing)

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
        self.around = self.several.around = self.current.around = around
        self.model.set_days(around.today, around.huddle_day)
        self.bar.set_surroundings(around)
        self.bulk.set_surroundings(around)
        self.current.show_again()
        self._show_state()

    def _show_list(self) -> None:
        """Another list: from its top."""
        self._after_reading()
        self.table.go_to(0)
        self.current.follow()

    def _show_again(self) -> None:
        """The same list read again: whoever was current stays so, or the next in their place."""
        self._after_reading()
        self.current.find_again()

    def _after_reading(self) -> None:
        self._show_state()
        if not self.model.total:
            self.preview.clear()
        self._show_preview_pane()

    def _show_state(self) -> None:
        """The list, the words for no match, or the invitation of a first use."""
        if self.around is None or not self.reader.known:
            return  # nothing is known yet, so nothing is said
        self.all.show_list(self.model.total, self.query, empty=self.around.cases == 0)
        self.bar.show_count(self.model.total, self.around.open_cases)
        self.header_changed.emit()

    # The current person

    def _show_preview_pane(self) -> None:
        self.preview.setVisible(self.width_class != NARROW and self.model.total > 0)

    def _open(self, place: int) -> None:
        row = self.model.row(place)
        if row is not None:
            self.go.emit("record", {"case": row.id, "place": Place(self.query, place, self.model.total)})

    # What somebody wants to see

    def _show_view(self, view: str) -> None:
        self._ask_for(self.own.chosen(view, self.query))

    def _ask_for(self, query: Query) -> None:
        if query == self.query:
            return
        if query.filters != self.query.filters:
            self.bar.show_filters(query.filters)
            self.all.order_focus()
        self.table.show_order(query.sort, descending=query.descending)
        self.reader.ask_for(query)
        self.own.follow(query)

    def _sort(self, sort: str, descending: bool) -> None:
        self._ask_for(replace(self.query, sort=sort, descending=descending))

    def _start_filter(self) -> None:
        self.bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _clear_filters(self) -> None:
        self.bar.clear_text()
        self._ask_for(replace(self.query, filters=(), text="", own="", own_name=""))
        self.table.setFocus()

    def _add_filter(self, one: Filter) -> None:
        self._ask_for(self.query.with_filter(one))

    def _remove_filter(self, one: Filter) -> None:
        self._ask_for(self.query.without(one))
        self.bar.add_button.setFocus()

    def _next_view(self) -> None:
        self._show_view(self.own.next_view(self.query))
        self.announce.emit(self.query.label)

    def _views_changed(self) -> None:
        """Named, removed, or read for the first time: the tabs are others, and so is the order of focus."""
        if self.query.own and self.own.find(self.query.own) is None:
            self._show_view(self.query.view)
        self.own.follow(self.query)
        self.all.order_focus()

    def _view_kept(self, view: SavedView) -> None:
        self._show_view(view.code)
        self.table.setFocus()
        self.say.emit(f"Saved as “{view.name}”", None)

    def _view_forgotten(self, view: SavedView) -> None:
        self.table.setFocus()
        self.say.emit(f"“{view.name}” is removed", partial(self.own.put_back, view))

    # Deeds

    def _chosen(self) -> list[str]:
        if self.model.ticked:
            return list(self.model.ticked)
        row = self.current.row()
        return [row.id] if row else []

    def _add_to_agenda(self) -> None:
        if self.around is not None and (chosen := self._chosen()):
            self.deeds.add_to_agenda(chosen, self.around, self.model.clear_ticked)

    def _several_done(self, words: str) -> None:
        self.model.clear_ticked()
        self.table.setFocus()
        self.deeds.told(words)

    def _add_person(self) -> None:
        if self.around is not None:
            form = AddPerson(self, self.jobs, self.around)
            form.done = lambda case: self.go.emit("record", {"case": case.id})
            form.known.connect(lambda case: self.go.emit("record", {"case": case}))
            form.summon(form.family.edit)

    def _import(self) -> None:
        self.go.emit("import", {})

    def _escape(self) -> None:
        if self.model.ticked:
            self.model.clear_ticked()
            self.table.setFocus()
        elif self.query.narrowed:
            self._clear_filters()

    def _connect(self) -> None:
        self.reader.listed.connect(self._show_list)
        self.reader.reread.connect(self._show_again)
        self.reader.filled.connect(self.current.follow)
        self.model.ticked_changed.connect(lambda: self.bulk.show_selected(len(self.model.ticked)))
        self.table.moved.connect(lambda _place: self.current.follow())
        self.table.opened.connect(self._open)
        self.table.sorted_by.connect(self._sort)
        self.bar.view_chosen.connect(self._show_view)
        self.bar.text_changed.connect(lambda text: self._ask_for(replace(self.query, text=text)))
        self.bar.filter_added.connect(self._add_filter)
        self.bar.filter_removed.connect(self._remove_filter)
        self.bar.keep.connect(lambda: self.own.name(self.query))
        self.bar.forget.connect(lambda: self.own.remove(self.query.own))
        self.own.listed.connect(self._views_changed)
        self.own.saved.connect(self._view_kept)
        self.own.removed.connect(self._view_forgotten)
        self.bar.left.connect(self.table.setFocus)
        self.no_match.cleared.connect(self._clear_filters)
        self.bulk.add.connect(self._add_to_agenda)
        self.bulk.review.connect(self.several.set_review)
        self.bulk.key_worker.connect(self.several.set_worker)
        self.bulk.clear.connect(self._escape)
        self.several.done.connect(self._several_done)
        self.preview.add.connect(self._add_to_agenda)
        self.preview.agenda.connect(lambda: self.deeds.open_agenda(self.around))
        self.preview.open.connect(lambda: self._open(self.table.current_place()))
        self.primary.clicked.connect(self._add_person)
        self.first_use.add.connect(self._add_person)
        self.first_use.import_.connect(self._import)

    def _add_keys(self) -> None:
        self.add_keys("J K", "Move")
        self.add_keys("X", "Select")
        self.add_keys("A", "Add to agenda", self._add_to_agenda, icon="calendar-plus")
        self.add_keys("Return", "Open")
        self.add_keys("/", "Filter", self._start_filter, icon="list-filter")
        self.add_keys("V", "Switch view", self._next_view, icon="list")
        self.add_keys("N", "Add person", self._add_person, hint=False, icon="user-plus")
        if self._imports:
            self.add_keys("I", "Import", self._import, hint=False, icon="file-up")
        self.add_keys("Esc", "Clear selection or filters", hint=False)
