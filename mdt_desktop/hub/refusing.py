"""A refusal on its way to the client: raised anywhere in a call, answered as a problem (RFC 9457)."""

from dataclasses import dataclass, field
from typing import Any

from mdt_desktop.wire.problems import Problem, ProblemType


@dataclass
class CallRefused(Exception):
    """The call was not done, nor any part of it."""

    kind: ProblemType
    detail: str = ""
    members: dict[str, Any] = field(default_factory=dict)
    """Further members of the `Problem`."""

    def problem(self) -> Problem:
        """What the client is told."""
        kind = self.kind
        return Problem(kind.uri, kind.title, kind.status, self.detail, **self.members)


def refused(kind: ProblemType, detail: str = "", **members: Any) -> CallRefused:
    """The exception for this problem."""
    return CallRefused(kind, detail, members)
