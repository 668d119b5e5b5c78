"""Records out of the tables, as frozen records; nothing here writes."""

from collections.abc import Sequence
from typing import Any, TypeVar, cast

from mdt_desktop.domain.records import Record
from mdt_desktop.store import schema
from mdt_desktop.store.connection import Connection

R = TypeVar("R", bound=Record)


class Queries:
    """Reads of one space over one connection. `retired` records are left out unless asked for."""

    def __init__(self, connection: Connection, space: int) -> None:
        self.connection = connection
        self.space = space

    def get(self, record: type[R], identity: str) -> R | None:
        """One record by its id, retired or not."""
        names = _names(record)
        row = self.connection.one(
            f'SELECT {names} FROM "{record.KIND}" WHERE space = ? AND id = ?', (self.space, identity)
        )
        return cast(R, schema.to_record(record.KIND, identity, row)) if row else None

    def all(
        self,
        record: type[R],
        where: str = "1",
        values: Sequence[Any] = (),
        *,
        order: str = "id",
        limit: int = -1,
        retired: bool = False,
    ) -> list[R]:
        """Records that meet an SQL condition over their fields."""
        hidden = "" if retired else "AND NOT retired"
        rows = self.connection.execute(
            f'SELECT id, {_names(record)} FROM "{record.KIND}" WHERE space = ? {hidden} AND ({where}) '
            f"ORDER BY {order} LIMIT ?",
            (self.space, *values, limit),
        )
        return [cast(R, schema.to_record(record.KIND, row[0], row[1:])) for row in rows]

    def first(
        self, record: type[R], where: str = "1", values: Sequence[Any] = (), *, order: str = "id"
    ) -> R | None:
        """The first record that meets a condition, or None."""
        found = self.all(record, where, values, order=order, limit=1)
        return found[0] if found else None

    def among(self, record: type[R], field: str, wanted: Sequence[str], *, order: str = "id") -> list[R]:
        """Records whose `field` is one of these values (any number of them)."""
        return self.all(
            record, f'"{field}" IN (SELECT value FROM json_each(?))', (schema.json_text(wanted),), order=order
        )

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """A query of one's own; `:space` is not bound, so the first `?` is the space."""
        return self.connection.execute(sql, (self.space, *values))


def _names(record: type[Record]) -> str:
    return ", ".join(f'"{name}"' for name in schema.columns(record.KIND))
