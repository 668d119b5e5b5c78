"""The worker threads: no page ever waits for the disk, the network or a PDF.

For page engineers. `jobs` is handed to every page; its calls return at once and answer on the GUI thread.

    jobs.do(huddles.start, huddle_id, done=self._started)          a write: huddles.start(session, huddle_id)
    jobs.ask(cases.listed, self._filter, done=self._show, key="list")   a read: cases.listed(session, filter)
    jobs.do(caselists.take, plan, progress=self._bar.show_progress, done=..., stopped=...)

* Writes run strictly in order on the thread that owns the writing session. Reads run on a second thread with
  its own connection and see what was committed before they began.
* `done(answer)` gets what the service returned. `failed(refused)` gets a `Refused`; without it the shell
  shows the sentence in the page's message bar. Any other exception is a bug and goes to the crash dialog.
* Further keyword arguments are passed to the service.
* `progress(done, total)`: given, the service is called with a `progress=` that reports here, at most 20
  times a second; a service that says what it counts (`SyncProgress`) reports that too. `job.cancel()` makes
  its next call raise `Cancelled`; `stopped()` is called once the work has ended.
* `key=`: asking again with the same key (and the same receiver) drops the older answer, even one on its way.
* `receiver=`: the answer is dropped once this QObject is gone. For a bound method it is found by itself; a
  lambda or a partial has to name it.
* `jobs.changed` carries a `Changed` on the GUI thread after each commit, before the `done` of the job that
  made it. Pages get it through `Page.changed`; nobody needs to connect it.
* `jobs.on_session(step)` is for a thread that waits for the network: it runs `step(session)` on the writing
  thread, in turn with the writes, and waits there for the answer. `jobs.idle()` does not wait for such steps.
* `jobs.idle()` is true once every answer has been delivered: tests wait for it, never for time.
"""

import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from mdt_desktop.refused import Refused
from ui.crash import CrashReport
from ui.job import Job, receiver_of
from ui.worker import Answer, Worker

# How long a thread may keep Python to itself. Qt asks for Python anew at every widget it paints: at the usual
# 5 ms a page is painted in 150 ms while a PDF is laid out, at 0.5 ms in 20.
_SWITCH_EVERY_SECONDS = 0.0005


class Jobs(QObject):
    """Two threads round one session: `do` writes, `ask` reads.

    `Jobs(session)` takes a session that is open already. `Jobs()` has none: `open` makes it on the writing
    thread (deriving a key takes a second), so that the connection lives and ends on one thread.
    """

    changed = Signal(object)
    refused = Signal(object)
    crashed = Signal(object)
    _posted = Signal(object)

    def __init__(self, session: Any = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_SWITCH_EVERY_SECONDS)
        self._latest: dict[tuple[int, object], Job] = {}
        self._outstanding: set[Job] = set()
        self._closed = False
        self._posted.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._writer = Worker("writing", self._posted.emit)
        self._reader = Worker("reading", self._posted.emit)
        if session is not None:
            self._start(self._writer, Job(lambda _: self._writer.adopt(session)))
            self._share(session)

    def open(
        self,
        opener: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], None],
        failed: Callable[[Refused], None] | None = None,
        progress: Callable[..., None] | None = None,
        stopped: Callable[[], None] | None = None,
        session_of: Callable[[Any], Any] = lambda answer: answer,
        receiver: QObject | None = None,
    ) -> Job:
        """Run `opener(*args)` on the writing thread and keep the session in its answer: cancelled too late,
        it is open all the same."""

        def work(_: Any, **reporting: Any) -> Any:
            answer = opener(*args, **reporting)
            self._writer.adopt(session_of(answer))
            return answer

        def opened(answer: Any) -> None:
            if (session := session_of(answer)) is not None:
                self._share(session)
            done(answer)

        receiver = receiver or receiver_of(done, failed, progress)
        told = {"done": opened, "failed": failed, "progress": progress, "stopped": stopped}
        return self._start(self._writer, Job(work, receiver=receiver, stands=True, **told))

    def do(
        self,
        service: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Refused], None] | None = None,
        progress: Callable[..., None] | None = None,
        stopped: Callable[[], None] | None = None,
        receiver: QObject | None = None,
        **options: Any,
    ) -> Job:
        """Write: `service(session, *args, **options)`, after every write asked for before."""

        def work(session: Any, **reporting: Any) -> Any:
            return service(session, *args, **options, **reporting)

        job = Job(work, done=done, failed=failed, progress=progress, stopped=stopped, receiver=receiver)
        return self._start(self._writer, job)

    def ask(
        self,
        query: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], None],
        failed: Callable[[Refused], None] | None = None,
        progress: Callable[..., None] | None = None,
        stopped: Callable[[], None] | None = None,
        key: object = None,
        receiver: QObject | None = None,
        **options: Any,
    ) -> Job:
        """Read: `query(session, *args, **options)` on the reading connection."""

        def work(session: Any, **reporting: Any) -> Any:
            return query(session, *args, **options, **reporting)

        job = Job(work, done=done, failed=failed, progress=progress, stopped=stopped, receiver=receiver)
        if key is not None:
            slot = (id(job.receiver), key)
            if slot in self._latest:
                self._latest[slot].cancel()
            self._latest[slot] = job
        return self._start(self._reader, job)

    def on_session(self, step: Callable[[Any], Answer], /) -> Answer:
        """Run `step(session)` on the writing thread and wait for it; never called on the GUI thread.

        Raises what the step raised, and `Cancelled` once the session has ended.
        """
        return self._writer.step(step)

    def idle(self) -> bool:
        """Whether nothing is running and every answer has been delivered."""
        return not self._outstanding

    def shutdown(self, last: Callable[[Any], None] | None = None) -> None:
        """Finish the writes, drop the reads and whatever shows progress, close both connections, end both
        threads. `last(session)` is the last write, and closes the session itself."""
        if self._closed:
            return
        self._closed = True
        for job in self._outstanding:
            job.cancelled |= job.progress is not None
        self._reader.finish(drop_queued=True)
        if last is not None:
            self._writer.put(lambda: self._writer.end_with(last))
        self._writer.finish(drop_queued=False)
        self._latest.clear()
        self._outstanding.clear()

    def _share(self, session: Any) -> None:
        session.subscribe(lambda changed: self._posted.emit(lambda: self.changed.emit(changed)))
        self._start(self._reader, Job(lambda _: self._reader.adopt(session.reader())))

    def _start(self, worker: Worker, job: Job) -> Job:
        if self._closed:
            job.cancel()
            return job
        self._outstanding.add(job)
        worker.put(lambda: worker.run(job, self._answer))
        return job

    def _deliver(self, act: Callable[[], None]) -> None:
        if not self._closed:
            act()

    def _answer(self, job: Job, answer: Any, problem: Refused | CrashReport | None) -> None:
        self._outstanding.discard(job)
        job.finished = True
        self._latest = {slot: latest for slot, latest in self._latest.items() if latest is not job}
        if isinstance(problem, CrashReport):
            self.crashed.emit(problem)
        elif job.dropped:
            if job.stopped is not None:
                job.stopped()
        elif not job.wanted:
            return
        elif problem is None:
            if job.done is not None:
                job.done(answer)
        elif job.failed is not None:
            job.failed(problem)
        else:
            self.refused.emit(problem)
