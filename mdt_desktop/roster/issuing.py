"""Statements made: each signed on top of a roster, and seen to hold before it is given out.

`author` is an admin's device, or the recovery keys from the printed code. `key` is the newest space key. All
raise `Refused`, in plain words, for what the rules do not allow. `hlc` says when (header.py).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from mdt_desktop.crypto.device_keys import DeviceKeys, PublicKeys
from mdt_desktop.crypto.header import Head
from mdt_desktop.crypto.space_key import SpaceKey
from mdt_desktop.refused import Refused
from mdt_desktop.roster.letters import next_letter
from mdt_desktop.roster.membership import Membership, seal_membership, seal_role
from mdt_desktop.roster.roles import Role
from mdt_desktop.roster.roster import Roster
from mdt_desktop.roster.rules import NotAllowed
from mdt_desktop.roster.signed import sign
from mdt_desktop.roster.statements import (
    VERSION,
    Admit,
    ChangeRole,
    Found,
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


def admit(
    roster: Roster, author: DeviceKeys, key: SpaceKey, newcomer: Newcomer, hlc: int, letter: str = ""
) -> Issued:
    """A device admitted; it has `letter`, else the next one. All letters must be known in `roster`."""
    keys = newcomer.keys
    membership = Membership(newcomer.member, newcomer.role, letter or next_letter(roster.letters))
    body = Admit(
        VERSION,
        roster.head,
        author.device_id,
        hlc,
        keys.signing,
        keys.box,
        newcomer.admin,
        newcomer.invitation,
        key.id,
        keys.seal_key(roster.space, key),
        seal_membership(roster.space, keys.device_id, membership, key),
    )
    return _issued(roster, author, body, key)


def change_role(
    roster: Roster,
    author: DeviceKeys,
    key: SpaceKey,
    device: bytes,
    role: Role,
    cut: Iterable[Head],
    hlc: int,
    *,
    admin: bool,
) -> Issued:
    """Another role and admin right for a device beyond `cut`, its heads as they are here or earlier."""
    body = ChangeRole(
        VERSION,
        roster.head,
        author.device_id,
        hlc,
        device,
        admin,
        _sorted(cut),
        key.id,
        seal_role(roster.space, device, roster.head, role, key),
    )
    return _issued(roster, author, body, key)


def remove(
    roster: Roster,
    author: DeviceKeys,
    key: SpaceKey,
    device: bytes,
    cut: Iterable[Head],
    hlc: int,
    *,
    carried: Iterable[SpaceKey] = (),
) -> Issued:
    """A device removed beyond `cut`, and a new key for those who stay.

    `carried` are keys of branches that were set aside: what was written under them opens for those who stay.
    """
    new = SpaceKey.generate()
    epoch = _epoch(roster, key, new, carried, leaver=device)
    body = Remove(VERSION, roster.head, author.device_id, hlc, device, _sorted(cut), epoch)
    return _issued(roster, author, body, new)


def start_epoch(
    roster: Roster, author: DeviceKeys, key: SpaceKey, hlc: int, *, carried: Iterable[SpaceKey] = ()
) -> Issued:
    """A new key for all."""
    new = SpaceKey.generate()
    body = StartEpoch(VERSION, roster.head, author.device_id, hlc, _epoch(roster, key, new, carried))
    return _issued(roster, author, body, new)


def name_hub(roster: Roster, author: DeviceKeys, key: SpaceKey, addresses: Iterable[str], hlc: int) -> Issued:
    """The hubs of the space, in place of those named before; `https://` addresses, at most 4."""
    return _issued(
        roster, author, NameHub(VERSION, roster.head, author.device_id, hlc, tuple(addresses)), key
    )


def recover(
    roster: Roster,
    author: DeviceKeys,
    key: SpaceKey,
    hlc: int,
    *,
    recovery: PublicKeys | None = None,
    device: bytes = b"",
) -> Issued:
    """New recovery keys (by an admin or with the code), a device made an admin (with the code), or both."""
    keys = recovery or roster.recovery
    body = Recovery(
        VERSION,
        roster.head,
        author.device_id,
        hlc,
        device,
        keys.signing,
        keys.box,
        key.id,
        keys.seal_key(roster.space, key),
    )
    return _issued(roster, author, body, key)


def _epoch(
    roster: Roster, old: SpaceKey, new: SpaceKey, carried: Iterable[SpaceKey], leaver: bytes = b""
) -> NewEpoch:
    space = roster.space
    stay = sorted(roster.present.keys() - {leaver})
    return NewEpoch(
        new.id,
        tuple(PreviousKey(key.id, new.seal_previous(space, key)) for key in (old, *carried)),
        tuple(KeyBox(device, roster.devices[device].keys.seal_key(space, new)) for device in stay),
        roster.recovery.seal_key(space, new),
    )


def _sorted(cut: Iterable[Head]) -> tuple[Head, ...]:
    return tuple(sorted(set(cut), key=lambda head: (head.seq, head.short_hash)))


def _issued(roster: Roster, author: DeviceKeys, body: Known, key: SpaceKey) -> Issued:
    statement = sign(body, author)
    try:
        return Issued(statement, roster.extended(statement, [key]), key)
    except NotAllowed as error:
        raise Refused(f"{error} Nothing was changed.") from error
