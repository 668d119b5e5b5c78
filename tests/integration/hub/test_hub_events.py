"""Streams of events: what is new, as it becomes so, in this process and from another."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from queue import Empty, SimpleQueue

import httpx

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.roster import Role
from mdt_desktop.roster.invitation import invite
from mdt_desktop.roster.joining import JoinRequest
from mdt_desktop.wire import events, names
from mdt_desktop.wire.events import Event, EventReader
from mdt_desktop.wire.problems import ProblemType
from tests.integration.hub.hub_actors import Actor, Team, answered, cursor_behind, refusal
from tests.running_hub import RunningHub, running_hub

_PATIENCE_SECONDS = 30


class Stream:
    """A stream that somebody listens to."""

    def __init__(self, response: httpx.Response):
        self.response = response
        self._events: SimpleQueue[Event | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def _read(self) -> None:
        reader = EventReader()
        try:
            for data in self.response.iter_raw():
                for event in reader.feed(data):
                    self._events.put(event)
        except httpx.HTTPError:
            pass
        self._events.put(None)

    def next(self) -> Event | None:
        """The next event; None at the stream's end."""
        try:
            return self._events.get(timeout=_PATIENCE_SECONDS)
        except Empty:
            raise AssertionError("no event came") from None

    def close(self) -> None:
        """Go away under the reader, as a client does."""
        if self._thread.is_alive():
            with suppress(OSError):  # the hub went away first
                self.response.extensions["network_stream"].get_extra_info("socket").shutdown(socket.SHUT_RDWR)
        self._thread.join()


@contextmanager
def listening(actor: Actor, **query: str) -> Iterator[Stream]:
    """A stream of this actor's, on a connection of its own."""
    with httpx.Client(base_url=actor.address, trust_env=False, timeout=_PATIENCE_SECONDS) as http:
        path = actor.path(names.EVENTS)
        with http.stream("GET", path, params=query, headers=actor.bearer) as response:
            stream = Stream(answered(response))
            try:
                yield stream
            finally:
                stream.close()


def _envelopes(event: Event | None) -> list[bytes]:
    assert event is not None
    assert event.kind == events.ENTRIES
    return [entry.envelope for entry in event.entries]


def test_a_new_entry_comes_with_the_event(founder: Actor, colleague: Actor) -> None:
    with listening(colleague) as stream:
        assert stream.response.headers["content-type"].startswith(names.EVENT_STREAM)
        for _ in range(3):
            answered(founder.push(entry := founder.write(size=100)))
            event = stream.next()
            assert _envelopes(event) == [entry]
        assert event is not None
        assert event.id == cursor_behind(3, entry)


def test_a_stream_goes_on_from_a_cursor(founder: Actor, colleague: Actor) -> None:
    entries = [founder.write() for _ in range(3)]
    answered(founder.push(*entries))
    with listening(colleague, after=cursor_behind(1, entries[0])) as stream:
        assert _envelopes(stream.next()) == entries[1:]
    with listening(colleague, after="") as stream:
        assert _envelopes(stream.next()) == entries
    refusal(ProblemType.CURSOR_UNKNOWN, colleague.get(names.EVENTS, after=cursor_behind(9, entries[0])))


def test_much_is_said_to_be_there_and_not_carried(founder: Actor, colleague: Actor) -> None:
    with listening(colleague) as stream:
        entries = [founder.write(size=6000) for _ in range(4)]
        answered(founder.push(*entries))
        event = stream.next()
        assert event == Event(events.MORE, cursor_behind(4, entries[-1]))
        answered(founder.push(small := founder.write()))
        after = stream.next()
        assert _envelopes(after) == [small]
        assert after is not None
        assert after.entries[0].offset == 5


def test_a_new_statement_and_who_asks_to_join(founder: Actor, colleague: Actor) -> None:
    team = founder.team
    with listening(founder) as for_admin, listening(colleague) as for_colleague:
        answered(founder.post_statements(team.admit(DeviceKeys.generate())))
        expected = Event(events.ROSTER, names.roster_mark(team.roster.head))
        assert for_admin.next() == for_colleague.next() == expected
        soon = int(time.time()) + 3600
        invitation = invite(
            team.roster, team.founder, name="Asha", role=Role.CHAIR, issued_by="Ben", expires=soon
        )
        request = JoinRequest.make(invitation, DeviceKeys.generate(), "Asha")
        answered(founder.http.post(founder.path(names.JOINS), content=request.to_bytes()))
        assert for_admin.next() == Event(events.JOINS, "1")


def test_a_removal_is_the_last_thing_that_a_device_hears(founder: Actor, colleague: Actor) -> None:
    with listening(colleague) as stream:
        answered(founder.post_statements(founder.team.remove(colleague.keys)))
        assert stream.next() == Event(events.ROSTER, names.roster_mark(founder.team.roster.head))
        assert stream.next() is None
    refusal(ProblemType.REMOVED, colleague.get(names.EVENTS))


def test_streams_of_other_spaces_hear_nothing(
    hub: RunningHub, founder: Actor, colleague: Actor, actor: Callable[..., Actor]
) -> None:
    other = actor(Team())
    answered(other.found(hub.invite()))
    other.sign_in()
    with listening(other) as theirs, listening(colleague) as ours:
        answered(founder.push(founder.write()))
        ours.next()
        answered(other.push(entry := other.write()))
        assert _envelopes(theirs.next()) == [entry]


def test_what_another_process_took_is_heard_here(database_url: str) -> None:
    """Two hubs on one database: with PostgreSQL by NOTIFY, with SQLite by its count of commits."""
    with running_hub(database_url) as first, running_hub(database_url) as second:
        here, there = Actor(first.address, team := Team()), Actor(second.address, team)
        answered(here.found(first.invite()))
        here.sign_in()
        there.sign_in()
        with listening(here) as stream:
            for _ in range(5):
                answered(there.push(entry := there.write()))
                assert _envelopes(stream.next()) == [entry]
        assert here.pull_all() == there.pull_all()
        here.close()
        there.close()


def test_so_many_streams_of_one_device(hub: RunningHub, founder: Actor) -> None:
    with ExitStack() as stack:
        for _ in range(8):
            stack.enter_context(listening(founder))
        # A stream's headers are out a moment before it is counted.
        while hub.hub.bus.streams(founder.team.space, founder.keys.device_id) < 8:
            time.sleep(0.01)
        assert refusal(ProblemType.TOO_OFTEN, founder.get(names.EVENTS)).retry_after > 0


def test_streams_end_with_the_hub(database_url: str) -> None:
    with running_hub(database_url) as hub:
        one = Actor(hub.address, Team())
        answered(one.found(hub.invite()))
        one.sign_in()
        with listening(one) as stream:
            hub.stop()
            assert stream.next() is None
        one.close()
