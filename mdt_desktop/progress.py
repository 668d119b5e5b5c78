"""How long work reports its progress, and how it is cancelled."""

from collections.abc import Callable
from enum import Enum

Progress = Callable[[int, int], None]
"""Called with (done, total) in the work's own units; raises `Cancelled` to stop the work."""


class Counted(Enum):
    """What a sync counts, each by itself."""

    SNAPSHOT = "bytes of a team’s state that come"
    COMING = "changes that come"
    GOING = "changes that go"


SyncProgress = Callable[[int, int, Counted], None]
"""As `Progress`, and what is counted."""


class Cancelled(Exception):
    """Raised out of a `Progress` call; whoever does the work keeps nothing of it."""


def silent(done: int, total: int, of: Counted = Counted.GOING) -> None:
    """Report to nobody."""
