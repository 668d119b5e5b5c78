"""Push, pull and heads."""

from contextlib import suppress

from starlette.responses import Response

from mdt_desktop.crypto.unreadable import Malformed
from mdt_desktop.hub import answers, log
from mdt_desktop.hub.appending import Push
from mdt_desktop.hub.asked import Asked, Signed
from mdt_desktop.hub.checking import Checked, checked
from mdt_desktop.hub.log import Page
from mdt_desktop.hub.refusing import CallRefused, refused
from mdt_desktop.wire.cursor import Cursor
from mdt_desktop.wire.frames import unframed
from mdt_desktop.wire.limits import PAGE_BYTES, PAGE_MAX_BYTES, PUSH_MAX_BYTES, PUSH_MAX_ENTRIES
from mdt_desktop.wire.problems import ProblemType

_AT_ONCE_BYTES = 4096
"""Some six edits: half a millisecond at most."""


async def pull(asked: Asked) -> Response:
    """A page of what follows a cursor."""
    after = asked.cursor or Cursor()
    most = asked.number("max", PAGE_BYTES, PAGE_MAX_BYTES)

    def read() -> Response:
        with asked.hub.database.reading() as connection:
            team = asked.signed_in(connection).team
            return answers.page(team, log.page(connection, team, after, most), after)

    return await asked.run(read)


async def push(asked: Asked) -> Response:
    """Entries put behind the last; with a cursor, answered as a pull is, less what was just brought."""
    data = await asked.body(PUSH_MAX_BYTES)
    known = _checked_at_once(asked, data)
    signed, entries = known if known else await asked.run(lambda: _checked(asked, data))
    after = None if signed.who.removed else asked.cursor
    most = asked.number("max", PAGE_BYTES, PAGE_MAX_BYTES)
    taken = await asked.hub.writers.push(signed.team.row.space, Push(signed.who.device, entries))
    asked.hub.metrics.took(taken.new, taken.size)
    if after is None:
        return answers.nothing(taken.team)
    if after == taken.before and taken.new == len(entries):
        # Nobody else's entries lie between: no need to look.
        return answers.page(taken.team, Page([], taken.after, 0), after)
    return await asked.run(lambda: _behind(asked, after, most, entries))


async def heads(asked: Asked) -> Response:
    """The newest entry of every chain."""

    def read() -> Response:
        with asked.hub.database.reading() as connection:
            team = asked.signed_in(connection).team
            return answers.msgpack(team, log.heads(connection, team))

    return await asked.run(read)


def _checked_at_once(asked: Asked, data: bytes) -> tuple[Signed, tuple[Checked, ...]] | None:
    """As `_checked`, for a few entries that hold: they are checked sooner than handed to a thread."""
    team = asked.hub.teams.remembered(asked.space)
    if team is None or len(data) > _AT_ONCE_BYTES:
        return None
    try:
        signed = asked.signed_into(team)
        entries = checked(team, _messages(data))
    except CallRefused:
        return None
    asked.count(signed)
    return signed, entries


def _checked(asked: Asked, data: bytes) -> tuple[Signed, tuple[Checked, ...]]:
    """Who sends what, by the roster as it is remembered: the commit asks that of then, under its lock."""
    signed = _signed(asked)
    asked.count(signed)
    messages = _messages(data)
    try:
        return signed, checked(signed.team, messages)
    except CallRefused:
        # By somebody whom another process has heard of meanwhile?
        now = _signed_now(asked)
        if now.team.roster.head == signed.team.roster.head:
            raise
        return now, checked(now.team, messages)


def _signed(asked: Asked) -> Signed:
    team = asked.hub.teams.remembered(asked.space)
    if team is not None:
        with suppress(CallRefused):
            return asked.signed_into(team)
    return _signed_now(asked)


def _signed_now(asked: Asked) -> Signed:
    with asked.hub.database.reading() as connection:
        return asked.signed_in(connection, counted=False, removed=True)


def _messages(data: bytes) -> list[bytes]:
    try:
        messages = unframed(data, PUSH_MAX_ENTRIES)
    except Malformed as error:
        raise refused(ProblemType.MALFORMED, "Not a body of envelopes.") from error
    if not messages:
        raise refused(ProblemType.MALFORMED, "No envelope.")
    return messages


def _behind(asked: Asked, after: Cursor, most: int, entries: tuple[Checked, ...]) -> Response:
    with asked.hub.database.reading() as connection:
        team = asked.signed_in(connection, counted=False).team
        own = frozenset(entry.hash for entry in entries)
        return answers.page(team, log.page(connection, team, after, most, own), after)
