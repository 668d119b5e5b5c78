"""Answers with no header more than a client needs: some links wait for every byte."""

import msgspec
from starlette.responses import Response

from mdt_desktop.hub.log import Page
from mdt_desktop.hub.teams import Team
from mdt_desktop.wire import names
from mdt_desktop.wire.cursor import Cursor
from mdt_desktop.wire.frames import framed, paged
from mdt_desktop.wire.problems import Problem


def nothing(team: Team, **headers: str) -> Response:
    """Done, and no more to say than the roster's mark."""
    return _answer(team, b"", "", headers, 204)


def msgpack(team: Team, content: object) -> Response:
    """A shape of `wire/shapes.py`."""
    return _answer(team, msgspec.msgpack.encode(content), names.MSGPACK, {})


def octets(team: Team, content: bytes, **headers: str) -> Response:
    """Bytes as they were handed in."""
    return _answer(team, content, names.FRAMES, headers)


def frames(team: Team, messages: list[bytes]) -> Response:
    """Messages as they were handed in."""
    return octets(team, framed(messages))


def page(team: Team, found: Page, after: Cursor) -> Response:
    """Entries, where they lead, and how many lie behind that."""
    headers = {}
    if found.cursor != after:
        headers[names.CURSOR_HEADER] = str(found.cursor)
    if found.more:
        headers[names.MORE_HEADER] = str(found.more)
    if not found.entries:
        return nothing(team, **headers)
    return octets(team, paged(found.entries), **headers)


def problem(said: Problem) -> Response:
    """A refusal, as RFC 9457 has it."""
    headers = {"Retry-After": str(said.retry_after)} if said.retry_after else {}
    if said.status == 401:
        headers["WWW-Authenticate"] = names.BEARER
    return Response(msgspec.json.encode(said), said.status, headers, names.PROBLEM)


def _answer(team: Team, content: bytes, media: str, headers: dict[str, str], status: int = 200) -> Response:
    headers[names.ROSTER_HEADER] = names.roster_mark(team.row.roster)
    return Response(content, status, headers, media or None)
