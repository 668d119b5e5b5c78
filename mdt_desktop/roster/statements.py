"""The statements of a roster, as they are signed (docs/security.md): one shape for each kind, read strictly.

Device keys, ids and the admin right are in clear, so that a hub can check every statement; member, role and
letter are sealed under the space's key. Each after the first names the hash of the one before and its signer.
"""

from typing import Annotated

import msgspec

from mdt_desktop.crypto.device_keys import KEY_BOX_BYTES, PublicKeys
from mdt_desktop.crypto.header import Count, Hash, Id, check_space_id
from mdt_desktop.crypto.primitives import KEY_BYTES, NONCE_BYTES, TAG_BYTES
from mdt_desktop.roster.terms import Cut

VERSION = 1
SEALED_MAX_BYTES = 512
DEVICES_MAX = 300
"""Devices in a space at one time: a new epoch has a box for each, in a statement of 64 KiB at most."""
CARRIED_MAX = 16
HUBS_MAX = 4

PublicKey = Annotated[bytes, msgspec.Meta(min_length=KEY_BYTES, max_length=KEY_BYTES)]
Box = Annotated[bytes, msgspec.Meta(min_length=KEY_BOX_BYTES, max_length=KEY_BOX_BYTES)]
Sealed = Annotated[bytes, msgspec.Meta(max_length=SEALED_MAX_BYTES)]
_SEALED_KEY_BYTES = NONCE_BYTES + KEY_BYTES + TAG_BYTES
SealedKey = Annotated[bytes, msgspec.Meta(min_length=_SEALED_KEY_BYTES, max_length=_SEALED_KEY_BYTES)]
HubAddress = Annotated[
    str, msgspec.Meta(pattern=r"^(https://[!-~]{1,200}|http://(localhost|127\.0\.0\.1)(:[0-9]{1,5})?/?)\Z")
]
"""Encrypted on the way; in clear only to this computer itself."""
HubAddresses = Annotated[tuple[HubAddress, ...], msgspec.Meta(max_length=HUBS_MAX)]
Version = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]


class _Part(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A msgpack array of these fields in this order, for ever in this `v`."""


class Found(_Part, frozen=True, tag="found"):
    """The first statement: a space, its founding device (an admin), its first key and its recovery keys."""

    v: Version
    space: Id
    hlc: Count
    """When, as the founding device's clock had it (header.py)."""
    signing_key: PublicKey
    box_key: PublicKey
    recovery_signing_key: PublicKey
    recovery_box_key: PublicKey
    key: Id
    """Id of the first epoch's space key."""
    recovery_box: Box
    """The space key for the recovery key: who holds the printed code reads every epoch."""
    sealed_member: Sealed

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


class Later(_Part, frozen=True):
    """What every statement after the founding begins with, in later versions too."""

    v: Version
    prev: Hash
    """Hash of the statement before."""
    signer: Id
    """Id of a device that is an admin there, or of the recovery key."""
    hlc: Count
    reissues: Annotated[bytes, msgspec.Meta(max_length=32)]
    """Hash of the statement, set aside, whose intent this is; empty for a new intent."""

    def __post_init__(self) -> None:
        if len(self.reissues) not in (0, 32):
            raise ValueError("a hash has 32 bytes")


class Admit(Later, frozen=True, tag="admit"):
    """A new device, by the keys that it asked to join with."""

    signing_key: PublicKey
    box_key: PublicKey
    admin: bool
    invitation: Id
    """Counts once in a chain."""
    key: Id
    """Id of the newest space key; the member is sealed under it, and the box holds it."""
    key_box: Box
    sealed_member: Sealed

    @property
    def device_keys(self) -> PublicKeys:
        """The new device's."""
        return PublicKeys(self.signing_key, self.box_key)


class ChangeRole(Later, frozen=True, tag="role"):
    """Another role or admin right for a device, beyond a cut."""

    device: Id
    admin: bool
    cut: Cut
    key: Id
    """Id of the newest space key; the role is sealed under it."""
    sealed_role: Sealed

    def __post_init__(self) -> None:
        super().__post_init__()
        _check_cut(self.device, self.cut)


class PreviousKey(_Part, frozen=True):
    """A key of before, sealed under an epoch's key."""

    id: Id
    sealed: SealedKey


class KeyBox(_Part, frozen=True):
    """An epoch's key for one device."""

    device: Id
    box: Box


class NewEpoch(_Part, frozen=True):
    """A new space key, for every device that stays and for the recovery key."""

    key: Id
    previous: Annotated[tuple[PreviousKey, ...], msgspec.Meta(min_length=1, max_length=1 + CARRIED_MAX)]
    """The key before, then keys of branches that were set aside, so that what was written there opens."""
    boxes: Annotated[tuple[KeyBox, ...], msgspec.Meta(max_length=DEVICES_MAX)]
    """Sorted by device."""
    recovery_box: Box


class Remove(Later, frozen=True, tag="remove"):
    """A device's end beyond a cut, with a new epoch in the same act."""

    device: Id
    cut: Cut
    epoch: NewEpoch

    def __post_init__(self) -> None:
        super().__post_init__()
        _check_cut(self.device, self.cut)


class StartEpoch(Later, frozen=True, tag="epoch"):
    """A new epoch by itself."""

    epoch: NewEpoch


class NameHub(Later, frozen=True, tag="name-hub"):
    """Where the space's hubs are, in place of those named before; none for a space in a folder only."""

    addresses: HubAddresses


class Recovery(Later, frozen=True, tag="recovery"):
    """The recovery keys from here on (as before, or a new code's); with the code, a device made admin."""

    device: Annotated[bytes, msgspec.Meta(max_length=16)]
    """Empty where no device is made an admin."""
    recovery_signing_key: PublicKey
    recovery_box_key: PublicKey
    key: Id
    """Id of the newest space key, which the box holds."""
    recovery_box: Box

    def __post_init__(self) -> None:
        super().__post_init__()
        if len(self.device) not in (0, 16):
            raise ValueError("a device id has 16 bytes")

    @property
    def recovery_keys(self) -> PublicKeys:
        """What the printed code signs and opens with from here on."""
        return PublicKeys(self.recovery_signing_key, self.recovery_box_key)


class Newer(msgspec.Struct, frozen=True, array_like=True):
    """A statement of a kind or version that this program does not know: read as far as who signed it."""

    kind: str
    v: Version
    prev: Hash
    signer: Id


Known = Admit | ChangeRole | Remove | StartEpoch | NameHub | Recovery
KINDS = frozenset({"admit", "role", "remove", "epoch", "name-hub", "recovery"})


def _check_cut(device: bytes, cut: Cut) -> None:
    if any(head.device != device for head in cut):
        raise ValueError("a cut holds heads of the device itself")
    places = [(head.seq, head.short_hash) for head in cut]
    if places != sorted(set(places)):
        raise ValueError("a cut’s heads are sorted, each once")
