"""Spaces that this device has asked to join and is not in yet."""

from dataclasses import dataclass, field

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.roster.invitation import Invitation
from mdt_desktop.store.connection import Connection


@dataclass(frozen=True)
class Joining:
    """One request that was made: with which invitation, which keys, and under which name.

    `folder` is the shared folder it was put in; "" for a hub's, whose addresses the invitation has.
    """

    invitation: Invitation
    device: DeviceKeys = field(repr=False)
    request: bytes = field(repr=False)
    """As it was posted: sealed under a random nonce, so it could not be made again."""
    name: str
    folder: str = ""


def keep(connection: Connection, joining: Joining) -> None:
    """Keep it, before anything is posted; again with another folder, it moves there."""
    connection.execute(
        "INSERT OR REPLACE INTO joining (invitation, packed, device_keys, request, name, folder) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (
            joining.invitation.id,
            joining.invitation.to_bytes(),
            joining.device.to_bytes(),
            joining.request,
            joining.name,
            joining.folder,
        ),
    )


def pending(connection: Connection) -> list[Joining]:
    """Every space that has not answered yet."""
    rows = connection.execute("SELECT packed, device_keys, request, name, folder FROM joining")
    return [
        Joining(Invitation.from_bytes(packed), DeviceKeys.from_bytes(keys), request, name, folder)
        for packed, keys, request, name, folder in rows
    ]


def done(connection: Connection, invitation: bytes) -> None:
    """The device is in, or will not be: nothing more is asked with this invitation."""
    connection.execute("DELETE FROM joining WHERE invitation = ?", (invitation,))
