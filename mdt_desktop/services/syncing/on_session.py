"""Where steps with a session run, for what waits for network and disk between them.

In the window that is the thread that owns the session, one short step at a time among its other work; on the
command line it is at once, here.
"""

import threading
from collections.abc import Callable
from typing import Protocol, TypeVar

from mdt_desktop.services.session import Session
from mdt_desktop.store.spaces import Space
from mdt_desktop.store.store import Store
from mdt_desktop.sync.on_store import OnStore, looking_at

_Answer = TypeVar("_Answer")


class OnSession(Protocol):
    """Runs a step with the session, on the thread that owns it, and answers what the step answered."""

    def __call__(self, step: Callable[[Session], _Answer], /) -> _Answer: ...


def inline(session: Session) -> OnSession:
    """For whoever owns the session and waits for the network itself."""

    def run(step: Callable[[Session], _Answer]) -> _Answer:
        return step(session)

    return run


def shared(session: Session) -> OnSession:
    """For several threads of a program without a window: one step at a time."""
    lock = threading.RLock()

    def run(step: Callable[[Session], _Answer]) -> _Answer:
        with lock:
            return step(session)

    return run


def on_store(on_session: OnSession) -> OnStore:
    """The same, for steps with the store alone."""

    def run(step: Callable[[Store], _Answer]) -> _Answer:
        return on_session(lambda session: step(session.store))

    return run


def in_space(on_session: OnSession, space: Space, step: Callable[[Session], _Answer]) -> _Answer:
    """Run a step that looks at this space, whichever the session looks at otherwise."""

    def run(session: Session) -> _Answer:
        with looking_at(session.store, space):
            return step(session)

    return on_session(run)
