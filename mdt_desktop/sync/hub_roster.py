"""One chain of roster statements, at the hub and here: each is brought what the other has more."""

from mdt_desktop.sync.desk import Desk
from mdt_desktop.sync.hub_calls import HubCalls
from mdt_desktop.sync.hub_words import HubProblem
from mdt_desktop.wire.names import roster_mark
from mdt_desktop.wire.problems import ProblemType

ANOTHER_HISTORY = (
    "The hub and this computer know different histories of the team’s devices. Nothing was lost on this "
    "computer; compare the list of devices with another admin, then tell whoever runs the hub."
)


OLDER = (
    "The hub showed an older list of the team’s devices than this computer knows. After a restored backup "
    "that mends itself; if it is said again, tell whoever runs the hub: it may let in who was removed."
)


_SOUGHT = "statements sought"


class HubRoster:
    """The roster, for one exchange."""

    def __init__(self, calls: HubCalls, desk: Desk) -> None:
        self._calls = calls
        self._desk = desk
        self._look()

    def post(self) -> None:
        """What is here and the hub is not known to have, before any entry that names it."""
        lacking = self._desk.tree_to_post()
        if not lacking:
            return
        try:
            self._append(lacking)
        except HubProblem as problem:
            if problem.kind is not ProblemType.ROSTER_MOVED:
                raise
            self._meet(problem.problem.roster)

    def follow(self, mark: str) -> None:
        """Take what is new, if the hub's answer has a mark of nothing that is here."""
        if not mark or mark == roster_mark(self._head) or mark in self._aside:
            return
        try:
            statements = self._calls.roster(self._head)
        except HubProblem as problem:
            if problem.kind is not ProblemType.ROSTER_UNKNOWN:
                raise
            self._meet(problem.problem.roster)
        else:
            before = self._head
            if statements and self._take(statements):
                # What was signed apart may have come there before what is known here.
                self._take(self._calls.roster())
            if self._head == before and mark not in self._aside:
                # Neither news nor a hub that says it is behind: its mark is of another time, or of nothing.
                known = {roster_mark(digest) for digest in self._desk.roster().hashes}
                self._desk.note(OLDER if mark in known else ANOTHER_HISTORY)

    def seek(self) -> None:
        """Statements that entries name and that came to the hub before what is known here: asked for once."""
        wanted = b"".join(self._desk.statements_wanted())
        if wanted and self._desk.recall(_SOUGHT) != wanted:
            self._desk.remember(_SOUGHT, wanted)
            self._take(self._calls.roster())

    def _meet(self, last: bytes) -> None:
        """The hub does not have our newest: it is behind, as after a backup, or somebody signed beside us.

        Whatever it lacks is sent behind `last`, which came there last; who may sign there decides the hub.
        """
        if self._desk.all_statements(self._calls.roster()):
            self._desk.note(OLDER)
        self._look()
        lacking = self._desk.tree_to_post()
        try:
            if lacking:
                self._append(lacking, last)
        except HubProblem as problem:
            if problem.kind not in (ProblemType.ROSTER_MOVED, ProblemType.ROSTER_REFUSED):
                raise
            self._desk.note(ANOTHER_HISTORY)

    def _take(self, statements: list[bytes]) -> bool:
        """Whether any of them follow what is not here."""
        self._desk.take_statements(statements)
        return self._look()

    def _append(self, statements: list[tuple[bytes, bytes]], last: bytes = b"") -> None:
        self._calls.append((statement for _, statement in statements), last)
        self._desk.statements_posted([digest for digest, _ in statements])

    def _look(self) -> bool:
        chosen = self._desk.chosen()
        self._head = chosen.roster.head
        aside = chosen.rosters.keys() - set(chosen.roster.hashes)
        self._aside = {roster_mark(digest) for digest in aside}
        return bool(chosen.missing)
