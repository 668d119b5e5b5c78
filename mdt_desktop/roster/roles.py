"""What a member's devices may write. Never changes within a version of the format (docs/security.md)."""

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """What a member's devices may write; each with the rights of those before."""

    OBSERVER = "observer"
    PRACTITIONER = "practitioner"
    COORDINATOR = "coordinator"
    CHAIR = "chair"

    def includes(self, other: "Role") -> bool:
        """Whether this role has the other's rights."""
        return _RANKS.index(self) >= _RANKS.index(other)


_RANKS = tuple(Role)
_OBSERVER_KINDS = frozenset({"audit"})
_COORDINATOR_KINDS = frozenset({"team", "organisation", "member", "series", "import_batch", "person_merge"})
_OPEN_MINUTES = frozenset({"draft", "circulated"})


def role_needed(kind: str, fields: Mapping[str, object]) -> Role:
    """The least role that may write these fields of a record of this kind. Never changes within a version.

    Kinds not named here, those of newer versions included, are a practitioner's.
    """
    if kind in _OBSERVER_KINDS:
        return Role.OBSERVER
    if kind in _COORDINATOR_KINDS:
        return Role.COORDINATOR
    # Whatever a later version calls a settled state of minutes is the chair's to give.
    if kind == "minutes" and "status" in fields and fields["status"] not in _OPEN_MINUTES:
        return Role.CHAIR
    return Role.PRACTITIONER
