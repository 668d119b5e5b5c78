"""What an operator asks of a hub's database, besides serving it."""

import time
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select

from mdt_desktop.hub import enrolling, migrations
from mdt_desktop.hub.database import Database
from mdt_desktop.hub.tables import SNAPSHOT, SPACE, STATEMENT
from mdt_desktop.refused import Refused


def invite(database: Database) -> dict[str, Any]:
    """A one-use code, and when it ends. Makes the database if there is none yet."""
    database.reach()
    migrations.migrate(database)
    now = time.time()
    with database.writing() as connection:
        code = enrolling.issue(connection, now)
    return {
        "code": code,
        "expires": datetime.fromtimestamp(int(now) + enrolling.LIFE_SECONDS, UTC).isoformat(),
    }


def stats(database: Database) -> dict[str, Any]:
    """What it holds. One space after another: only the list of spaces is asked of all of them at once."""
    check(database)
    with database.reading() as connection:
        spaces = [space for (space,) in connection.execute(select(SPACE.c.space).order_by(SPACE.c.space))]
    totals = {"spaces": len(spaces), "entries": 0, "entry_bytes": 0, "statements": 0, "snapshot_bytes": 0}
    for space in spaces:
        with database.reading() as connection:
            row = connection.execute(
                select(SPACE.c.last_place, SPACE.c.size).where(SPACE.c.space == space)
            ).one()
            statements = select(func.count()).where(STATEMENT.c.space == space)
            snapshot = select(SNAPSHOT.c.size).where(SNAPSHOT.c.space == space)
            totals["entries"] += row.last_place
            totals["entry_bytes"] += row.size
            totals["statements"] += connection.execute(statements).scalar_one()
            totals["snapshot_bytes"] += connection.execute(snapshot).scalar() or 0
    return totals


def check(database: Database) -> dict[str, Any]:
    """Whether the database answers and is as this program knows it. Raises `Refused` or `OutOfReach`."""
    database.reach(made=True)
    step = migrations.current(database)
    if step > migrations.newest():
        raise Refused(
            "This database was made by a newer version of the hub. Nothing was changed; "
            "update the program on this machine."
        )
    if step < migrations.newest():
        raise Refused(
            "This database is not as this version of the hub needs it. Nothing was changed; "
            "`mdt-hub serve` brings it up to date when it starts."
        )
    return {"database": database.url.get_backend_name(), "schema": step}
