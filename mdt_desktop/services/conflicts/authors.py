"""Whose device wrote something, by the name people know."""

from mdt_desktop.crypto.unreadable import Unreadable
from mdt_desktop.services.session import Session
from mdt_desktop.services.team.directory import directory

SOMEBODY = "Somebody in the team"


class Authors:
    """Names of the members behind devices, those of removed devices among them."""

    def __init__(self, session: Session) -> None:
        self._me = session.store.space.device.device_id
        self._my_member = session.store.space.member
        self._people = directory(session)
        self._devices = session.store.roster().devices

    def name(self, device: bytes) -> str:
        """The member's name; a plain word for one that the directory does not hold."""
        return self._people.name(self.member(device), SOMEBODY)

    def member(self, device: bytes) -> str:
        """The member's id; empty while it can't be known here."""
        try:
            known = self._devices.get(device)
            return (known.member or "") if known else ""
        except Unreadable:
            return ""

    def is_mine(self, device: bytes) -> bool:
        """Whether this computer wrote it."""
        return device == self._me

    def is_me(self, device: bytes) -> bool:
        """Whether the member who uses this computer wrote it, here or elsewhere."""
        return self.is_mine(device) or (bool(self._my_member) and self.member(device) == self._my_member)
