"""A device's assertion for a token (RFC 7523): by its own key, for this hub, in time, once."""

from collections.abc import Collection
from urllib.parse import urlsplit

from sqlalchemy import Connection, delete
from sqlalchemy.dialects import postgresql, sqlite

from mdt_desktop.crypto.unreadable import BadSignature, Malformed
from mdt_desktop.hub import tokens
from mdt_desktop.hub.refusing import refused
from mdt_desktop.hub.standing import keys_of, standing
from mdt_desktop.hub.tables import ASSERTION
from mdt_desktop.hub.teams import Teams
from mdt_desktop.wire import assertion
from mdt_desktop.wire.assertion import Claims
from mdt_desktop.wire.limits import ASSERTION_MAX_SECONDS, SKEW_SECONDS, TOKEN_SECONDS
from mdt_desktop.wire.problems import ProblemType
from mdt_desktop.wire.shapes import Token

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def check_claims(claims: Claims, addresses: Collection[str], now: float) -> None:
    """Return if the assertion is for this hub and in time. Raises `CallRefused`.

    A hub without an address of its own is one that only this computer reaches: any of its names will do.
    """
    here = claims.aud in addresses if addresses else urlsplit(claims.aud).hostname in _LOOPBACK
    if not here:
        raise _refused("It is for another hub.")
    if claims.exp - claims.iat > ASSERTION_MAX_SECONDS:
        raise _refused("It would be good for longer than an assertion may be.")
    if not claims.iat - SKEW_SECONDS <= now <= claims.exp + SKEW_SECONDS:
        raise refused(ProblemType.CLOCK, error="invalid_client")


def sign_in(connection: Connection, teams: Teams, text: str, claims: Claims, now: float) -> Token:
    """The token for whoever made this assertion. Raises `CallRefused`."""
    team = teams.read(connection, claims.space_id)
    device = claims.device_id
    keys = keys_of(team, device)
    if keys is None:
        raise refused(ProblemType.STRANGER, error="invalid_client")
    try:
        assertion.verify(text, keys)
    except BadSignature as error:
        raise _refused("It is not signed by this device.") from error
    standing(team, device, now)
    _spend(connection, team.row.space, claims, now)
    return Token(tokens.token(team.row, device, now), TOKEN_SECONDS)


def read_claims(text: str) -> Claims:
    """What an assertion says, its ids well-formed. Raises `CallRefused`."""
    try:
        claims = assertion.unverified_claims(text)
        if claims.device_id and claims.space_id:
            return claims
    except Malformed as error:
        raise _refused("It can’t be read.") from error
    raise _refused("It names no device or no space.")


def _spend(connection: Connection, space: bytes, claims: Claims, now: float) -> None:
    """Remember that this one was used, and forget those that are out of time anyway."""
    connection.execute(
        delete(ASSERTION).where(ASSERTION.c.space == space, ASSERTION.c.expires < int(now) - SKEW_SECONDS)
    )
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = insert(ASSERTION).values(space=space, jti=claims.jti, expires=claims.exp)
    if not connection.execute(statement.on_conflict_do_nothing().returning(ASSERTION.c.jti)).first():
        raise _refused("It was used before.")


def _refused(detail: str) -> Exception:
    return refused(ProblemType.ASSERTION, detail, error="invalid_client")
