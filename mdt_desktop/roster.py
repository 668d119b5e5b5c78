"""Who is in a space and may write what (SYNC.md 4): a signed chain of statements, and what follows from it.

Pure: statements and keys come as arguments, nothing is read or remembered. Device keys, ids and the admin
right are in clear, so that a hub can check every statement; member, role and letter are sealed under the
space's key. Signed and hashed is context + body; each statement names the hash of the one before.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated

import msgspec

from mdt_desktop.crypto import contexts
from mdt_desktop.crypto.device_keys import KEY_BOX_BYTES, DeviceKeys, PublicKeys
from mdt_desktop.crypto.header import Count, Head, Id, check_space_id
from mdt_desktop.crypto.primitives import SIGNATURE_BYTES, hash_256, open_once, seal_once
from mdt_desktop.crypto.space_key import SpaceKey
from mdt_desktop.crypto.strict import decoded
from mdt_desktop.crypto.unreadable import DoesNotOpen, Malformed, UnknownVersion

VERSION = 1
STATEMENT_MAX_BYTES = 64 * 1024
MEMBER_SEALED_MAX_BYTES = 512


class Role(StrEnum):
    """What a member's devices may write; each with the rights of those before."""

    OBSERVER = "observer"
    PRACTITIONER = "practitioner"
    COORDINATOR = "coordinator"
    CHAIR = "chair"

    def includes(self, other: "Role") -> bool:
        """Whether this role has the other's rights."""
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(other)


_OBSERVER_KINDS = frozenset({"audit"})
_COORDINATOR_KINDS = frozenset({"team", "organisation", "member", "series", "import_batch", "person_merge"})
_OPEN_MINUTES = frozenset({"draft", "circulated"})


def role_needed(kind: str, fields: Mapping[str, object]) -> Role:
    """The least role that may write these fields of a record of this kind. Never changes within a version.

    Kinds not named here, those of newer versions included, are a practitioner's.
    """
    if kind in _OBSERVER_KINDS:
        return Role.OBSERVER
    if kind in _COORDINATOR_KINDS:
        return Role.COORDINATOR
    # Whatever a later version calls a settled state of minutes is the chair's to give.
    if kind == "minutes" and "status" in fields and fields["status"] not in _OPEN_MINUTES:
        return Role.CHAIR
    return Role.PRACTITIONER


class Found(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, tag="found"):
    """The first statement: a space, its founding device (an admin), its first key and its recovery keys."""

    v: int
    space: Id
    hlc: Count
    """When, as the founding device's clock had it (header.py)."""
    signing_key: Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
    box_key: Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
    recovery_signing_key: Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
    recovery_box_key: Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
    key: Id
    """Id of the first epoch's space key."""
    recovery_box: Annotated[bytes, msgspec.Meta(min_length=KEY_BOX_BYTES, max_length=KEY_BOX_BYTES)]
    """The space key for the recovery key: who holds the printed code reads every epoch."""
    sealed_member: Annotated[bytes, msgspec.Meta(max_length=MEMBER_SEALED_MAX_BYTES)]

    def __post_init__(self) -> None:
        check_space_id(self.space)

    @property
    def device_keys(self) -> PublicKeys:
        """The founding device's."""
        return PublicKeys(self.signing_key, self.box_key)

    @property
    def recovery_keys(self) -> PublicKeys:
        """What the founder's printed code signs and opens with."""
        return PublicKeys(self.recovery_signing_key, self.recovery_box_key)


class Membership(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """The sealed part: whose device it is, the member's role, and the letter in the references it makes."""

    member: Annotated[str, msgspec.Meta(max_length=64)]
    role: Role
    letter: Annotated[str, msgspec.Meta(max_length=4)]


class _Signed(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    body: bytes
    signature: Annotated[bytes, msgspec.Meta(min_length=SIGNATURE_BYTES, max_length=SIGNATURE_BYTES)]


class _Opening(msgspec.Struct, array_like=True):
    kind: str
    v: int


_FOUND = msgspec.msgpack.Decoder(Found)
_MEMBERSHIP = msgspec.msgpack.Decoder(Membership)
_SIGNED = msgspec.msgpack.Decoder(_Signed)
_OPENING = msgspec.msgpack.Decoder(_Opening)

Cut = tuple[Head, ...]
"""A device's heads as the signer of a change to it had taken them; entries past them are beyond the cut."""

Within = Callable[[Cut], bool]
"""Says of one entry whether it lies at or before a cut's heads, in its own device's chains."""


def newest(_cut: Cut) -> bool:
    """The `Within` of an entry yet to be written: it is beyond every cut."""
    return False


@dataclass(frozen=True, slots=True)
class Term:
    """The rights of a device up to a cut, or from then on."""

    role: Role | None
    """None while the key it is sealed under is not here."""
    admin: bool
    until: Cut | None


@dataclass(frozen=True, slots=True)
class Device:
    """A device of the space. After its last term's cut, if there is one, nothing it writes has effect."""

    keys: PublicKeys
    member: str | None
    letter: str | None
    terms: tuple[Term, ...]

    def term(self, within: Within) -> Term | None:
        """The rights that count for one entry of this device; None for an entry after its removal."""
        return next((term for term in self.terms if term.until is None or within(term.until)), None)


@dataclass(frozen=True, slots=True)
class Roster:
    """What a verified chain of statements comes to."""

    space: bytes
    head: bytes
    """Hash of the newest statement."""
    hashes: tuple[bytes, ...]
    """Of all statements, in order."""
    key: bytes
    """Id of the newest epoch's space key."""
    recovery: PublicKeys
    devices: Mapping[bytes, Device]
    """By device id."""

    @classmethod
    def verify(cls, statements: Sequence[bytes], keys: Iterable[SpaceKey] = ()) -> "Roster":
        """The roster that these statements make, each checked; roles are known as far as `keys` opens them.

        Raises `Malformed` or `BadSignature` for what is no roster of ours, `UnknownVersion` for statements
        of a newer version, `DoesNotOpen` for a sealed part that its own key does not open.
        """
        if not statements:
            raise Malformed("a roster begins with its founding")
        first, *later = statements
        by_id = {key.id: key for key in keys}
        roster = _founded(first, by_id)
        for statement in later:
            _read(statement)
            raise Malformed("a space is founded once")
        return roster

    def device(self, device_id: bytes) -> Device | None:
        """A device by its id; None for one that was never in the space."""
        return self.devices.get(device_id)

    def role_of(self, device_id: bytes, within: Within = newest) -> Role | None:
        """The role that counts for an entry of a device; None for a stranger or after removal.

        Raises `DoesNotOpen` while the key that the role is sealed under is not here.
        """
        device = self.device(device_id)
        term = device.term(within) if device else None
        if term is None:
            return None
        if term.role is None:
            raise DoesNotOpen("the role is sealed under a key that is not here")
        return term.role

    def is_admin(self, device_id: bytes, within: Within = newest) -> bool:
        """Whether the device has the admin right; needs no key."""
        device = self.device(device_id)
        term = device.term(within) if device else None
        return term is not None and term.admin

    def may_write(
        self,
        device_id: bytes,
        kind: str,
        fields: Mapping[str, object] = MappingProxyType({}),
        within: Within = newest,
    ) -> bool:
        """Whether a device's entry may write these fields of a record of this kind.

        Raises `DoesNotOpen` while the key that the role is sealed under is not here.
        """
        role = self.role_of(device_id, within)
        if role is None:
            return False
        needed = role_needed(kind, fields)
        return role.includes(needed) or (needed is Role.COORDINATOR and self.is_admin(device_id, within))


def found(
    space: bytes, device: DeviceKeys, recovery: PublicKeys, key: SpaceKey, membership: Membership, hlc: int
) -> bytes:
    """The statement with which `device` founds `space` (16 bytes, a UUIDv7)."""
    statement = Found(
        v=VERSION,
        space=space,
        hlc=hlc,
        signing_key=device.public.signing,
        box_key=device.public.box,
        recovery_signing_key=recovery.signing,
        recovery_box_key=recovery.box,
        key=key.id,
        recovery_box=recovery.seal_key(space, key),
        sealed_member=seal_once(
            msgspec.msgpack.encode(membership), _member_bound(space, device.device_id), key.secret
        ),
    )
    body = msgspec.msgpack.encode(statement)
    signature = device.sign(contexts.ROSTER_STATEMENT + body)
    return msgspec.msgpack.encode(_Signed(body, signature))


def _founded(statement: bytes, keys: Mapping[bytes, SpaceKey]) -> Roster:
    body, signed = _read(statement)
    device = body.device_keys
    device.verify(contexts.ROSTER_STATEMENT + signed.body, signed.signature)
    digest = hash_256(contexts.ROSTER_STATEMENT + signed.body)
    key = keys.get(body.key)
    membership = _opened(body, key) if key else None
    founder = Device(
        keys=device,
        member=membership.member if membership else None,
        letter=membership.letter if membership else None,
        terms=(Term(membership.role if membership else None, admin=True, until=None),),
    )
    devices = MappingProxyType({device.device_id: founder})
    return Roster(body.space, digest, (digest,), body.key, body.recovery_keys, devices)


def _opened(body: Found, key: SpaceKey) -> Membership:
    bound = _member_bound(body.space, body.device_keys.device_id)
    return decoded(_MEMBERSHIP, open_once(body.sealed_member, bound, key.secret))


def _read(statement: bytes) -> tuple[Found, _Signed]:
    """A statement's parts, strictly: its body and what was signed."""
    if len(statement) > STATEMENT_MAX_BYTES:
        raise Malformed("a statement over 64 KiB")
    signed = decoded(_SIGNED, statement)
    opening = decoded(_OPENING, signed.body)
    if opening.v != VERSION or opening.kind != "found":
        raise UnknownVersion(f"statement {opening.kind!r}, version {opening.v}")
    return decoded(_FOUND, signed.body), signed


def _member_bound(space: bytes, device_id: bytes) -> bytes:
    return contexts.ROSTER_MEMBER + space + device_id
