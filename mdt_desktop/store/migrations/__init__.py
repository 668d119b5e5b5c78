"""Numbered steps from any earlier store to this one. A step is never edited once it has been shipped."""

from functools import cache
from importlib.resources import files

from mdt_desktop.refused import Refused
from mdt_desktop.store.connection import Connection


@cache
def steps() -> list[tuple[int, str]]:
    """All steps as (number, SQL), in order."""
    scripts = (file for file in files(__package__).iterdir() if file.name.endswith(".sql"))
    return sorted((int(file.name[:3]), file.read_text(encoding="utf-8")) for file in scripts)


def migrate(connection: Connection) -> int:
    """Bring the store to the newest step, each in a transaction of its own; returns the step reached.

    `Refused` if a newer version of the application has written this store.
    """
    version = current_step(connection)
    known = steps()
    if version > known[-1][0]:
        raise Refused(
            "This store was written by a newer version of MDT Desktop. Nothing was changed; "
            "update the application on this computer, then open it again."
        )
    for number, sql in known:
        if number > version:
            with connection.transaction():
                connection.script(sql)
                connection.execute(f"PRAGMA user_version = {number}")
            version = number
    return version


def current_step(connection: Connection) -> int:
    """The step this store stands at; 0 when it is new."""
    return int(connection.execute("PRAGMA user_version")[0][0])
