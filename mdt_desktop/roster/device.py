"""A device as the roster has it."""

from dataclasses import dataclass, replace

from mdt_desktop.crypto.device_keys import PublicKeys
from mdt_desktop.roster import terms
from mdt_desktop.roster.terms import Cut, Term, Within


@dataclass(frozen=True, slots=True)
class Device:
    """A device of the space. After its last term's cut, if there is one, nothing it writes has effect."""

    keys: PublicKeys
    member: str | None
    letter: str | None
    terms: tuple[Term, ...]
    admin_since: int | None = None
    """Position of the statement that made it the admin it is: the lower, the more senior."""

    @property
    def present(self) -> bool:
        """Whether it has not been removed."""
        return self.terms[-1].until is None

    @property
    def is_admin(self) -> bool:
        """Whether it may sign a statement now."""
        return self.present and self.terms[-1].admin

    def term(self, within: Within) -> Term | None:
        """The rights that count for one entry of this device; None for an entry after its removal."""
        return terms.at(self.terms, within)

    def changed(self, cut: Cut, new: Term, position: int) -> "Device":
        """With other rights beyond `cut`, by the statement at `position`."""
        return replace(
            self,
            terms=(*terms.ended(self.terms, cut), new),
            admin_since=(self.admin_since if self.is_admin else position) if new.admin else None,
        )

    def removed(self, cut: Cut) -> "Device":
        """With no rights beyond `cut`."""
        return replace(self, terms=terms.ended(self.terms, cut), admin_since=None)
