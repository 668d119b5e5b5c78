"""What a hub refused, as an exception for the program and as a sentence for whoever reads it."""

from collections.abc import Iterator
from contextlib import contextmanager

from mdt_desktop.refused import OutOfReach, Refused
from mdt_desktop.wire.problems import Problem, ProblemType

_KEPT = "Everything is kept on this computer"


class HubProblem(Exception):
    """A hub's refusal that the program may know an answer to."""

    def __init__(self, problem: Problem, address: str) -> None:
        super().__init__(problem.type)
        self.problem = problem
        self.kind = problem.kind
        self.address = address

    def in_words(self) -> Refused:
        """The sentence, where there is no other answer. `OutOfReach` for what passes by itself."""
        kind, at = self.kind, self.address
        passing = _PASSING.get(kind) if kind else None
        if passing:
            return OutOfReach(passing.format(at=at))
        lasting = _LASTING.get(kind) if kind else None
        if lasting:
            return Refused(lasting.format(at=at))
        return Refused(
            f"The hub {at} refused this: {self.problem.title or self.problem.type}. {_KEPT}; "
            "show this to whoever runs the hub."
        )


@contextmanager
def in_words() -> Iterator[None]:
    """Whatever of a hub's refusals is not answered within is a sentence outside."""
    try:
        yield
    except HubProblem as problem:
        raise problem.in_words() from problem


_PASSING = {
    ProblemType.TOO_OFTEN: "The hub {at} has too much to do at the moment. "
    + _KEPT
    + " and goes a little later.",
    ProblemType.AWAY: "The hub {at} can’t reach its database at the moment. "
    + _KEPT
    + " and goes when it can.",
    ProblemType.BROKEN: "Something is wrong in the hub {at}. "
    + _KEPT
    + "; if it stays so, tell whoever runs the hub.",
    ProblemType.SLOW_BODY: "The connection to {at} is too slow to be of use now. "
    + _KEPT
    + " and goes when it is better.",
    ProblemType.STRANGER: "The hub {at} does not know this computer yet. "
    + _KEPT
    + "; it goes once an admin’s computer has synced.",
    ProblemType.ROSTER_MOVED: "Somebody else changed the team’s devices at the same moment. "
    + _KEPT
    + "; sync again.",
}

_LASTING = {
    ProblemType.NO_SPACE: "The hub {at} does not carry this team. "
    + _KEPT
    + "; an admin adds the team to it with the code of whoever runs the hub.",
    ProblemType.DAY_FULL: "This computer has sent the hub {at} all it may in a day. "
    + _KEPT
    + "; the rest goes tomorrow.",
    ProblemType.SPACE_FULL: "The hub {at} has no more room for this team. "
    + _KEPT
    + "; ask whoever runs the hub for more.",
    ProblemType.REMOVED: "The hub {at} says that this computer was removed from the team. What it had not "
    "sent is handed in there; nothing is deleted unless the team’s own list of devices says so too.",
    ProblemType.ASSERTION: "The hub {at} does not accept this computer’s signature, perhaps for its address. "
    + _KEPT
    + "; look at the address of the hub.",
    ProblemType.CLOCK: "This computer’s clock and that of the hub {at} are too far apart. "
    + _KEPT
    + "; set this computer’s clock.",
    ProblemType.ADMIN_ONLY: "Only an admin’s computer may do this at the hub {at}. Nothing was changed.",
    ProblemType.PERMIT: "The hub {at} does not accept this invitation: it was used, or is out of date. "
    "Ask an admin for a new one.",
    ProblemType.JOINS_FULL: "Too many computers have asked with this invitation. Ask an admin for a new one.",
    ProblemType.ENROLMENT: "The code for the hub {at} is unknown, out of date or used. Nothing was changed; "
    "ask whoever runs the hub for another.",
    ProblemType.ANOTHER_SPACE: "The hub {at} carries another team under the same id. Nothing was sent; "
    "show this to whoever runs the hub.",
    ProblemType.NEWER: "This computer has a newer version of MDT Desktop than the hub {at} understands. "
    + _KEPT
    + "; ask whoever runs the hub to update it.",
}
