"""Snapshots: taken from an admin's device, given to any."""

from starlette.responses import Response

from mdt_desktop.hub import answers, snapshots
from mdt_desktop.hub.asked import Asked, Signed
from mdt_desktop.hub.log import check_cursor
from mdt_desktop.hub.refusing import refused
from mdt_desktop.wire import names
from mdt_desktop.wire.cursor import Cursor
from mdt_desktop.wire.limits import PAGE_MAX_BYTES, PART_BYTES, SNAPSHOT_HEADER_MAX_BYTES, SNAPSHOT_MAX_BYTES
from mdt_desktop.wire.problems import ProblemType


async def read_header(asked: Asked) -> Response:
    """The newest snapshot's signed header, and the cursor to go on from."""

    def read() -> Response:
        with asked.hub.database.reading() as connection:
            team = asked.signed_in(connection).team
            found = snapshots.read(connection, team.row.space)
        if found is None:
            return answers.nothing(team)
        return answers.octets(team, found.header, **{names.CURSOR_HEADER: found.cursor})

    return await asked.run(read)


async def read_content(asked: Asked) -> Response:
    """Bytes of a content, from anywhere in it."""
    at = asked.number("at", 0, SNAPSHOT_MAX_BYTES)
    most = asked.number("max", PART_BYTES, PAGE_MAX_BYTES)

    def read() -> Response:
        with asked.hub.database.reading() as connection:
            team = asked.signed_in(connection).team
            return answers.octets(
                team, snapshots.content(connection, team.row.space, asked.content, at, most)
            )

    return await asked.run(read)


async def put_part(asked: Asked) -> Response:
    """One part of a content."""
    await asked.run(lambda: _admin(asked))
    at = asked.number("at", 0, SNAPSHOT_MAX_BYTES)
    data = await asked.body(PART_BYTES)

    def write() -> Response:
        with asked.hub.database.writing() as connection:
            team = asked.signed_in(connection, locked=True, counted=False, admin=True).team
            here = snapshots.put_part(connection, team, asked.content, at, data, asked.hub.limits, asked.now)
        return answers.nothing(team, **{names.AT_HEADER: str(here)})

    return await asked.run(write)


async def finish(asked: Asked) -> Response:
    """The signed header of a content that is here, and the cursor that goes with it."""
    await asked.run(lambda: _admin(asked))
    cursor = asked.cursor or Cursor()
    data = await asked.body(SNAPSHOT_HEADER_MAX_BYTES)

    def write() -> Response:
        with asked.hub.database.writing() as connection:
            team = asked.signed_in(connection, locked=True, counted=False, admin=True).team
            check_cursor(connection, team, cursor)
            finished = snapshots.finish(connection, team, data, cursor, asked.now)
        if not finished:
            raise refused(ProblemType.SNAPSHOT_REFUSED, "The content is another than the header says.")
        return answers.nothing(team)

    return await asked.run(write)


def _admin(asked: Asked) -> Signed:
    with asked.hub.database.reading() as connection:
        return asked.signed_in(connection, admin=True)
