"""Views somebody has named: the current filters and order kept under a name, chosen and removed again."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from mdt_desktop.services.cases import saved_views
from mdt_desktop.services.cases.saved_views import SavedView
from ui.cases.query import Filter, Query
from ui.cases.sheet import Sheet
from ui.jobs import Jobs
from ui.widgets.field import Field


class OwnViews(QObject):
    """`listed` follows every reading; `saved(view)` and `removed(view)` what was done."""

    listed = Signal()
    saved = Signal(object)
    removed = Signal(object)

    def __init__(self, jobs: Jobs, page: QWidget) -> None:
        super().__init__(page)
        self._jobs, self._page = jobs, page
        self.views: tuple[SavedView, ...] = ()

    def read(self) -> None:
        """Read them again."""
        self._jobs.ask(saved_views.saved_views, done=self._show, key="own views", receiver=self)

    def find(self, code: str) -> SavedView | None:
        """The view of a code; None for one of the built-in ones."""
        return next((one for one in self.views if one.code == code), None)

    def name(self, query: Query) -> None:
        """Ask for a name and keep the query under it."""
        form = NameView(self._page, self._jobs, query)
        form.done = partial(self._after, self.saved)
        form.summon(form.first_editor())

    def remove(self, view: SavedView) -> None:
        """Forget it."""
        done = partial(self._after, self.removed, view)
        self._jobs.do(saved_views.remove_view, view.code, done=lambda _: done(), receiver=self)

    def put_back(self, view: SavedView, then: Callable[[], None]) -> None:
        """Keep it again as it was."""
        self._jobs.do(saved_views.save_view, view, done=lambda _: then(), receiver=self)

    def _show(self, views: tuple[SavedView, ...]) -> None:
        self.views = views
        self.listed.emit()

    def _after(self, signal: Any, view: SavedView) -> None:
        gone = tuple(one for one in self.views if one.code != view.code)
        self._show((*gone, view) if signal is self.saved else gone)
        signal.emit(view)


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
