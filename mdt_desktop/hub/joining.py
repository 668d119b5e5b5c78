"""Requests to join, and their answers: sealed for the two who hold the invitation, kept until it ends."""

from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from mdt_desktop.crypto.unreadable import BadSignature, Malformed, UnknownVersion
from mdt_desktop.hub.refusing import refused
from mdt_desktop.hub.tables import JOINING
from mdt_desktop.hub.teams import Team
from mdt_desktop.roster import NotAllowed
from mdt_desktop.roster.joining import JoinRequest
from mdt_desktop.wire import names
from mdt_desktop.wire.limits import JOINS_AN_INVITATION
from mdt_desktop.wire.problems import ProblemType
from mdt_desktop.wire.shapes import JoinAsked, join_id

if TYPE_CHECKING:  # the hub, whose part telling is, knows no call
    from mdt_desktop.hub.asked import Asked

_ANSWER_STAYS_SECONDS = 31 * 24 * 3600


def read_request(data: bytes) -> JoinRequest:
    """A request as it was posted. Raises `CallRefused`."""
    try:
        return JoinRequest.from_bytes(data)
    except UnknownVersion as error:
        raise refused(ProblemType.NEWER) from error
    except Malformed as error:
        raise refused(ProblemType.MALFORMED, "Not a request to join.") from error


def post(connection: Connection, team: Team, request: JoinRequest, now: float) -> None:
    """Keep a request whose permit holds. The same again changes nothing. Raises `CallRefused`."""
    space, permit = team.row.space, request.permit
    data = request.to_bytes()
    known = JOINING.c.space == space, JOINING.c.id == join_id(data)
    if connection.execute(select(JOINING.c.id).where(*known)).first():
        return
    try:
        permit.check(team.roster, now)
    except NotAllowed as error:
        raise refused(ProblemType.PERMIT, str(error)) from error
    except BadSignature as error:
        raise refused(ProblemType.PERMIT) from error
    connection.execute(
        delete(JOINING).where(JOINING.c.space == space, JOINING.c.expires < int(now) - _ANSWER_STAYS_SECONDS)
    )
    alike = JOINING.c.space == space, JOINING.c.invitation == permit.invitation
    if connection.execute(select(func.count()).where(*alike)).scalar_one() >= JOINS_AN_INVITATION:
        raise refused(ProblemType.JOINS_FULL)
    row = {
        "space": space,
        "id": join_id(data),
        "invitation": permit.invitation,
        "permit": _packed(request),
        "request": data,
        "posted": int(now),
        "expires": permit.expires,
        "answer": None,
    }
    connection.execute(insert(JOINING), [row])


def asked_to_join(connection: Connection, team: Team, now: float) -> tuple[JoinAsked, ...]:
    """Requests whose invitations are not out of date, oldest first."""
    answered = JOINING.c.answer.is_not(None)
    query = (
        select(JOINING.c.id, JOINING.c.request, JOINING.c.posted, answered)
        .where(JOINING.c.space == team.row.space, JOINING.c.expires > int(now))
        .order_by(JOINING.c.posted, JOINING.c.id)
    )
    return tuple(
        JoinAsked(join, request, posted, bool(done))
        for join, request, posted, done in connection.execute(query)
    )


def waiting(connection: Connection, team: Team, now: float) -> int:
    """How many of them wait for an answer."""
    query = select(func.count()).where(
        JOINING.c.space == team.row.space, JOINING.c.expires > int(now), JOINING.c.answer.is_(None)
    )
    return int(connection.execute(query).scalar_one())


def answer(connection: Connection, team: Team, join: bytes, sealed: bytes) -> None:
    """Keep the answer to a request, in place of one before. Raises `CallRefused`."""
    this = JOINING.c.space == team.row.space, JOINING.c.id == join
    if not connection.execute(update(JOINING).where(*this).values(answer=sealed)).rowcount:
        raise refused(ProblemType.NOT_THERE)


def read_answer(connection: Connection, team: Team, join: bytes, permit: bytes) -> bytes | None:
    """The answer to a request that was made with this permit. Raises `CallRefused`."""
    this = JOINING.c.space == team.row.space, JOINING.c.id == join
    found = connection.execute(select(JOINING.c.answer, JOINING.c.permit).where(*this)).one_or_none()
    if found is None or found.permit != permit:
        raise refused(ProblemType.NOT_THERE)
    sealed: bytes | None = found.answer
    return sealed


def of_permit(asked: "Asked", connection: Connection) -> tuple[Team, bytes]:
    """The team that somebody asks to join, and their permit. Raises `CallRefused`.

    It need not hold any more: it is used up by the admission that its bearer wants to read of. That a request
    came with it shows that it once did.
    """
    asked.count_stranger()
    try:
        permit = names.bytes_of(asked.credentials(names.PERMIT, ProblemType.PERMIT))
    except Malformed as error:
        raise refused(ProblemType.PERMIT) from error
    team = asked.hub.teams.read(connection, asked.space)
    this = JOINING.c.space == team.row.space, JOINING.c.permit == permit
    if not connection.execute(select(JOINING.c.id).where(*this)).first():
        raise refused(ProblemType.PERMIT)
    return team, permit


def _packed(request: JoinRequest) -> bytes:
    return msgspec.msgpack.encode(request.permit)
