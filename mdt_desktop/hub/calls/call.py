"""What is known of a call: enough to route it, and to describe it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum

from starlette.responses import Response

from mdt_desktop.hub.asked import Asked
from mdt_desktop.wire.problems import ProblemType

Handler = Callable[[Asked], Awaitable[Response]]


class By(Enum):
    """Who may make a call, and shows it how."""

    ANYBODY = "anybody"
    CODE = "enrolment"
    DEVICE = "device"
    JOINER = "permit"
    DEVICE_OR_JOINER = "device or permit"


@dataclass(frozen=True)
class Call:
    """One method of one path."""

    name: str
    method: str
    path: str
    handler: Handler
    words: str
    """What it does, in a sentence."""
    by: By = By.DEVICE
    query: tuple[str, ...] = ()
    sends: str = ""
    """Media type of its body, if it has one."""
    answers: tuple[tuple[int, str], ...] = ((204, ""),)
    """Statuses when it was done, each with its media type."""
    refuses: tuple[ProblemType, ...] = ()
    """Besides what every call may refuse."""
