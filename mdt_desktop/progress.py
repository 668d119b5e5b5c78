"""How long work reports its progress, and how it is cancelled."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with (done, total) in the work's own units; raises `Cancelled` to stop the work."""


class Cancelled(Exception):
    """Raised out of a `Progress` call; whoever does the work keeps nothing of it."""


def silent(done: int, total: int) -> None:
    """Report to nobody."""
