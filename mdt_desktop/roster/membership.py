"""The sealed parts of statements: whose device it is, its role, its letter. A hub can read none of them."""

from typing import Annotated, TypeVar

import msgspec

from mdt_desktop.crypto import contexts
from mdt_desktop.crypto.padding import padded_size
from mdt_desktop.crypto.primitives import open_once, seal_once
from mdt_desktop.crypto.space_key import SpaceKey
from mdt_desktop.crypto.strict import decoded
from mdt_desktop.roster.roles import Role

_Shape = TypeVar("_Shape")


class Membership(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """The sealed part: whose device it is, the member's role, and the letter in the references it makes."""

    member: Annotated[str, msgspec.Meta(max_length=64)]
    role: Role
    letter: Annotated[str, msgspec.Meta(max_length=4)]


_MEMBERSHIP = msgspec.msgpack.Decoder(Membership)
_ROLE = msgspec.msgpack.Decoder(Role)


def seal_membership(space: bytes, device: bytes, membership: Membership, key: SpaceKey) -> bytes:
    """A membership of one device in one space."""
    return seal_padded(membership, contexts.ROSTER_MEMBER + space + device, key.secret)


def open_membership(space: bytes, device: bytes, sealed: bytes, key: SpaceKey) -> Membership:
    """What `seal_membership` sealed. Raises `DoesNotOpen` or `Malformed`."""
    return open_padded(_MEMBERSHIP, sealed, contexts.ROSTER_MEMBER + space + device, key.secret)


def seal_role(space: bytes, device: bytes, prev: bytes, role: Role, key: SpaceKey) -> bytes:
    """A device's new role, for the one statement that follows `prev`."""
    return seal_padded(role, contexts.ROSTER_ROLE + space + device + prev, key.secret)


def open_role(space: bytes, device: bytes, prev: bytes, sealed: bytes, key: SpaceKey) -> Role:
    """What `seal_role` sealed. Raises `DoesNotOpen` or `Malformed`."""
    return open_padded(_ROLE, sealed, contexts.ROSTER_ROLE + space + device + prev, key.secret)


def seal_padded(content: object, bound: bytes, key: bytes) -> bytes:
    """Msgpack with zeros to a step of 64 bytes, sealed: by its length a role would be told from another."""
    packed = msgspec.msgpack.encode(content)
    return seal_once(packed.ljust(padded_size(len(packed)), b"\0"), bound, key)


def open_padded(shape: msgspec.msgpack.Decoder[_Shape], sealed: bytes, bound: bytes, key: bytes) -> _Shape:
    """What `seal_padded` sealed, or what was sealed without zeros. Raises `DoesNotOpen` or `Malformed`.

    The last part of all that is sealed this way is a text, which ends in no zero byte of its own.
    """
    return decoded(shape, open_once(sealed, bound, key).rstrip(b"\0"))
