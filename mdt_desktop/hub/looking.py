"""Streams of a space that are woken together look together: the database is asked once for all of them."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Generic, TypeVar

_Stream = TypeVar("_Stream")
_News = TypeVar("_News")


@dataclass
class _Waiting(Generic[_Stream, _News]):
    stream: _Stream
    news: "asyncio.Future[_News]"


class Looking(Generic[_Stream, _News]):
    """Gathers those of a space who want to know what is new. Lives on one event loop."""

    def __init__(self, threads: Executor, look: Callable[[bytes, list[_Stream]], list[_News]]):
        """`look` is called in one of `threads`; it answers each stream in its place."""
        self._threads, self._look = threads, look
        self._queues: dict[bytes, list[_Waiting[_Stream, _News]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def news(self, space: bytes, stream: _Stream) -> _News:
        """What is new for a stream, by a look that begins only now."""
        queue = self._queues.get(space)
        if queue is None:
            queue = self._queues[space] = []
            # It first runs behind whoever was woken at the same time.
            task = asyncio.create_task(self._work(space, queue))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        news: asyncio.Future[_News] = asyncio.get_running_loop().create_future()
        queue.append(_Waiting(stream, news))
        return await news

    async def _work(self, space: bytes, queue: list[_Waiting[_Stream, _News]]) -> None:
        """Look until nobody waits. Who comes while one look runs may have come too late for it."""
        loop = asyncio.get_running_loop()
        while queue:
            group = queue.copy()
            queue.clear()
            streams = [one.stream for one in group]
            try:
                found = await loop.run_in_executor(self._threads, self._look, space, streams)
            except Exception as error:  # whoever waits is told, whatever it is
                for one in group:
                    if not one.news.done():
                        one.news.set_exception(error)
                continue
            for one, news in zip(group, found, strict=True):
                if not one.news.done():  # else the client has gone
                    one.news.set_result(news)
        del self._queues[space]
