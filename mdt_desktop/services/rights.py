"""What this device's role may write, asked before anything is written.

Every colleague's device asks the same of each entry, and takes what goes too far without effect: said here
at once, nobody's work is lost.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from mdt_desktop.crypto.unreadable import DoesNotOpen
from mdt_desktop.domain.changes import Change
from mdt_desktop.refused import Refused
from mdt_desktop.roster import Role, role_needed
from mdt_desktop.store.store import Store

_NOTHING: Mapping[str, object] = MappingProxyType({})


class Rights:
    """What the device of one space may write at one statement of its roster."""

    def __init__(self, store: Store) -> None:
        roster, device = store.roster(), store.space.device.device_id
        try:
            self.role = roster.role_of(device)
        except DoesNotOpen:
            self.role = None
        self.admin = roster.is_admin(device)

    def includes(self, needed: Role) -> bool:
        """Whether what takes this role may be written; an admin also writes what is a coordinator's."""
        if self.role is None:
            return False
        return self.role.includes(needed) or (needed is Role.COORDINATOR and self.admin)

    def may_write(self, kind: str, fields: Mapping[str, object] = _NOTHING) -> bool:
        """Whether these fields of a record of this kind may be written."""
        return self.includes(role_needed(kind, fields))

    def checked(self, changes: Iterable[Change]) -> Iterator[Change]:
        """The changes as they come; `Refused` at the first that goes too far."""
        for change in changes:
            needed = role_needed(change.kind, change.fields)
            if not self.includes(needed):
                raise Refused(self._words(needed))
            yield change

    def _words(self, needed: Role) -> str:
        if self.role is None:
            return "This computer has no role in the team. Nothing was changed; ask an admin of the team."
        return (
            f"This takes the role of a {needed.value}, and yours is {self.role.value}. "
            f"Nothing was changed; ask a {needed.value}, or an admin of the team for that role."
        )
