"""A thread with a session of its own, which does one thing after the other."""

import threading
import time
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, TypeVar

from mdt_desktop.progress import Cancelled
from mdt_desktop.refused import Refused
from ui.crash import CrashReport
from ui.job import Job

Answer = TypeVar("Answer")

_PROGRESS_EVERY_SECONDS = 0.05


class Worker:
    """One thread, one queue, one session."""

    def __init__(self, name: str, post: Callable[[Callable[[], None]], None]) -> None:
        self._queue: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self.session: Any = None
        self._post = post
        self._dropping = False
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._serve, name=name, daemon=True)
        self._thread.start()

    def adopt(self, session: Any) -> None:
        """Keep the session for the work to come; called on this worker's own thread."""
        self.session = session

    def put(self, work: Callable[[], None]) -> None:
        """Run this after all that was asked for before."""
        self._queue.put(work)

    def step(self, step: Callable[[Any], Answer]) -> Answer:
        """Run this with the session, and wait on the calling thread for its answer."""
        # With futures comes logging, and the window should not wait for either.
        from concurrent.futures import CancelledError, Future

        future: Future[Answer] = Future()

        def work() -> None:
            if self._ended.is_set():
                future.cancel()
            elif future.set_running_or_notify_cancel():
                try:
                    future.set_result(step(self.session))
                except BaseException as error:
                    future.set_exception(error)

        self.put(work)
        if self._ended.is_set():
            future.cancel()  # nobody serves any more: it may have come after the last look
        try:
            return future.result()
        except CancelledError:
            raise Cancelled from None

    def end_with(self, last: Callable[[Any], None]) -> None:
        """Give the session away to be ended; called on this worker's own thread."""
        session, self.session = self.session, None
        last(session)

    def finish(self, *, drop_queued: bool) -> None:
        """End the thread and wait for it."""
        self._dropping = drop_queued
        self._queue.put(None)
        self._thread.join()

    def _serve(self) -> None:
        while (work := self._queue.get()) is not None:
            if not self._dropping:
                work()
            del work
        self._ended.set()
        while not self._queue.empty():
            late = self._queue.get()  # a step of another thread: told that it came too late
            if late is not None:
                late()
        if self.session is not None:
            self.session.close()
            self.session = None

    def run(self, job: Job, answered: Callable[..., None]) -> None:
        answer: Any = None
        problem: Refused | CrashReport | None = None
        job.broken_off = job.cancelled
        if not job.broken_off and job.work is not None:
            try:
                answer = job.work(self.session, **self._reporting(job))
            except Cancelled:
                job.cancelled = job.broken_off = True
            except Refused as refused:
                problem = _bare(refused)
            except Exception as error:
                problem = CrashReport.of(error)
        # The arguments may hold a passphrase: nothing keeps them once the work has ended.
        job.work = None
        self._post(lambda: answered(job, answer, problem))

    def _reporting(self, job: Job) -> dict[str, Any]:
        show = job.progress
        if show is None:
            return {}
        last = -_PROGRESS_EVERY_SECONDS

        def report(done: int, total: int, *of: object) -> None:
            nonlocal last
            if job.cancelled:
                raise Cancelled
            now = time.monotonic()
            if done >= total or now - last >= _PROGRESS_EVERY_SECONDS:
                last = now
                self._post(lambda: show(done, total, *of) if job.wanted else None)

        return {"progress": report}


def _bare(refused: Refused) -> Refused:
    """The same sentence without the frames that led to it: their variables may hold a secret."""
    refused.__context__ = refused.__cause__ = None
    return refused.with_traceback(None)
