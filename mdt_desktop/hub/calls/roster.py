"""Reading the roster, and adding to it."""

from collections.abc import Sequence

from sqlalchemy import Connection, insert, select, update
from starlette.responses import Response

from mdt_desktop.crypto.unreadable import Malformed, UnknownVersion, Unreadable
from mdt_desktop.hub import answers, joining
from mdt_desktop.hub.asked import Asked
from mdt_desktop.hub.branching import check_branches, hashes_here
from mdt_desktop.hub.refusing import refused
from mdt_desktop.hub.tables import SPACE, STATEMENT
from mdt_desktop.hub.teams import Team
from mdt_desktop.roster import NotAllowed, Roster
from mdt_desktop.roster.rules import STATEMENTS_MAX
from mdt_desktop.roster.signed import read
from mdt_desktop.wire import names
from mdt_desktop.wire.frames import unframed
from mdt_desktop.wire.limits import ROSTER_MAX_BYTES
from mdt_desktop.wire.problems import ProblemType


async def read_roster(asked: Asked) -> Response:
    """The statements behind one of them, or all. A removed device may ask, and so may who asked to join."""
    most = asked.number("max", ROSTER_MAX_BYTES, ROSTER_MAX_BYTES)
    behind = asked.request.query_params.get("after", "")

    def answer() -> Response:
        with asked.hub.database.reading() as connection:
            if asked.says(names.PERMIT):
                team, _ = joining.of_permit(asked, connection)
            else:
                team = asked.signed_in(connection, removed=True).team
            statements = _statements(connection, team, _place_behind(connection, team, behind), most)
            return answers.frames(team, statements) if statements else answers.nothing(team)

    return await asked.run(answer)


async def append(asked: Asked) -> Response:
    """Statements that follow the newest. Whoever sends those that are here already is answered the same.

    Whoever names the one that came last, and so knows of a branch, may send what was signed beside it.
    """
    await asked.run(lambda: _signed_in(asked))
    data = await asked.body(ROSTER_MAX_BYTES)
    last = asked.request.query_params.get("after", "")

    def write() -> Response:
        statements = messages(data)
        with asked.hub.database.writing() as connection:
            team = asked.signed_in(connection, locked=True, counted=False).team
            _append(connection, team, statements, _named(last), asked.now)
            return answers.nothing(asked.hub.teams.read(connection, team.row.space))

    answer = await asked.run(write)
    asked.hub.bus.announce(asked.space)
    return answer


def _signed_in(asked: Asked) -> None:
    with asked.hub.database.reading() as connection:
        asked.signed_in(connection)


def messages(data: bytes) -> list[bytes]:
    """The statements of a body. Raises `CallRefused`."""
    try:
        return unframed(data, STATEMENTS_MAX)
    except Malformed as error:
        raise refused(ProblemType.MALFORMED, "Not a body of statements.") from error


def verified(roster: Roster, statement: bytes) -> Roster:
    """The roster with one more. Raises `CallRefused`."""
    try:
        return roster.extended(statement)
    except UnknownVersion as error:
        raise refused(ProblemType.NEWER) from error
    except NotAllowed as error:
        raise refused(ProblemType.ROSTER_REFUSED, str(error)) from error
    except Unreadable as error:
        raise refused(ProblemType.ROSTER_REFUSED, "A statement that can’t be read.") from error


def rows(
    space: bytes, statements: Sequence[tuple[bytes, bytes]], start: int, now: float
) -> list[dict[str, object]]:
    """Statements, each with its hash, as rows from a place on."""
    return [
        {"space": space, "place": place, "hash": digest, "data": data, "posted": int(now)}
        for place, (digest, data) in enumerate(statements, start)
    ]


def _append(connection: Connection, team: Team, statements: list[bytes], last: bytes, now: float) -> None:
    row, here = team.row, hashes_here(connection, team.row.space)
    new = {digest: data for data in statements if (digest := _hash(data)) not in here}
    if not new:
        return
    hashes = list(new)
    if [_prev(data) for data in new.values()] == [team.roster.head, *hashes[:-1]]:
        roster = team.roster
        for data in new.values():
            roster = verified(roster, data)
    elif last == row.roster:
        check_branches(connection, team, list(new.values()))
    else:
        raise refused(ProblemType.ROSTER_MOVED, roster=row.roster)
    connection.execute(insert(STATEMENT), rows(row.space, list(new.items()), row.statements, now))
    connection.execute(
        update(SPACE)
        .where(SPACE.c.space == row.space)
        .values(roster=hashes[-1], statements=row.statements + len(new))
    )


def _hash(data: bytes) -> bytes:
    try:
        return read(data).hash
    except Unreadable as error:
        raise refused(ProblemType.ROSTER_REFUSED, "A statement that can’t be read.") from error


def _prev(data: bytes) -> bytes:
    """The hash that a statement names; none for a founding."""
    prev: bytes = getattr(read(data).body, "prev", b"")
    return prev


def _named(text: str) -> bytes:
    try:
        return names.bytes_of(text)
    except Malformed as error:
        raise refused(ProblemType.MALFORMED, "`after` is no hash.") from error


def _place_behind(connection: Connection, team: Team, behind: str) -> int:
    """The place of the first statement to send. Raises `CallRefused`."""
    if not behind:
        return 0
    query = select(STATEMENT.c.place).where(
        STATEMENT.c.space == team.row.space, STATEMENT.c.hash == _named(behind)
    )
    place = connection.execute(query).scalar()
    if place is None:
        raise refused(ProblemType.ROSTER_UNKNOWN, roster=team.row.roster)
    return int(place) + 1


def _statements(connection: Connection, team: Team, start: int, most: int) -> list[bytes]:
    """Statements from a place on, one at least, up to `most` bytes."""
    query = (
        select(STATEMENT.c.data)
        .where(
            STATEMENT.c.space == team.row.space,
            STATEMENT.c.place >= start,
            STATEMENT.c.place < team.row.statements,
        )
        .order_by(STATEMENT.c.place)
    )
    found: list[bytes] = []
    size = 0
    for (data,) in connection.execute(query):
        size += len(data)
        if found and size > most:
            break
        found.append(data)
    return found
