"""Spaces for tests that need several devices: founded and joined as real ones are, without a vault."""

from uuid import UUID

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.crypto.primitives import random_bytes
from mdt_desktop.crypto.space_key import SpaceKey
from mdt_desktop.domain.ids import new_id
from mdt_desktop.roster import Membership, Role, Roster, found
from mdt_desktop.roster.issuing import Newcomer, admit
from mdt_desktop.store.spaces import NewSpace
from mdt_desktop.store.store import Store


def found_space(store: Store, role: Role = Role.CHAIR, recovery: DeviceKeys | None = None) -> Store:
    """The store, with a space founded in it."""
    space, device, key = UUID(new_id()).bytes, DeviceKeys.generate(), SpaceKey.generate()
    recovery_keys = (recovery or DeviceKeys.generate()).public
    statement = found(space, device, recovery_keys, key, Membership("m0", role, ""), store.clock.tick())
    verified = Roster.verify([statement], [key])
    store.found(NewSpace(space, "team", device, "", "m0", key, [(verified.head, statement)]))
    return store


def admitted(
    admin: Store, store: Store, member: str, role: Role = Role.CHAIR, *, is_admin: bool = False
) -> Store:
    """The store, with the admin's space joined in it."""
    device = DeviceKeys.generate()
    newcomer = Newcomer(device.public, member, role, random_bytes(16), is_admin)
    admin.sign(lambda pen: admit(pen, newcomer))
    roster = admin.roster()
    keys = roster.open_keys(device)
    letter = roster.devices[device.device_id].letter or ""
    statements = admin.statements()
    new = NewSpace(
        roster.space, "team", device, letter, member, keys[roster.key], [(roster.hashes[0], statements[0])]
    )
    store.join(new, statements, keys.values())
    return store


def log_of(store: Store) -> list[bytes]:
    """All entries of a store, in the order it took them."""
    return [row[0] for row in store.connection.execute("SELECT envelope FROM entry ORDER BY no")]
