"""Text being typed, kept locally so that a crash loses at most the last second of it."""

import time

from mdt_desktop.store.connection import Connection


def keep(connection: Connection, place: str, text: str) -> None:
    """Keep the text of one place; empty text forgets it."""
    if text:
        connection.execute(
            "INSERT OR REPLACE INTO draft (place, text, at) VALUES (?, ?, ?)", (place, text, time.time_ns())
        )
    else:
        connection.execute("DELETE FROM draft WHERE place = ?", (place,))


def kept(connection: Connection, place: str) -> str:
    """The text last kept for a place."""
    row = connection.one("SELECT text FROM draft WHERE place = ?", (place,))
    return str(row[0]) if row else ""
