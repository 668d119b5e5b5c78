"""Snapshots: sealed bytes in parts of half a megabyte, under the hash of the whole, and a signed header.

The parts come first, in order, each as often as it takes; the header makes them the space's snapshot in place
of the one before. Contents that nobody finished go after two days.
"""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, insert, select

from mdt_desktop.crypto.primitives import hash_256_of
from mdt_desktop.crypto.unreadable import BadSignature, Malformed, UnknownVersion
from mdt_desktop.hub.limits import Limits
from mdt_desktop.hub.refusing import refused
from mdt_desktop.hub.tables import PART, SNAPSHOT
from mdt_desktop.hub.teams import Team
from mdt_desktop.roster.rules import signer_keys
from mdt_desktop.wire.cursor import Cursor
from mdt_desktop.wire.limits import PART_BYTES, SNAPSHOT_MAX_BYTES
from mdt_desktop.wire.problems import ProblemType
from mdt_desktop.wire.snapshot import SignedSnapshot

_UNFINISHED_SECONDS = 2 * 24 * 3600
_CONTENTS_MAX = 3
"""At one time: the snapshot's own, and two on their way."""


class Stored(NamedTuple):
    """A space's snapshot."""

    header: bytes
    """Signed, as it came."""
    cursor: str
    """Where the log goes on from it."""


def read(connection: Connection, space: bytes) -> Stored | None:
    """The newest snapshot, if there is one."""
    query = select(SNAPSHOT.c.header, SNAPSHOT.c.cursor).where(SNAPSHOT.c.space == space)
    found = connection.execute(query).one_or_none()
    return Stored(*found) if found else None


def content(connection: Connection, space: bytes, digest: bytes, at: int, most: int) -> bytes:
    """Bytes of a content from `at` on. Raises `CallRefused` if nothing of it is here."""
    first = at - at % PART_BYTES
    query = (
        select(PART.c.data)
        .where(PART.c.space == space, PART.c.content == digest, PART.c.at >= first, PART.c.at < at + most)
        .order_by(PART.c.at)
    )
    data = b"".join(part for (part,) in connection.execute(query))
    if not data and not _length(connection, space, digest):
        raise refused(ProblemType.NOT_THERE)
    return data[at - first : at - first + most]


def put_part(
    connection: Connection, team: Team, digest: bytes, at: int, data: bytes, limits: Limits, now: float
) -> int:
    """Keep the next part of a content; how much of it is here. Raises `CallRefused`."""
    space = team.row.space
    here = _length(connection, space, digest)
    if at % PART_BYTES or not data or at + len(data) > SNAPSHOT_MAX_BYTES:
        raise refused(ProblemType.MALFORMED, f"A part begins at a multiple of {PART_BYTES}.", at=here)
    if at < here:
        return here
    if at > here:
        raise refused(ProblemType.PARTS_MISSING, at=here)
    if team.row.size + at + len(data) > limits.bytes_a_space:
        raise refused(ProblemType.SPACE_FULL)
    if not here:
        _make_room(connection, space, now)
    row = {"space": space, "content": digest, "at": at, "data": data, "posted": int(now)}
    connection.execute(insert(PART), [row])
    return at + len(data)


def finish(connection: Connection, team: Team, data: bytes, cursor: Cursor, now: float) -> bool:
    """Make a content that is here whole the space's snapshot. Raises `CallRefused`.

    False where the content is another than its hash says: then it is let go, to be brought anew.
    """
    signed = _checked(team, data)
    space, header = team.row.space, signed.header
    here = _length(connection, space, header.content)
    if here != header.size:
        raise refused(ProblemType.PARTS_MISSING, at=here)
    if hash_256_of(_parts(connection, space, header.content)) != header.content:
        connection.execute(delete(PART).where(PART.c.space == space, PART.c.content == header.content))
        return False
    connection.execute(delete(SNAPSHOT).where(SNAPSHOT.c.space == space))
    row = {
        "space": space,
        "header": data,
        "content": header.content,
        "size": header.size,
        "cursor": str(cursor),
        "posted": int(now),
    }
    connection.execute(insert(SNAPSHOT), [row])
    connection.execute(delete(PART).where(PART.c.space == space, PART.c.content != header.content))
    return True


def _checked(team: Team, data: bytes) -> SignedSnapshot:
    try:
        signed = SignedSnapshot.read(data)
    except UnknownVersion as error:
        raise refused(ProblemType.NEWER) from error
    except Malformed as error:
        raise refused(ProblemType.MALFORMED, "Not the header of a snapshot.") from error
    header = signed.header
    keys = signer_keys(team.roster, header.device)
    if header.space != team.row.space or keys is None:
        raise refused(ProblemType.SNAPSHOT_REFUSED, "It is of another space, or not by an admin’s device.")
    if team.roster.position_of(header.roster) is None:
        raise refused(ProblemType.ROSTER_UNKNOWN, roster=team.row.roster)
    try:
        signed.verify(keys)
    except BadSignature as error:
        raise refused(ProblemType.SNAPSHOT_REFUSED, "It is not signed by that device.") from error
    return signed


def _length(connection: Connection, space: bytes, digest: bytes) -> int:
    """How much of a content is here, from its beginning."""
    last = connection.execute(
        select(PART.c.at, func.length(PART.c.data).label("size"))
        .where(PART.c.space == space, PART.c.content == digest)
        .order_by(PART.c.at.desc())
        .limit(1)
    ).first()
    return int(last.at + last.size) if last else 0


def _parts(connection: Connection, space: bytes, digest: bytes) -> Iterator[bytes]:
    """A content, one part at a time."""
    for at in range(0, _length(connection, space, digest), PART_BYTES):
        query = select(PART.c.data).where(PART.c.space == space, PART.c.content == digest, PART.c.at == at)
        yield connection.execute(query).scalar_one()


def _make_room(connection: Connection, space: bytes, now: float) -> None:
    """Let go of contents that nobody finished. Raises `CallRefused` where there are too many all the same."""
    current = select(SNAPSHOT.c.content).where(SNAPSHOT.c.space == space).scalar_subquery()
    begun = (
        select(PART.c.content)
        .where(PART.c.space == space, PART.c.at == 0, PART.c.posted < int(now) - _UNFINISHED_SECONDS)
        .scalar_subquery()
    )
    connection.execute(
        delete(PART).where(PART.c.space == space, PART.c.content.in_(begun), PART.c.content != current)
    )
    contents = select(func.count()).where(PART.c.space == space, PART.c.at == 0)
    if connection.execute(contents).scalar_one() >= _CONTENTS_MAX:
        raise refused(ProblemType.TOO_OFTEN, "Other snapshots are on their way.", retry_after=3600)
