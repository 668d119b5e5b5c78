"""Devices that wrote two entries under one number: copied with their profile, or restored from a backup."""

from collections.abc import Iterable

from mdt_desktop.store.connection import Connection


def note(connection: Connection, space: int, devices: Iterable[bytes], at: int) -> None:
    """Keep that these devices were seen with two chains; `at` in seconds since 1970, the first time stays."""
    connection.many(
        "INSERT OR IGNORE INTO cloned (space, device, noticed) VALUES (?, ?, ?)",
        [(space, device, at) for device in devices],
    )


def noted(connection: Connection, space: int) -> dict[bytes, int]:
    """The devices that were seen with two chains, and when first."""
    rows = connection.execute("SELECT device, noticed FROM cloned WHERE space = ?", (space,))
    return dict(rows)
