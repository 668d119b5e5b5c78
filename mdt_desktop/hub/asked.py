"""One call as it came in, and what it takes to answer it."""

import asyncio
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection
from starlette.requests import Request

from mdt_desktop.crypto.primitives import HASH_BYTES, ID_BYTES
from mdt_desktop.crypto.unreadable import Malformed
from mdt_desktop.hub import bodies, tokens
from mdt_desktop.hub.hub import Hub
from mdt_desktop.hub.refusing import refused
from mdt_desktop.hub.standing import Standing, standing
from mdt_desktop.hub.teams import Team
from mdt_desktop.wire import names
from mdt_desktop.wire.cursor import Cursor
from mdt_desktop.wire.problems import ProblemType

_Answer = TypeVar("_Answer")


class Signed(NamedTuple):
    """A call of a device that has signed in, as its space stands now."""

    team: Team
    who: Standing
    until: int
    """When its token ends: seconds since 1970."""


class Asked:
    """A call."""

    def __init__(self, hub: Hub, request: Request):
        self.hub = hub
        self.request = request

    @property
    def now(self) -> float:
        """By the hub's clock: seconds since 1970."""
        return self.hub.clock()

    @property
    def space(self) -> bytes:
        """The space of the path. Raises `CallRefused`."""
        return self._of_path("space", ID_BYTES, ProblemType.NO_SPACE)

    @property
    def join(self) -> bytes:
        """The id of a request to join, of the path. Raises `CallRefused`."""
        return self._of_path("join", ID_BYTES, ProblemType.NOT_THERE)

    @property
    def content(self) -> bytes:
        """The hash of a content, of the path. Raises `CallRefused`."""
        return self._of_path("hash", HASH_BYTES, ProblemType.NOT_THERE)

    @property
    def cursor(self) -> Cursor | None:
        """The cursor asked with. Raises `CallRefused`."""
        text = self.request.query_params.get("after")
        try:
            return None if text is None else Cursor.parse(text)
        except Malformed as error:
            raise refused(ProblemType.MALFORMED, "`after` is no cursor.") from error

    def number(self, name: str, default: int, most: int) -> int:
        """A number of the query, `most` at most. Raises `CallRefused`."""
        text = self.request.query_params.get(name)
        if text is None:
            return default
        if not (text.isascii() and text.isdecimal() and len(text) < 16):
            raise refused(ProblemType.MALFORMED, f"`{name}` is a number.")
        return min(int(text), most)

    def credentials(self, scheme: str, otherwise: ProblemType) -> str:
        """What follows this scheme in `Authorization`. Raises `CallRefused`."""
        found, _, value = self.request.headers.get("authorization", "").partition(" ")
        if found.lower() != scheme.lower() or not value:
            raise refused(otherwise)
        return value.strip()

    def says(self, scheme: str) -> bool:
        """Whether `Authorization` is of this scheme."""
        found = self.request.headers.get("authorization", "").partition(" ")[0]
        return found.lower() == scheme.lower()

    async def body(self, most: int) -> bytes:
        """The whole body. Raises `CallRefused`."""
        return await bodies.body(self.request, most, self.hub.limits.body_bytes_a_second)

    async def run(self, work: Callable[[], _Answer]) -> _Answer:
        """What waits for the disk or the processor, off the event loop."""
        return await asyncio.get_running_loop().run_in_executor(self.hub.threads, work)

    def signed_in(
        self,
        connection: Connection,
        *,
        locked: bool = False,
        counted: bool = True,
        removed: bool = False,
        admin: bool = False,
    ) -> Signed:
        """Who asks, by token and roster. Raises `CallRefused`.

        `removed` lets in a device that was removed; `admin` lets in no other than an admin's. `counted` is
        False where one call asks twice.
        """
        signed = self.signed_into(self.hub.teams.read(connection, self.space, locked=locked))
        if counted:
            self.count(signed)
        if signed.who.removed and not removed:
            raise refused(ProblemType.REMOVED, roster=signed.team.row.roster)
        if admin and not signed.who.admin:
            raise refused(ProblemType.ADMIN_ONLY)
        return signed

    def signed_into(self, team: Team) -> Signed:
        """Who asks, in a team as it was read. Raises `CallRefused`."""
        text = self.credentials(names.BEARER, ProblemType.NOT_SIGNED_IN)
        device, until = tokens.bearer(team.row, text, self.now)
        return Signed(team, standing(team, device, self.now), until)

    def count(self, signed: Signed) -> None:
        """One request of a device. Raises `CallRefused`."""
        self._count(self.hub.rates.wait_seconds(signed.team.row.space + signed.who.device, self.now))

    def count_stranger(self) -> None:
        """One request of somebody who has not signed in, by address. Raises `CallRefused`."""
        address = self.request.client.host if self.request.client else ""
        self._count(self.hub.stranger_rates.wait_seconds(address.encode(), self.now))

    def _count(self, wait_seconds: int) -> None:
        if wait_seconds:
            raise refused(ProblemType.TOO_OFTEN, retry_after=wait_seconds)

    def _of_path(self, name: str, size: int, otherwise: ProblemType) -> bytes:
        try:
            data = names.bytes_of(self.request.path_params[name])
        except Malformed as error:
            raise refused(otherwise) from error
        if len(data) != size:
            raise refused(otherwise)
        return data
