"""One exchange with a hub: roster first, push, pull until nothing is left, and what it lost brought again.

Nothing new is one round trip; one edit is one too, since a push is answered with what others wrote.
"""

import time
from collections.abc import Callable

from mdt_desktop.crypto.envelope import Envelope
from mdt_desktop.crypto.header import Head, Header
from mdt_desktop.crypto.unreadable import Malformed
from mdt_desktop.refused import Refused
from mdt_desktop.store.outbox import Outgoing
from mdt_desktop.sync import looking_again
from mdt_desktop.sync.desk import Desk
from mdt_desktop.sync.http_words import AnsweredOddly, Broken
from mdt_desktop.sync.hub_calls import HubCalls, Page
from mdt_desktop.sync.hub_roster import HubRoster
from mdt_desktop.sync.hub_words import HubProblem
from mdt_desktop.sync.pacing import Pace, PageSize
from mdt_desktop.sync.trail import Trail
from mdt_desktop.wire.cursor import Cursor
from mdt_desktop.wire.frames import Placed
from mdt_desktop.wire.limits import PUSH_MAX_ENTRIES
from mdt_desktop.wire.names import roster_mark
from mdt_desktop.wire.problems import ProblemType

PULL_BYTES = 1024 * 1024
_APPLIED_BYTES = 1024 * 1024
"""How much is applied in one step of the store: an edit that is typed meanwhile waits for no more."""
_APPLIED_SECONDS = 0.5
"""On a slow line, each half second's entries can be used while the next come."""
_HEALING_MAX = 40
_NO_MORE_PUSHES = {ProblemType.DAY_FULL, ProblemType.SPACE_FULL, ProblemType.NEWER}


class HubExchange:
    """State of one exchange. `refused`: local numbers of entries that this hub would not take before."""

    def __init__(self, calls: HubCalls, desk: Desk, size: PageSize, refused: set[int], pace: Pace) -> None:
        self._calls = calls
        self._desk = desk
        self.size = size
        self._refused = refused
        self._pace = pace
        self._roster = HubRoster(calls, desk)
        self._trail = Trail.of(desk.mark())
        self._dry = False
        self._healed = 0
        self._gaps = 0
        self._held_back: HubProblem | None = None

    def run(self) -> None:
        """Everything, both ways. Raises `Refused` or `HubProblem`; what was acknowledged before stays so."""
        look_again = looking_again.is_due(self._desk)
        if look_again or self._desk.route.confirmed is None or self._desk.route.unsettled:
            heads = self._calls.heads()
            if not self._compare(heads.heads, heads.cursor):
                self._trying(self._pull)  # it has what is not here: what else it has is seen by that
        self._roster.post()
        self._desk.expect_outgoing()
        healed = -1
        while healed != self._healed:
            healed = self._healed
            self._trying(self._push)
            self._trying(self._pull)
        self._roster.seek()
        self._roster.post()  # what was set aside by what came is meant again
        if look_again:
            self._look_again()
        if self._desk.tally.waiting:
            looking_again.begin(self._desk)
        self._desk.left_out = len(self._refused)
        if self._held_back:
            raise self._held_back

    def hand_in(self, head: bytes) -> None:
        """A removed device: the statement that says so is read, and what it had not sent is handed in."""
        self._roster.follow(roster_mark(head))
        while batch := self._next():
            with self._calls.push([one.envelope for one in batch], None, 0):
                self._desk.posted([one.no for one in batch])

    def _look_again(self) -> None:
        heads = self._calls.heads().heads
        if not looking_again.has_all(self._desk, heads):
            looking_again.read_again(self._desk, heads, self._trail, self._read_from)

    def _read_from(self, trail: Trail) -> None:
        self._trail, self._dry = trail, False
        self._trying(self._pull)

    def _trying(self, work: Callable[[], None]) -> None:
        """Go on after a cut, as long as anything came or went since the last."""
        while True:
            before = self._desk.tally.pushed, self._trail
            try:
                return work()
            except Broken:
                self.size = self.size.cut()
                if before == (self._desk.tally.pushed, self._trail):
                    raise

    def _next(self) -> list[Outgoing]:
        return self._desk.outgoing(self.size.bytes, PUSH_MAX_ENTRIES, self._refused)

    def _push(self) -> None:
        batch = self._next() if self._held_back is None else []
        while batch:
            try:
                self._post(batch)
            except HubProblem as problem:
                self._answer_to(problem, batch)
            batch = self._next() if self._held_back is None else []

    def _post(self, batch: list[Outgoing]) -> None:
        sent = sum(len(one.envelope) for one in batch)
        # A full request is not the last: what others wrote comes with that.
        full = len(batch) == PUSH_MAX_ENTRIES or sent > self.size.bytes // 2
        started = time.monotonic()
        with self._calls.push(
            [one.envelope for one in batch], self._trail.newest, 0 if full else PULL_BYTES
        ) as page:
            self._pace.carried(sent, time.monotonic() - started)
            self.size = self.size.after(sent, time.monotonic() - started)
            numbers = [one.no for one in batch]
            alone = page.cursor and not page.has_entries
            if alone:
                self._trail = self._trail.on(page.cursor)
            self._desk.posted(numbers, mark=self._trail.to_bytes() if alone else None)
            self._take(page)
            # A removed device may hand in and read no more: a pull says so.
            self._dry &= bool(page.cursor)

    def _pull(self) -> None:
        while not self._dry:
            before = self._trail
            try:
                with self._calls.pull(self._trail.newest, PULL_BYTES) as page:
                    self._take(page)
            except HubProblem as problem:
                self._answer_to(problem, [])
            else:
                if not (self._dry or self._trail.is_behind(before)):
                    raise AnsweredOddly(self._calls.address)

    def _take(self, page: Page) -> None:
        self._roster.follow(page.roster)
        if page.more or page.has_entries:
            self._desk.expect_behind(page.more)
        waiting: list[Placed] = []
        size, applied = 0, time.monotonic()
        try:
            for landed in self._pace.timing(page.entries):
                waiting += landed
                size += sum(len(one.envelope) for one in landed)
                if size >= _APPLIED_BYTES or time.monotonic() - applied > _APPLIED_SECONDS:
                    self._apply(waiting, _behind(waiting[-1]))
                    waiting, size, applied = [], 0, time.monotonic()
        except Refused:
            # The line was cut: what came whole is good.
            if waiting:
                self._apply(waiting, _behind(waiting[-1]))
            raise
        if waiting or (page.cursor and page.cursor != self._trail.newest):
            self._apply(waiting, page.cursor or _behind(waiting[-1]))
        self._dry = page.more == 0

    def _apply(self, entries: list[Placed], cursor: str) -> None:
        self._trail = self._trail.on(cursor)
        self._desk.take([one.envelope for one in entries], self._trail.to_bytes())

    def _answer_to(self, problem: HubProblem, batch: list[Outgoing]) -> None:
        """Mend what the hub's refusal is about, so that the next request goes; raise it if nothing helps."""
        said = problem.problem
        match problem.kind:
            case ProblemType.CURSOR_UNKNOWN:
                self._heal(problem)
                self._compare(said.heads, said.cursor, going_back=True)
            case ProblemType.PREV_MISSING:
                self._close_gap(problem, batch)
            case ProblemType.ENTRIES_REFUSED:
                self._leave_out(problem, batch)
            case ProblemType.TOO_LARGE if len(batch) > 1 and self.size != self.size.cut():
                self.size = self.size.cut()
            case kind if kind in _NO_MORE_PUSHES and batch:
                self._held_back = problem
            case _:
                raise problem

    def _close_gap(self, problem: HubProblem, batch: list[Outgoing]) -> None:
        """What it was known to have is gone: compare, then send whole chains, then leave out what hangs."""
        self._heal(problem)
        self._gaps += 1
        if self._gaps == 1:
            heads = self._calls.heads()
            self._compare(heads.heads, heads.cursor)
        elif self._gaps == 2:
            self._desk.doubt({_author(one.envelope) for one in batch})
        else:
            self._leave_out(problem, batch)

    def _leave_out(self, problem: HubProblem, batch: list[Outgoing]) -> None:
        """Entries that this hub would not take wait here, and hold up none of the others."""
        refused = _named(problem, batch)
        if not refused:
            raise problem
        self._refused |= refused
        self._desk.note(
            "The hub did not take some of this computer’s changes. They are kept here; an admin sees "
            "under “Sync and devices” what this computer may send."
        )

    def _heal(self, problem: HubProblem) -> None:
        self._healed += 1
        self._dry = False
        if self._healed > _HEALING_MAX:
            raise problem

    def _compare(self, heads: tuple[Head, ...], cursor: str, *, going_back: bool = False) -> bool:
        """What the hub has, held against what is here: if all of that is here, it goes on behind it."""
        all_here = self._desk.compare(heads)
        if all_here:
            trail = Trail().on(cursor) if going_back else self._trail.on(cursor)
        else:
            trail = self._trail.back() if going_back else self._trail
        if trail != self._trail:
            self._trail = trail
            self._desk.set_mark(trail.to_bytes())
        return all_here


def _behind(entry: Placed) -> str:
    """The cursor behind an entry; none behind what is no entry."""
    try:
        return str(Cursor.at(entry.offset, Envelope.unpack(entry.envelope).hash))
    except Malformed:
        return ""


def _named(problem: HubProblem, batch: list[Outgoing]) -> set[int]:
    """The local numbers of the entries that a refusal is about."""
    places = {one.index for one in problem.problem.entries}
    return {one.no for place, one in enumerate(batch) if place in places}


def _author(envelope: bytes) -> bytes:
    return Header.decode(Envelope.unpack(envelope).header).device
