"""The operator's one-use codes. Kept by their hashes, so that who reads the database can use none."""

import base64

from sqlalchemy import Connection, insert, select, update

from mdt_desktop.crypto import contexts
from mdt_desktop.crypto.primitives import hash_256, random_bytes
from mdt_desktop.hub.refusing import refused
from mdt_desktop.hub.tables import ENROLMENT
from mdt_desktop.wire.problems import ProblemType

_CODE_BYTES = 10
_GROUP = 4
LIFE_SECONDS = 30 * 24 * 3600


def issue(connection: Connection, now: float) -> str:
    """A new code of 80 random bits, `XXXX-XXXX-XXXX-XXXX`, good for 30 days."""
    letters = base64.b32encode(random_bytes(_CODE_BYTES)).decode()
    row = {"code": _hash(letters), "expires": int(now) + LIFE_SECONDS, "space": None}
    connection.execute(insert(ENROLMENT), [row])
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def check(connection: Connection, code: str, now: float) -> None:
    """Return if the code may found a space, or has founded one. Raises `CallRefused`."""
    _row(connection, code, now)


def spend(connection: Connection, code: str, space: bytes, now: float) -> None:
    """Use a code for this space, for good. Raises `CallRefused` if another has had it.

    Before the space itself: whoever is broken off in between comes again with the same code and space.
    """
    digest, used_for = _row(connection, code, now)
    if used_for is None:
        unused = ENROLMENT.c.code == digest, ENROLMENT.c.space.is_(None)
        spent = connection.execute(update(ENROLMENT).where(*unused).values(space=space))
        used_for = space if spent.rowcount else b""
    if used_for != space:
        raise refused(ProblemType.ENROLMENT)


def _row(connection: Connection, code: str, now: float) -> tuple[bytes, bytes | None]:
    digest = _hash("".join(letter for letter in code.upper() if letter.isalnum()))
    found = connection.execute(
        select(ENROLMENT.c.expires, ENROLMENT.c.space).where(ENROLMENT.c.code == digest)
    ).one_or_none()
    if found is None or (found.space is None and found.expires <= now):
        raise refused(ProblemType.ENROLMENT)
    return digest, found.space


def _hash(letters: str) -> bytes:
    return hash_256(contexts.ENROLMENT_CODE + letters.encode())
