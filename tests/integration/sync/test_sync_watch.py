"""A huddle on several laptops: what one writes the others see, with nobody asking over and over."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import TypeVar

import pytest

from mdt_desktop.store import routes
from mdt_desktop.store.store import Store
from mdt_desktop.sync import http
from mdt_desktop.sync.engine import Synced
from mdt_desktop.sync.folder_posting import Posting
from mdt_desktop.sync.watch import Watch
from tests.integration.sync.lines import line_to
from tests.integration.sync.odd_servers import odd_server
from tests.integration.sync.teams_that_sync import Crew, Laptop
from tests.running_hub import RunningHub

_Answer = TypeVar("_Answer")
_PATIENCE_SECONDS = 60


class Writer:
    """The thread that owns a laptop's store, as the window has one."""

    def __init__(self, laptop: Laptop) -> None:
        self.laptop = laptop
        self._lock = threading.Lock()

    def __call__(self, step: Callable[[Store], _Answer], /) -> _Answer:
        with self._lock:
            return step(self.laptop.store)

    def write(self, text: str) -> None:
        with self._lock:
            self.laptop.write(text)

    def texts(self) -> set[str]:
        with self._lock:
            return self.laptop.texts()


class Watched:
    """A laptop that watches its first route."""

    def __init__(self, laptop: Laptop) -> None:
        self.writer = Writer(laptop)
        self.told: SimpleQueue[Synced] = SimpleQueue()
        route, make = laptop.ways[0]
        way = routes.route(laptop.store.connection, route.no), make()
        self.watch = Watch(self.writer, laptop.store.space, way, self.told.put)
        self._thread = threading.Thread(target=self.watch.run, name="watching")
        self._thread.start()

    def write(self, text: str) -> None:
        self.writer.write(text)
        self.watch.poke()

    def until(self, *texts: str) -> None:
        """Wait until these are here."""
        end = time.monotonic() + _PATIENCE_SECONDS
        while not set(texts) <= self.writer.texts():
            self.told.get(timeout=max(end - time.monotonic(), 0))

    def until_whole(self) -> Synced:
        """Wait for an exchange that went both ways."""
        while True:
            synced = self.told.get(timeout=_PATIENCE_SECONDS)
            if synced.reached and synced.reached[0].whole:
                return synced

    def stop(self) -> None:
        self.watch.stop()
        self._thread.join(_PATIENCE_SECONDS)
        assert not self._thread.is_alive()


@contextmanager
def watching(*laptops: Laptop) -> Iterator[list[Watched]]:
    watched = [Watched(laptop) for laptop in laptops]
    try:
        for one in watched:
            one.until_whole()
        yield watched
    finally:
        for one in watched:
            one.stop()


def test_three_in_a_huddle_see_each_others_captures(team: Crew) -> None:
    with watching(*team) as (a, b, c):
        a.write("from a")
        b.until("from a")
        c.until("from a")
        b.write("from b")
        c.write("from c")
        for one in (a, b, c):
            one.until("from a", "from b", "from c")
    assert len(team.digests()) == 1


def test_a_line_that_drops_in_the_middle_loses_nothing(team: Crew, hub: RunningHub) -> None:
    a, b, _ = team
    with line_to(hub.address) as line:
        b.ways.clear()
        b.use_hub(line.address)
        with watching(a, b) as (first, second):
            first.write("before")
            second.until("before")
            line.cut_all()
            first.write("while the line was down")
            second.until("before", "while the line was down")
            line.cut_all()
            second.write("by the other")
            first.until("by the other")
        b.hubs.pop().close()
    assert a.digest() == b.digest()


def test_a_shared_folder_is_watched_too(crew: Crew, shared: Path) -> None:
    a, b, _ = crew
    with watching(a, b) as (first, second):
        first.write("through the folder")
        second.until("through the folder")


def test_what_a_colleague_puts_there_while_we_post_is_news(
    crew: Crew, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b, _ = crew
    crew.sync_all()
    post = Posting.run

    def post_together(posting: Posting) -> None:
        monkeypatch.setattr(Posting, "run", post)
        b.write("in the same moment")
        b.sync()
        post(posting)

    a.write("by a")
    monkeypatch.setattr(Posting, "run", post_together)
    watched = Watched(a)
    try:
        watched.until("by a", "in the same moment")
    finally:
        watched.stop()


def test_what_is_heard_costs_no_request(team: Crew, hub: RunningHub) -> None:
    a, b, _ = team
    b.sync()
    with line_to(hub.address) as line:
        a.ways.clear()
        a.use_hub(line.address)
        with watching(a) as (watched,):
            watched.write("one")
            watched.until_whole()
            line.reset_counts()
            b.write("by b")
            b.sync()
            watched.until("by b")
            assert line.up == 0
        a.hubs.pop().close()


def test_stopping_ends_what_waits_for_an_answer(team: Crew, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "_SILENCE_SECONDS", 3600.0)
    asked = threading.Event()
    with odd_server(lambda _line, _head: asked.set()) as port:
        a = team.laptops[0]
        a.ways.clear()
        a.use_hub(f"http://127.0.0.1:{port}")
        watched = Watched(a)
        assert asked.wait(_PATIENCE_SECONDS)
        watched.stop()
        assert watched.told.empty()
        assert routes.routes(a.store.connection, a.store.space.no)[-1].problem == ""


@pytest.mark.parametrize("kind", ["hub", "folder"])
def test_stopping_ends_it_at_once(team: Crew, shared: Path, kind: str) -> None:
    a = team.laptops[0]
    if kind == "folder":
        a.ways.clear()
        a.use_folder(shared)
    with watching(a) as (watched,):
        watched.stop()
        assert watched.told.empty()
