"""Founding a space, and signing in to one."""

from urllib.parse import parse_qsl

import msgspec
from sqlalchemy import Connection, insert, select
from starlette.responses import Response

from mdt_desktop.crypto.primitives import KEY_BYTES, random_bytes
from mdt_desktop.crypto.strict import decoded
from mdt_desktop.crypto.unreadable import Malformed, UnknownVersion, Unreadable
from mdt_desktop.hub import answers, enrolling, signing_in
from mdt_desktop.hub.asked import Asked
from mdt_desktop.hub.calls.roster import rows, verified
from mdt_desktop.hub.refusing import refused
from mdt_desktop.hub.tables import SPACE, STATEMENT
from mdt_desktop.roster import Roster
from mdt_desktop.wire import names
from mdt_desktop.wire.assertion import ASSERTION_MAX_BYTES, TokenForm
from mdt_desktop.wire.limits import ROSTER_MAX_BYTES
from mdt_desktop.wire.problems import ProblemType
from mdt_desktop.wire.shapes import FOUND_SPACE_DECODER

_FORM_MAX_BYTES = ASSERTION_MAX_BYTES + 1024


async def found(asked: Asked) -> Response:
    """A space for this hub to carry, by the operator's code. The same again is answered the same."""
    asked.count_stranger()
    code = asked.credentials(names.ENROLMENT, ProblemType.ENROLMENT)

    def check() -> None:
        with asked.hub.database.reading() as connection:
            enrolling.check(connection, code, asked.now)

    await asked.run(check)
    data = await asked.body(ROSTER_MAX_BYTES)

    def write() -> Response:
        statements, roster = _read(data)
        with asked.hub.database.writing() as connection:
            enrolling.spend(connection, code, roster.space, asked.now)
        with asked.hub.database.writing() as connection:
            new = _found(connection, roster, statements, asked.now)
            answer = answers.nothing(asked.hub.teams.read(connection, roster.space))
        answer.status_code = 201 if new else 200
        answer.headers["content-length"] = "0"
        return answer

    return await asked.run(write)


async def token(asked: Asked) -> Response:
    """A token for a device's assertion."""
    asked.count_stranger()
    text = _assertion(await asked.body(_FORM_MAX_BYTES))
    claims = signing_in.read_claims(text)
    signing_in.check_claims(claims, asked.hub.settings.addresses, asked.now)

    def write() -> Response:
        with asked.hub.database.writing() as connection:
            given = signing_in.sign_in(connection, asked.hub.teams, text, claims, asked.now)
        return Response(msgspec.json.encode(given), 200, {"Cache-Control": "no-store"}, "application/json")

    return await asked.run(write)


def _assertion(data: bytes) -> str:
    try:
        form = msgspec.convert(dict(parse_qsl(data.decode("ascii"), strict_parsing=True)), TokenForm)
        form.check()
    except (ValueError, msgspec.ValidationError) as error:
        raise refused(ProblemType.MALFORMED, "Not a request for a token.", error="invalid_request") from error
    return form.client_assertion


def _read(data: bytes) -> tuple[tuple[bytes, ...], Roster]:
    try:
        statements = decoded(FOUND_SPACE_DECODER, data).statements
        roster = Roster.verify(statements[:1])
    except UnknownVersion as error:
        raise refused(ProblemType.NEWER) from error
    except Malformed as error:
        raise refused(ProblemType.MALFORMED, "Not the roster of a space.") from error
    except Unreadable as error:
        raise refused(ProblemType.ROSTER_REFUSED, "A founding that does not hold.") from error
    for statement in statements[1:]:
        roster = verified(roster, statement)
    return statements, roster


def _found(connection: Connection, roster: Roster, statements: tuple[bytes, ...], now: float) -> bool:
    """Whether the space is new here. Raises `CallRefused` for another founding under its id."""
    founding = connection.execute(select(SPACE.c.founding).where(SPACE.c.space == roster.space)).scalar()
    if founding is not None:
        if founding != roster.hashes[0]:
            raise refused(ProblemType.ANOTHER_SPACE)
        return False
    row = {
        "space": roster.space,
        "token_key": random_bytes(KEY_BYTES),
        "founding": roster.hashes[0],
        "roster": roster.head,
        "statements": roster.position,
        "last_place": 0,
        "last_hash": b"",
        "size": 0,
        "founded": int(now),
    }
    connection.execute(insert(SPACE), [row])
    hashed = list(zip(roster.hashes, statements, strict=True))
    connection.execute(insert(STATEMENT), rows(roster.space, hashed, 0, now))
    return True
