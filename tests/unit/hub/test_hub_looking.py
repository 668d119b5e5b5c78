"""Streams that want to know at the same moment are answered by one look."""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from mdt_desktop.hub.looking import Looking

_PATIENCE_SECONDS = 30


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as pool:
        yield pool


class Looks:
    """Looks that wait until they may end; what each was for."""

    def __init__(self, broken: bool = False) -> None:
        self.seen: list[tuple[bytes, list[str]]] = []
        self.may_end = threading.Event()
        self._broken = broken

    def __call__(self, space: bytes, streams: list[str]) -> list[str]:
        self.seen.append((space, streams))
        assert self.may_end.wait(_PATIENCE_SECONDS)
        if self._broken:
            raise RuntimeError("a bug")
        return [f"for {one}" for one in streams]

    async def begun(self, count: int) -> None:
        while len(self.seen) < count:
            await asyncio.sleep(0.001)


def test_one_look_for_all_who_are_woken_together(threads: ThreadPoolExecutor) -> None:
    looks = Looks()
    looks.may_end.set()

    async def run() -> list[str]:
        looking = Looking(threads, looks)
        return await asyncio.gather(*(looking.news(b"team", one) for one in "abc"))

    assert asyncio.run(run()) == ["for a", "for b", "for c"]
    assert looks.seen == [(b"team", ["a", "b", "c"])]


def test_who_comes_while_it_looks_is_answered_by_the_next(threads: ThreadPoolExecutor) -> None:
    looks = Looks()

    async def run() -> list[str]:
        looking = Looking(threads, looks)
        first = asyncio.create_task(looking.news(b"team", "a"))
        await looks.begun(1)
        later = [asyncio.create_task(looking.news(b"team", one)) for one in "bc"]
        await asyncio.sleep(0)  # both have asked
        looks.may_end.set()
        return await asyncio.gather(first, *later)

    assert asyncio.run(run()) == ["for a", "for b", "for c"]
    assert looks.seen == [(b"team", ["a"]), (b"team", ["b", "c"])]


def test_spaces_do_not_wait_for_one_another(threads: ThreadPoolExecutor) -> None:
    looks = Looks()

    async def run() -> list[str]:
        looking = Looking(threads, looks)
        asked = [asyncio.create_task(looking.news(space, "a")) for space in (b"one", b"two")]
        await looks.begun(2)
        looks.may_end.set()
        return await asyncio.gather(*asked)

    assert asyncio.run(run()) == ["for a", "for a"]


def test_whoever_has_gone_keeps_nobody_waiting(threads: ThreadPoolExecutor) -> None:
    looks = Looks()

    async def run() -> str:
        looking = Looking(threads, looks)
        gone, stays = (asyncio.create_task(looking.news(b"team", one)) for one in "ab")
        await looks.begun(1)
        gone.cancel()
        looks.may_end.set()
        return await stays

    assert asyncio.run(run()) == "for b"


def test_a_fault_is_told_to_everybody_and_the_next_look_goes_on(threads: ThreadPoolExecutor) -> None:
    looks = Looks(broken=True)
    looks.may_end.set()

    async def run() -> list[str | BaseException]:
        looking = Looking(threads, looks)
        told = [*await asyncio.gather(*(looking.news(b"team", one) for one in "ab"), return_exceptions=True)]
        looks._broken = False
        return [*told, await looking.news(b"team", "c")]

    one, two, three = asyncio.run(run())
    assert isinstance(one, RuntimeError)
    assert isinstance(two, RuntimeError)
    assert three == "for c"
