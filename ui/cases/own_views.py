"""Views somebody has named: the current filters and order kept under a name, chosen and removed again."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from mdt_desktop.services.cases import saved_views
from mdt_desktop.services.cases.case_lists import VIEWS
from mdt_desktop.services.cases.saved_views import SavedView
from ui.cases.filter_bar import FilterBar
from ui.cases.query import Filter, Query
from ui.cases.sheet import Sheet
from ui.jobs import Jobs
from ui.widgets.field import Field


class OwnViews(QObject):
    """`listed` follows every reading; `saved(view)` and `removed(view)` what was done."""

    listed = Signal()
    saved = Signal(object)
    removed = Signal(object)

    def __init__(self, jobs: Jobs, page: QWidget, bar: FilterBar) -> None:
        super().__init__(page)
        self._jobs, self._page, self._bar = jobs, page, bar
        self.views: tuple[SavedView, ...] = ()
        self._followed = ""

    def read(self) -> None:
        """Read them again."""
        self._jobs.ask(saved_views.saved_views, done=self._show, key="own views", receiver=self)

    def find(self, code: str) -> SavedView | None:
        """The view of a code; None for one of the built-in ones."""
        return next((one for one in self.views if one.code == code), None)

    def chosen(self, view: str, before: Query) -> Query:
        """What to list once the tab of a view is chosen; a built-in one keeps the filters there are."""
        if (own := self.find(view)) is not None:
            return query_of(own)
        kept = Query() if before.own else before  # a saved view takes its own filters with it
        sort = "review_due" if view == "review_due" else "name"
        return replace(kept, view=view, sort=sort, descending=False)

    def next_view(self, query: Query) -> str:
        """The code of the tab after this query's."""
        codes = [view.code for view in (*VIEWS, *self.views)]
        return codes[(codes.index(query.tab) + 1) % len(codes)]

    def follow(self, query: Query) -> None:
        """Show what is listed: its tab, its words, and whether it can be kept or removed."""
        own = self.find(query.own)
        self._bar.tabs.set_current(query.tab if own or not query.own else query.view)
        if query.own != self._followed:  # otherwise the field may be ahead of the list: nobody types twice
            self._bar.show_text(query.text)
        self._followed = query.own
        ordered = query.sort not in ("name", "review_due") or query.descending
        keep = query_of(own) != query if own else query.narrowed or ordered
        self._bar.offer_saving(keep=keep, forget=own is not None)

    def name(self, query: Query) -> None:
        """Ask for a name and keep the query under it."""
        form = NameView(self._page, self._jobs, query)
        form.done = self._saved
        form.summon(form.first_editor())

    def remove(self, code: str) -> None:
        """Forget one."""
        if (view := self.find(code)) is not None:
            done = partial(self._removed, view)
            self._jobs.do(saved_views.remove_view, code, done=done, receiver=self)

    def put_back(self, view: SavedView) -> None:
        """Keep it again as it was."""
        self._jobs.do(saved_views.save_view, view, done=lambda _: self.read(), receiver=self)

    def _show(self, views: tuple[SavedView, ...]) -> None:
        self.views = views
        self._bar.set_own_views(views)
        self.listed.emit()

    def _saved(self, view: SavedView) -> None:
        self._show((*self.views, view))
        self.saved.emit(view)

    def _removed(self, view: SavedView, _answer: object) -> None:
        self._show(tuple(one for one in self.views if one.code != view.code))
        self.removed.emit(view)


class NameView(Sheet):
    """`done` gets the SavedView."""

    def __init__(self, page: QWidget, jobs: Jobs, query: Query) -> None:
        lead = "These filters and this order, one press away. Kept on this laptop, for you."
        super().__init__(page, jobs, "Save view", lead, deed="Save view")
        self._query = query
        self.name = self.add_field("name", Field("Name"))
        self.name.set_text(", ".join(one.words.partition(": ")[2] or one.words for one in query.filters))

    def values(self) -> dict[str, Any]:
        return {"name": self.name.text().strip()}

    def start(self, values: dict[str, Any]) -> None:
        view = view_of(self._query, values["name"])
        self.jobs.do(saved_views.save_view, view, done=self.finished, failed=self.refused)

    def blame(self, sentence: str) -> str:
        return "name"


def view_of(query: Query, name: str) -> SavedView:
    """A query under a name."""
    return SavedView(
        name=name,
        view=query.view,
        filters=tuple((one.term, one.words) for one in query.filters),
        text=query.text.strip(),
        sort=query.sort,
        descending=query.descending,
    )


def query_of(view: SavedView) -> Query:
    """What a saved view lists."""
    filters = tuple(Filter(term, words) for term, words in view.filters)
    bare = Query(view.view, filters, view.text, view.sort, view.descending)
    return replace(bare, own=view.code, own_name=view.name)
