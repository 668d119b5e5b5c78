"""Asking to join, seeing who asked, and the answer."""

from starlette.responses import Response

from mdt_desktop.hub import answers, joining
from mdt_desktop.hub.asked import Asked
from mdt_desktop.wire.limits import JOIN_ANSWER_MAX_BYTES, JOIN_REQUEST_MAX_BYTES
from mdt_desktop.wire.shapes import Joins


async def ask(asked: Asked) -> Response:
    """A request to join. The same again changes nothing."""
    asked.count_stranger()
    request = joining.read_request(await asked.body(JOIN_REQUEST_MAX_BYTES))

    def write() -> Response:
        with asked.hub.database.writing() as connection:
            team = asked.hub.teams.read(connection, asked.space, locked=True)
            joining.post(connection, team, request, asked.now)
        return answers.nothing(team)

    answer = await asked.run(write)
    asked.hub.bus.announce(asked.space)
    return answer


async def list_asked(asked: Asked) -> Response:
    """Who asks to join, for an admin's device."""

    def read() -> Response:
        with asked.hub.database.reading() as connection:
            team = asked.signed_in(connection, admin=True).team
            return answers.msgpack(team, Joins(joining.asked_to_join(connection, team, asked.now)))

    return await asked.run(read)


async def answer(asked: Asked) -> Response:
    """An admin's sealed answer to one request."""
    sealed = await asked.body(JOIN_ANSWER_MAX_BYTES)

    def write() -> Response:
        with asked.hub.database.writing() as connection:
            team = asked.signed_in(connection, admin=True).team
            joining.answer(connection, team, asked.join, sealed)
        return answers.nothing(team)

    written = await asked.run(write)
    asked.hub.bus.announce(asked.space)
    return written


async def read_answer(asked: Asked) -> Response:
    """The answer, for whoever asked."""

    def read() -> Response:
        with asked.hub.database.reading() as connection:
            team, permit = joining.of_permit(asked, connection)
            sealed = joining.read_answer(connection, team, asked.join, permit)
        return answers.nothing(team) if sealed is None else answers.octets(team, sealed)

    return await asked.run(read)
