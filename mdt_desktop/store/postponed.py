"""Devices whose entries are to be judged again once the bytes have come that a snapshot stands for."""

from collections.abc import Iterable

import msgspec

from mdt_desktop.store.connection import Connection


def devices(connection: Connection, space: int) -> set[bytes]:
    """Those whose turn is still to come."""
    row = connection.one("SELECT value FROM setting WHERE name = ?", (_name(space),))
    return set(msgspec.msgpack.decode(row[0], type=list[bytes])) if row else set()


def postpone(connection: Connection, space: int, wanted: Iterable[bytes]) -> None:
    """Judge these devices' entries later."""
    connection.execute(
        "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)",
        (_name(space), msgspec.msgpack.encode(sorted(wanted))),
    )


def done(connection: Connection, space: int) -> None:
    """Nobody's turn is still to come."""
    connection.execute("DELETE FROM setting WHERE name = ?", (_name(space),))


def _name(space: int) -> str:
    return f"judge later {space}"
