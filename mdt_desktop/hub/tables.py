"""The tables as statements name them. What makes them is in `migrations`; a test sees that both agree."""

from sqlalchemy import BigInteger, Column, LargeBinary, MetaData, Table, Text

metadata = MetaData()


def _table(name: str, keys: str, **columns: type) -> Table:
    named = keys.split()
    return Table(
        name,
        metadata,
        *(Column(column, kind(), primary_key=column in named) for column, kind in columns.items()),
    )


SPACE = _table(
    "space",
    "space",
    space=LargeBinary,
    token_key=LargeBinary,
    founding=LargeBinary,
    roster=LargeBinary,
    statements=BigInteger,
    last_place=BigInteger,
    last_hash=LargeBinary,
    size=BigInteger,
    founded=BigInteger,
)
"""One row a space: where its log and its roster end. Its lock is what offsets are counted under."""

STATEMENT = _table(
    "statement",
    "space place",
    space=LargeBinary,
    place=BigInteger,
    hash=LargeBinary,
    data=LargeBinary,
    posted=BigInteger,
)
"""The roster's statements as they came, from the founding at place 0; those set aside among them."""

ENTRY = _table(
    "entry",
    "space place",
    space=LargeBinary,
    place=BigInteger,
    hash=LargeBinary,
    device=LargeBinary,
    seq=BigInteger,
    size=BigInteger,
    envelope=LargeBinary,
)
"""The log: envelopes as they came, counted from place 1 without a hole."""

HEAD = _table(
    "head", "space device hash", space=LargeBinary, device=LargeBinary, hash=LargeBinary, seq=BigInteger
)
"""The newest entry of every chain."""

ASSERTION = _table("assertion", "space jti", space=LargeBinary, jti=Text, expires=BigInteger)
"""Assertions that were used, until they are out of time."""

BROUGHT = _table(
    "brought", "space device period", space=LargeBinary, device=LargeBinary, period=Text, size=BigInteger
)
"""Bytes that a device has pushed in a day (`2026-11-24`), or since it was removed (`removed`)."""

JOINING = _table(
    "joining",
    "space id",
    space=LargeBinary,
    id=LargeBinary,
    invitation=LargeBinary,
    permit=LargeBinary,
    request=LargeBinary,
    posted=BigInteger,
    expires=BigInteger,
    answer=LargeBinary,
)
"""Requests to join, and their answers."""

SNAPSHOT = _table(
    "snapshot",
    "space",
    space=LargeBinary,
    header=LargeBinary,
    content=LargeBinary,
    size=BigInteger,
    cursor=Text,
    posted=BigInteger,
)
"""The newest snapshot of a space."""

PART = _table(
    "part",
    "space content at",
    space=LargeBinary,
    content=LargeBinary,
    at=BigInteger,
    data=LargeBinary,
    posted=BigInteger,
)
"""Contents of snapshots, whole and on their way."""

ENROLMENT = _table("enrolment", "code", code=LargeBinary, expires=BigInteger, space=LargeBinary)
"""The operator's one-use codes, by their hashes; with the space that each has founded."""
