"""Bodies in msgpack, read strictly, and the token in JSON (RFC 6749)."""

from typing import Annotated

import msgspec

from mdt_desktop.crypto.header import Hash, Head, Id
from mdt_desktop.crypto.primitives import hash_256


class FoundSpace(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A space for a hub to carry: its whole roster, however long it went without a hub."""

    statements: Annotated[tuple[bytes, ...], msgspec.Meta(min_length=1)]
    """The founding, then what followed, in order."""


class Token(msgspec.Struct, frozen=True):
    """For one device in one space."""

    access_token: str
    expires_in: int
    """Seconds."""
    token_type: str = "Bearer"


class Heads(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What a hub has of a space."""

    heads: tuple[Head, ...]
    """The newest entry of every chain, sorted."""
    digest: Hash
    """`heads_digest` of them."""
    cursor: str
    """Behind its newest entry; empty where it has none."""
    roster: Hash
    """Of its newest roster statement."""


class JoinAsked(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A request to join, as it was posted."""

    id: Id
    """`join_id` of the request."""
    request: bytes
    posted: int
    """Seconds since 1970, by the hub's clock."""
    answered: bool


class Joins(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """Requests whose invitations are not out of date, oldest first."""

    asked: tuple[JoinAsked, ...]


def sorted_heads(heads: "list[Head]") -> tuple[Head, ...]:
    """In the one order that a digest is of."""
    return tuple(sorted(heads, key=lambda head: (head.device, head.seq, head.short_hash)))


def heads_digest(heads: tuple[Head, ...]) -> bytes:
    """BLAKE2b-256 over the msgpack of sorted heads: equal on two that have the same entries."""
    return hash_256(msgspec.msgpack.encode(heads))


def join_id(request: bytes) -> bytes:
    """By which a request to join is asked for: the first 16 bytes of its BLAKE2b-256."""
    return hash_256(request)[:16]


HEADS_DECODER = msgspec.msgpack.Decoder(Heads)
JOINS_DECODER = msgspec.msgpack.Decoder(Joins)
FOUND_SPACE_DECODER = msgspec.msgpack.Decoder(FoundSpace)
TOKEN_DECODER = msgspec.json.Decoder(Token)
