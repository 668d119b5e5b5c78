"""What the case list shows: a saved view, narrowed by filters and words, in an order."""

from dataclasses import dataclass, replace

from mdt_desktop.services.cases.case_lists import VIEWS


@dataclass(frozen=True)
class Filter:
    """One term of the store's filter, and how its chip says it."""

    term: str
    words: str

    @property
    def field(self) -> str:
        """What it is about: a second filter on the same field takes its place."""
        return self.words.partition(":")[0]


@dataclass(frozen=True)
class Query:
    """All that decides which cases are listed, and in which order.

    `own` and `own_name` are the code and name of the saved view it began as, if somebody saved one.
    """

    view: str = VIEWS[0].code
    filters: tuple[Filter, ...] = ()
    text: str = ""
    sort: str = "name"
    descending: bool = False
    own: str = ""
    own_name: str = ""

    @property
    def label(self) -> str:
        """The view's name."""
        return self.own_name or next(view.label for view in VIEWS if view.code == self.view)

    @property
    def tab(self) -> str:
        """The code of the tab it stands under."""
        return self.own or self.view

    @property
    def narrowed(self) -> bool:
        """Whether filters or words leave out some of the view."""
        return bool(self.filters or self.text.strip())

    def terms(self) -> str:
        """The filter as the store reads it."""
        base = next(view.filter for view in VIEWS if view.code == self.view)
        return " ".join([base, *(one.term for one in self.filters)])

    def with_filter(self, added: Filter) -> "Query":
        """With this filter, in place of another on the same field."""
        kept = tuple(one for one in self.filters if one.field != added.field)
        return replace(self, filters=(*kept, added))

    def without(self, removed: Filter) -> "Query":
        return replace(self, filters=tuple(one for one in self.filters if one != removed))

    def options(self) -> dict[str, object]:
        """The keyword arguments of `list_cases`, the window left out."""
        return {"text": self.text, "sort": self.sort, "descending": self.descending}


@dataclass(frozen=True)
class Place:
    """Where in a list a record was opened from, so that [ and ] go on from there."""

    query: Query
    at: int
    total: int
