"""What came of envelopes that arrived."""

from dataclasses import dataclass, field


@dataclass
class Arrival:
    """What came of some envelopes. `refused` are reasons: those envelopes are no entries of this space."""

    taken: list[int] = field(default_factory=list)
    without_effect: list[int] = field(default_factory=list)
    waiting: int = 0
    known: int = 0
    filled: int = 0
    """Of those known, the ones whose bytes were still to come."""
    refused: list[str] = field(default_factory=list)
    records: set[tuple[str, str]] = field(default_factory=set)
    clones: set[bytes] = field(default_factory=set)
    keys: bool = False
    """Whether an entry handed on a key that was not here."""
