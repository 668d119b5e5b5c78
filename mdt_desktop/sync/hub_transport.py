"""A hub as a transport."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.crypto.unreadable import Malformed
from mdt_desktop.refused import OutOfReach
from mdt_desktop.sync import hub_history, hub_snapshots
from mdt_desktop.sync.desk import Desk
from mdt_desktop.sync.http import Http
from mdt_desktop.sync.http_words import AnsweredOddly
from mdt_desktop.sync.hub_calls import HubCalls
from mdt_desktop.sync.hub_exchange import HubExchange
from mdt_desktop.sync.hub_words import HubProblem, in_words
from mdt_desktop.sync.pacing import Pace, PageSize
from mdt_desktop.sync.stop import Stop
from mdt_desktop.sync.trail import Trail
from mdt_desktop.sync.transport import DUE, News, Offer
from mdt_desktop.wire import events
from mdt_desktop.wire.problems import ProblemType
from mdt_desktop.wire.shapes import JoinAsked
from mdt_desktop.wire.snapshot import SnapshotHeader

_SKEW_TOLD_SECONDS = 120.0


class Hub:
    """A `Transport` for one space. `device`: this device's keys in it; None for who only asks to join."""

    def __init__(self, address: str, space: bytes, device: DeviceKeys | None) -> None:
        """`Refused` for an address that is none."""
        self._http = Http(address)
        self._calls = HubCalls(self._http, space, device)
        self._size = PageSize()
        self._pace = Pace()
        self._refused: set[int] = set()

    def exchange(self, desk: Desk) -> None:
        """Roster, push, pull; what the hub lost is brought again."""
        with in_words():
            exchange = HubExchange(self._calls, desk, self._size, self._refused, self._pace)
            try:
                exchange.run()
                hub_history.read(self._calls, desk)
            except HubProblem as problem:
                if problem.kind is ProblemType.REMOVED:
                    with suppress(
                        HubProblem
                    ):  # what it does not take stays here; that it was removed is said
                        exchange.hand_in(problem.problem.roster)
                raise
            finally:
                self._size = exchange.size
                self._tell_skew(desk)

    def listen(self, mark: bytes, stop: Stop, heard: Callable[[News], None]) -> None:
        """Follow the hub's events until they end: with the token, say, or the line."""
        with in_words(), self._calls.events(Trail.of(mark).newest) as (stream, reader):
            try:
                with stop.calling(stream.cut):
                    for chunk in stream.chunks():
                        for event in reader.feed(chunk):
                            heard(_news(event))
            except OutOfReach:
                if not stop.is_set:
                    raise
            except Malformed as error:
                raise AnsweredOddly(self._http.address) from error

    def hear(self, desk: Desk, news: News) -> bool:
        """Take entries that follow what is here; whether an exchange is due besides."""
        if not news.entries:
            return True
        trail = Trail.of(desk.mark())
        here = trail.offset
        if news.entries[0].offset > here + 1:
            return True
        fresh = [one.envelope for one in news.entries if one.offset > here]
        if not fresh:
            return False
        return desk.take(fresh, trail.on(news.cursor).to_bytes()).waiting > 0

    def offered_snapshot(self) -> Offer | None:
        """The hub's newest snapshot."""
        with in_words():
            return hub_snapshots.offered(self._calls)

    def snapshot_from(self, header: SnapshotHeader, at: int) -> Iterator[bytes]:
        """Its content, from a byte on."""
        with in_words():
            yield from hub_snapshots.content_from(self._calls, header, at)

    def snapshot_entries(self) -> int:
        """How many entries it stands for."""
        with in_words():
            return hub_snapshots.entries(self._calls)

    def is_slow(self) -> bool:
        """Whether it carried less than a megabit a second."""
        return self._pace.is_slow

    def post_snapshot(self, header: bytes, path: Path, mark: bytes) -> None:
        """Bring a snapshot to the hub, part by part."""
        with in_words():
            hub_snapshots.post(self._calls, header, path, mark, self._pace)

    def found(self, code: str, statements: list[bytes]) -> None:
        """Have the hub carry this space: its chain, and the one-use code of whoever runs the hub."""
        with in_words():
            self._calls.found(code, statements)

    def statements(self, request: bytes) -> list[bytes]:
        """All roster statements, for whoever holds an invitation."""
        with in_words():
            return self._calls.roster(request=request)

    def ask(self, request: bytes) -> None:
        """Post a request to join."""
        with in_words():
            self._calls.ask(request)

    def asked(self) -> list[JoinAsked]:
        """Who asked, oldest first."""
        with in_words():
            return list(self._calls.asked().asked)

    def answer(self, join: bytes, answer: bytes) -> None:
        """Post the answer to a request."""
        with in_words():
            self._calls.answer(join, answer)

    def answer_to(self, request: bytes) -> bytes | None:
        """The answer to one's own request, once there is one."""
        with in_words():
            return self._calls.answer_to(request)

    def interrupt(self) -> None:
        """For good: whoever waits for an answer of the hub gets `OutOfReach` now."""
        self._http.end()

    def close(self) -> None:
        """End connections; a second call does nothing."""
        self._http.close()

    def _tell_skew(self, desk: Desk) -> None:
        skew = self._http.skew
        if skew is not None and abs(skew) > _SKEW_TOLD_SECONDS:
            minutes, how = round(abs(skew) / 60), "slow" if skew > 0 else "fast"
            desk.note(
                f"This computer’s clock is {minutes:,} minutes {how} by the hub’s. Nothing is lost by that; "
                "set the clock, so that times are shown as they were."
            )


def _news(event: events.Event) -> News:
    return News(tuple(event.entries), event.id) if event.kind == events.ENTRIES else DUE
