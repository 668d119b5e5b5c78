"""Where steps of the store run, for what waits for network and disk between them.

They run where the store's connection lives: in the window on its writing thread, between other writes; on the
command line at once.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

from mdt_desktop.store.spaces import Space
from mdt_desktop.store.store import Store

_Answer = TypeVar("_Answer")


class OnStore(Protocol):
    """Runs a step with the store, on the thread that owns it, and answers what the step answered."""

    def __call__(self, step: Callable[[Store], _Answer], /) -> _Answer: ...


@contextmanager
def looking_at(store: Store, space: Space) -> Iterator[None]:
    """Look at a space for one step, whichever the store looks at otherwise."""
    before = store.space
    if before.no == space.no:
        yield
        return
    store.use(space)
    try:
        yield
    finally:
        store.use(before)


def inline(store: Store) -> OnStore:
    """For whoever owns the store and waits for the network itself: the command line, a test."""

    def run(step: Callable[[Store], _Answer]) -> _Answer:
        return step(store)

    return run
