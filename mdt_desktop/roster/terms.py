"""A device's rights as its entries go on: terms, each up to a cut (docs/security.md).

A cut is the device's heads as the signer of the change had taken them, so nobody can backdate: what lies
past them is beyond the cut, whenever it claims to be from. A clone has several heads.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

import msgspec

from mdt_desktop.crypto.header import Head
from mdt_desktop.roster.roles import Role

CHAINS_MAX = 32
"""As many chains as a device may have."""

Cut = Annotated[tuple[Head, ...], msgspec.Meta(max_length=CHAINS_MAX)]
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
    """None while the key it is sealed under is not here, and where what is sealed gives no role."""
    admin: bool
    until: Cut | None = None
    awaits: bytes | None = None
    """Id of the key that the role is sealed under, while it is not here."""

    def at_most(self, other: "Term") -> "Term":
        """These rights, less what the other has not."""
        if self.role is None or other.role is None:
            role = None
        else:
            role = other.role if self.role.includes(other.role) else self.role
        return Term(role, self.admin and other.admin, None, self.awaits or other.awaits)


def at(terms: Sequence[Term], within: Within) -> Term | None:
    """The rights that count for one entry; None for an entry after the removal.

    Beyond a change's cut the new rights count. A change whose cut lies before an earlier one's takes rights
    away from what is between them, but gives none: no later cut re-opens what an earlier one closed.
    """
    held, closed = terms[0], False
    for term, following in zip(terms, (*terms[1:], None), strict=True):
        if term.until is None:
            break
        if within(term.until):
            closed = True
        elif following is None:
            return None
        else:
            held = held.at_most(following) if closed else following
    return held


def ended(terms: Sequence[Term], cut: Cut) -> tuple[Term, ...]:
    """The terms, the last of them up to `cut`."""
    return (*terms[:-1], replace(terms[-1], until=cut))
