"""What could not be begun: where nothing was sent yet, nothing is kept to be sent later, and that is said."""

from collections.abc import Iterator
from contextlib import contextmanager

from mdt_desktop.refused import OutOfReach, Refused
from mdt_desktop.sync.hub_words import HubProblem
from mdt_desktop.wire.problems import ProblemType

_WHAT_TO_DO = {
    OutOfReach: "Nothing was changed; check the connection, then try again.",
    Refused: "Nothing was changed; look at the address, or ask whoever runs the hub.",
}


@contextmanager
def nothing_begun() -> Iterator[None]:
    """A hub or folder that stops a beginning is told with what happened, and that nothing came of it.

    The sentences of transports promise that work is kept and goes later; here there is none yet.
    """
    try:
        yield
    except Refused as trouble:
        happened, stop, promised = str(trouble).partition(". ")
        if not promised.startswith("Everything is kept"):
            raise
        kind = OutOfReach if isinstance(trouble, OutOfReach) else Refused
        raise kind(f"{happened}{stop}{_WHAT_TO_DO[kind]}") from trouble


def problem_of(trouble: Refused) -> ProblemType | None:
    """What the hub said behind a sentence; None if the sentence is not a hub's."""
    cause = trouble.__cause__
    return cause.kind if isinstance(cause, HubProblem) else None
