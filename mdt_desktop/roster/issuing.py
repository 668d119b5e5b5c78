"""Statements made: each signed on top of a roster, and seen to hold before it is given out.

All raise `Refused`, in plain words, for what the rules do not allow.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec

from mdt_desktop.crypto.device_keys import DeviceKeys, PublicKeys
from mdt_desktop.crypto.header import Head
from mdt_desktop.crypto.space_key import SpaceKey
from mdt_desktop.crypto.unreadable import DoesNotOpen
from mdt_desktop.refused import Refused
from mdt_desktop.roster.letters import next_letter
from mdt_desktop.roster.membership import Membership, seal_membership, seal_role
from mdt_desktop.roster.roles import Role
from mdt_desktop.roster.roster import Roster
from mdt_desktop.roster.rules import NotAllowed
from mdt_desktop.roster.signed import sign
from mdt_desktop.roster.statements import (
    HUBS_MAX,
    VERSION,
    Admit,
    ChangeRole,
    Found,
    HubAddresses,
    KeyBox,
    Known,
    NameHub,
    NewEpoch,
    PreviousKey,
    Recovery,
    Remove,
    StartEpoch,
)


@dataclass(frozen=True)
class Pen:
    """Who signs, on top of what, and when."""

    roster: Roster
    author: DeviceKeys = field(repr=False)
    """An admin's device, or the recovery keys from the printed code."""
    key: SpaceKey = field(repr=False)
    """The newest space key."""
    hlc: int
    """When (header.py)."""
    reissues: bytes = b""
    """Hash of the statement, set aside, that the one to be written stands for."""

    @property
    def opening(self) -> tuple[int, bytes, bytes, int, bytes]:
        """What every statement after the founding begins with."""
        return VERSION, self.roster.head, self.author.device_id, self.hlc, self.reissues


@dataclass(frozen=True)
class Issued:
    """A new statement, the roster with it, and the newest space key from here on."""

    statement: bytes
    roster: Roster
    key: SpaceKey = field(repr=False)


@dataclass(frozen=True)
class Newcomer:
    """Who is admitted: the keys they asked to join with, whose device it is, and by which invitation."""

    keys: PublicKeys
    member: str
    role: Role
    invitation: bytes
    admin: bool = False


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
        sealed_member=seal_membership(space, device.device_id, membership, key),
    )
    return sign(statement, device)


def admit(pen: Pen, newcomer: Newcomer, letter: str = "") -> Issued:
    """A device admitted; it has `letter`, else the next one.

    Raises `DoesNotOpen` while keys are not here that letters are sealed under.
    """
    keys, space = newcomer.keys, pen.roster.space
    if any(device.terms[0].awaits for device in pen.roster.devices.values()):
        raise DoesNotOpen("letters are sealed under a key that is not here")
    letter = letter or next_letter(pen.roster.letters)
    if not keys.can_be_sealed_for:
        raise Refused("That device’s keys can’t be used. Nothing was changed; let it ask again.")
    membership = Membership(newcomer.member, newcomer.role, letter)
    body = Admit(
        *pen.opening,
        keys.signing,
        keys.box,
        newcomer.admin,
        newcomer.invitation,
        pen.key.id,
        keys.seal_key(space, pen.key),
        seal_membership(space, keys.device_id, membership, pen.key),
    )
    return _issued(pen, body, pen.key)


def change_role(pen: Pen, device: bytes, role: Role, cut: Iterable[Head], *, admin: bool) -> Issued:
    """Another role and admin right for a device beyond `cut`: its heads as they are here, or earlier ones."""
    sealed = seal_role(pen.roster.space, device, pen.roster.head, role, pen.key)
    return _issued(pen, ChangeRole(*pen.opening, device, admin, _sorted(cut), pen.key.id, sealed), pen.key)


def remove(pen: Pen, device: bytes, cut: Iterable[Head], carried: Iterable[SpaceKey] = ()) -> Issued:
    """A device removed beyond `cut`, and a new key for those who stay.

    `carried` are keys of branches that were set aside: what was written under them opens for those who stay.
    """
    new = SpaceKey.generate()
    return _issued(pen, Remove(*pen.opening, device, _sorted(cut), _epoch(pen, new, carried, device)), new)


def start_epoch(pen: Pen, carried: Iterable[SpaceKey] = ()) -> Issued:
    """A new key for all."""
    new = SpaceKey.generate()
    return _issued(pen, StartEpoch(*pen.opening, _epoch(pen, new, carried)), new)


def name_hub(pen: Pen, addresses: Iterable[str]) -> Issued:
    """The hubs of the space, in place of those named before; `https://` addresses, at most 4."""
    addresses = tuple(addresses)
    try:
        msgspec.convert(addresses, HubAddresses)
    except msgspec.ValidationError as error:
        raise Refused(
            f"A team has up to {HUBS_MAX} hubs, each with an address like https://hub.example.org. "
            "Nothing was changed; look at the addresses again."
        ) from error
    return _issued(pen, NameHub(*pen.opening, addresses), pen.key)


def recover(pen: Pen, *, recovery: PublicKeys | None = None, device: bytes = b"") -> Issued:
    """New recovery keys (by an admin or with the code), a device made an admin (with the code), or both."""
    keys = recovery or pen.roster.recovery
    box = keys.seal_key(pen.roster.space, pen.key)
    return _issued(pen, Recovery(*pen.opening, device, keys.signing, keys.box, pen.key.id, box), pen.key)


def _epoch(pen: Pen, new: SpaceKey, carried: Iterable[SpaceKey], leaver: bytes = b"") -> NewEpoch:
    roster = pen.roster
    stay = sorted(roster.present.keys() - {leaver})
    return NewEpoch(
        new.id,
        tuple(PreviousKey(key.id, new.seal_previous(roster.space, key)) for key in (pen.key, *carried)),
        tuple(KeyBox(device, roster.devices[device].keys.seal_key(roster.space, new)) for device in stay),
        roster.recovery.seal_key(roster.space, new),
    )


def _sorted(cut: Iterable[Head]) -> tuple[Head, ...]:
    return tuple(sorted(set(cut), key=lambda head: (head.seq, head.short_hash)))


def _issued(pen: Pen, body: Known, key: SpaceKey) -> Issued:
    statement = sign(body, pen.author)
    try:
        return Issued(statement, pen.roster.extended(statement, [pen.key]), key)
    except NotAllowed as error:
        raise Refused(f"{error} Nothing was changed.") from error
