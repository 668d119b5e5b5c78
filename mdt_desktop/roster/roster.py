"""Who is in a space and may write what (docs/security.md): what a verified chain of statements comes to."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from mdt_desktop.crypto.device_keys import DeviceKeys, PublicKeys
from mdt_desktop.crypto.header import Header
from mdt_desktop.crypto.space_key import SpaceKey
from mdt_desktop.crypto.unreadable import DoesNotOpen, Malformed, UnknownVersion
from mdt_desktop.roster import choosing, epochs, rules
from mdt_desktop.roster.applying import applied
from mdt_desktop.roster.device import Device
from mdt_desktop.roster.epochs import Epoch
from mdt_desktop.roster.membership import open_membership
from mdt_desktop.roster.roles import Role, role_needed
from mdt_desktop.roster.signed import Statement, read
from mdt_desktop.roster.statements import Found, Newer
from mdt_desktop.roster.terms import Term, Within, newest


@dataclass(frozen=True)
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
    """By device id, those removed among them."""
    epochs: tuple[Epoch, ...] = ()
    invitations: frozenset[bytes] = frozenset()
    """Ids of those that admitted somebody."""
    signing_keys: frozenset[bytes] = field(default=frozenset(), repr=False)
    """All that ever signed or could have."""
    reissued: frozenset[tuple[bytes, bytes]] = field(default=frozenset(), repr=False)
    """Signer and hash of statements, set aside, whose intent came back. Nobody can say so of another's."""
    hubs: tuple[str, ...] = ()
    """Addresses, newest naming; none for a space in a folder only."""

    @classmethod
    def verify(cls, statements: Sequence[bytes], keys: Iterable[SpaceKey] = ()) -> "Roster":
        """The roster that these statements make, each checked; roles are known as far as `keys` opens them.

        Raises `Malformed` or `BadSignature` for what is no roster of ours, `UnknownVersion` for statements
        of a newer version, `DoesNotOpen` for a founding whose sealed part its own key does not open.
        """
        if not statements:
            raise Malformed("a roster begins with its founding")
        first, *later = statements
        by_id = {key.id: key for key in keys}
        roster = founded(read(first), by_id)
        for statement in later:
            roster = roster.followed_by(read(statement), by_id)
        return roster

    def extended(self, statement: bytes, keys: Iterable[SpaceKey] = ()) -> "Roster":
        """The roster with one statement more. Raises as `verify`; `NotAllowed` says why in plain words."""
        return self.followed_by(read(statement), {key.id: key for key in keys})

    @classmethod
    def choose(
        cls, founding: bytes, statements: Iterable[bytes], keys: Iterable[SpaceKey] = ()
    ) -> choosing.Chosen:
        """The one chain of these statements, in any order, that all who hold the same agree on (choosing.py).

        `founding` is the statement this device's space began with: another one, of the same space id, is no
        part of it. Raises as `verify` does for the founding alone.
        """
        by_id = {key.id: key for key in keys}
        return choosing.choose(founded(read(founding), by_id), statements, by_id)

    def followed_by(self, statement: Statement, keys: Mapping[bytes, SpaceKey]) -> "Roster":
        """As `extended`, of a statement that was read and keys by id."""
        for rule in rules.RULES:
            rule(self, statement)
        return applied(self, statement, keys)

    @property
    def position(self) -> int:
        """The position of the statement to come; that of the founding is 0."""
        return len(self.hashes)

    @cached_property
    def present(self) -> Mapping[bytes, Device]:
        """The devices that were not removed, by id."""
        return MappingProxyType({key: device for key, device in self.devices.items() if device.present})

    @cached_property
    def most_senior_admin(self) -> bytes | None:
        """The id of the device that has been an admin for longest."""
        since = {key: one.admin_since for key, one in self.present.items() if one.admin_since is not None}
        return min(since, key=since.__getitem__, default=None)

    @cached_property
    def letters(self) -> frozenset[str]:
        """The letters of all devices, those removed among them, as far as they are known here."""
        return frozenset(device.letter for device in self.devices.values() if device.letter is not None)

    def device(self, device_id: bytes) -> Device | None:
        """A device by its id; None for one that was never in the space."""
        return self.devices.get(device_id)

    def term(self, device_id: bytes, within: Within = newest) -> Term | None:
        """The rights that count for an entry of a device; None for a stranger or after removal."""
        device = self.device(device_id)
        return device.term(within) if device else None

    def role_of(self, device_id: bytes, within: Within = newest) -> Role | None:
        """The role that counts for an entry of a device; None for a stranger or after removal.

        Raises `DoesNotOpen` while the key that the role is sealed under is not here.
        """
        term = self.term(device_id, within)
        if term is None:
            return None
        if term.awaits is not None:
            raise DoesNotOpen("the role is sealed under a key that is not here")
        return term.role

    def is_admin(self, device_id: bytes, within: Within = newest) -> bool:
        """Whether the device has the admin right; needs no key."""
        term = self.term(device_id, within)
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

    def open_keys(self, device: DeviceKeys, known: Iterable[SpaceKey] = ()) -> dict[bytes, SpaceKey]:
        """Every space key, by id, that a device or the recovery key reads here, and those it knows."""
        return epochs.opened(self.space, self.epochs, device, known)

    @cached_property
    def _positions(self) -> Mapping[bytes, int]:
        return {digest: position for position, digest in enumerate(self.hashes)}

    @cached_property
    def _epoch_of_key(self) -> Mapping[bytes, int]:
        # A key carried over from a branch that was set aside is of the epoch before the one that carries it.
        carried = {old.id: at - 1 for at, epoch in enumerate(self.epochs) for old in epoch.previous}
        return carried | {epoch.key: at for at, epoch in enumerate(self.epochs)}

    def position_of(self, statement: bytes) -> int | None:
        """Where the statement of this hash stands; None if it is not in this chain."""
        return self._positions.get(statement)

    def epoch_of(self, key: bytes) -> int | None:
        """The number of the epoch that a key (by its id) is of, from 0; None for a key unknown here."""
        return self._epoch_of_key.get(key)

    def epoch_at(self, statement: bytes) -> int | None:
        """The number of the newest epoch at a statement, by its hash; None if it is not in this chain."""
        position = self.position_of(statement)
        if position is None:
            return None
        return bisect_right([epoch.since for epoch in self.epochs], position) - 1

    def is_superseded(self, header: Header) -> bool:
        """Whether an entry is without effect, its `roster` having a newer epoch than its `key`.

        Its author knew of the newer key, and wrote under one that somebody removed has. Whether the key is
        here is not asked. Raises `LookupError` where its statement is not of this chain: the entry waits.
        """
        known, used = self.epoch_at(header.roster), self.epoch_of(header.key)
        if known is None:
            raise LookupError("a roster statement that is not here")
        return used is not None and known > used


def founded(statement: Statement, keys: Mapping[bytes, SpaceKey]) -> Roster:
    """The roster of a founding alone. Raises as `Roster.verify`."""
    body = statement.body
    if isinstance(body, Newer):
        raise UnknownVersion(f"a space founded by {body.kind!r}")
    if not isinstance(body, Found):
        raise Malformed("a roster begins with its founding")
    device, recovery = body.device_keys, body.recovery_keys
    statement.verify(device)
    key = keys.get(body.key)
    membership = open_membership(body.space, device.device_id, body.sealed_member, key) if key else None
    founder = Device(
        keys=device,
        member=membership.member if membership else None,
        letter=membership.letter if membership else None,
        terms=(Term(membership.role if membership else None, True, None, None if key else body.key),),
        admin_since=0,
    )
    return Roster(
        body.space,
        statement.hash,
        (statement.hash,),
        body.key,
        recovery,
        MappingProxyType({device.device_id: founder}),
        (Epoch(body.key, 0, (), {recovery.device_id: body.recovery_box}),),
        signing_keys=frozenset({device.signing, recovery.signing}),
    )
