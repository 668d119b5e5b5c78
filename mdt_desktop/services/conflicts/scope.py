"""What a look for breaches goes through: everything, or what one sync has touched."""

from collections.abc import Iterable

from mdt_desktop.domain.changes import Changed
from mdt_desktop.store.schema import json_text

WHOLE_FROM = 2_000
"""With so many records touched, everything is looked at: that is quicker than naming each."""


class Scope:
    """The records to look at, as conditions for SQL."""

    def __init__(self, changed: Changed | None = None) -> None:
        whole = changed is None or len(changed.records) >= WHOLE_FROM
        self._changed = None if whole else changed

    @property
    def is_whole(self) -> bool:
        """Whether everything is looked at."""
        return self._changed is None

    def covers(self, kinds: Iterable[str]) -> bool:
        """Whether records of these kinds are among them."""
        return self._changed is None or self._changed.touches(*kinds)

    def ids(self, *kinds: str) -> list[str]:
        """The touched records of these kinds; empty where everything is looked at."""
        return (
            []
            if self._changed is None
            else sorted({one for kind in kinds for one in self._changed.ids(kind)})
        )

    def among(self, column: str, *kinds: str) -> tuple[str, list[str]]:
        """A condition that a column names a touched record of these kinds, and its values."""
        if self._changed is None:
            return "1", []
        return f"{column} IN (SELECT value FROM json_each(?))", [json_text(self.ids(*kinds))]

    def through(self, column: str, select: str, kind: str) -> tuple[str, list[str]]:
        """A condition that a column is among what `select` (with one `IN ?`) finds for touched records."""
        if self._changed is None:
            return "1", []
        found = select.replace("IN ?", "IN (SELECT value FROM json_each(?))")
        return f"{column} IN ({found})", [json_text(self.ids(kind))]
