"""A space that has removed this device: since when this device knows."""

from mdt_desktop.store.connection import Connection


def since(connection: Connection, space: int) -> float | None:
    """When this device learned that it was removed, in seconds since 1970; None if it was not."""
    row = connection.one("SELECT since FROM leaving WHERE space = ?", (space,))
    return float(row[0]) if row else None


def begin(connection: Connection, space: int, at: float) -> None:
    """The roster says that this device is removed; the first time counts."""
    connection.execute("INSERT OR IGNORE INTO leaving (space, since) VALUES (?, ?)", (space, int(at)))


def end(connection: Connection, space: int) -> None:
    """It is in after all: of two rosters the other one stayed."""
    connection.execute("DELETE FROM leaving WHERE space = ?", (space,))
