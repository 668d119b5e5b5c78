"""Syncs in the background: threads for network and disk, steps of the store on the writing thread.

Every way is watched, so that what is written goes, and what is new comes, at once. Besides, a whole round
now and then hears who asks to join, obeys a removal and takes up ways that are new. What is said of it all is
read from the store, which knows what was acknowledged.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from mdt_desktop.progress import Cancelled, Counted
from mdt_desktop.refused import Refused
from mdt_desktop.services.session import Session
from mdt_desktop.services.syncing import syncing
from mdt_desktop.services.syncing.on_session import OnSession
from mdt_desktop.services.syncing.standing import SyncState, standing
from mdt_desktop.services.syncing.syncing import Synced
from mdt_desktop.services.syncing.watching import Watching
from ui.crash import CrashReport
from ui.jobs import Jobs
from ui.sync.reading import decisions_of
from ui.sync.state_words import NOTHING, StateWords, ToCome, state_words
from ui.worker import Answer

ROUND_SECONDS = 60.0
PROGRESS_SECONDS = 0.5
COUNT_AFTER_MS = 1500  # what needs a person is counted once changes have come to rest
SENDING_AFTER_MS = 500  # what is acknowledged sooner is not worth a word
GOODBYE_SECONDS = 3.0  # a share that hangs holds up nobody who closes the window


@dataclass(frozen=True)
class _Errand:
    work: Callable[[OnSession], Any]
    done: Callable[[Any], object]
    failed: Callable[[Refused], object]
    receiver: QObject


class Background(QObject):
    """`changed` whenever how things stand may be another; `synced` carries what one team's round came to."""

    changed = Signal()
    synced = Signal(object)
    _progressed = Signal(object)
    _posted = Signal(object, object)
    _began = Signal()
    _told = Signal(object)
    _ended = Signal(object)
    _crashed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.state: SyncState | None = None
        self.now: datetime | None = None
        self.to_decide, self.to_come = 0, NOTHING
        self.busy = False
        self._reported = 0.0
        self._errands: SimpleQueue[_Errand] = SimpleQueue()
        self._wake, self._stopping = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._serve, name="syncing", daemon=True)
        self._watching = Watching(jobs.on_session, lambda came: self._tell(self._told, came))
        self._counting = QTimer(self, singleShot=True, interval=COUNT_AFTER_MS)
        self._counting.timeout.connect(self._count)
        self._sending = QTimer(self, singleShot=True, interval=SENDING_AFTER_MS)
        self._sending.timeout.connect(self.changed)
        queued = Qt.ConnectionType.QueuedConnection
        self._posted.connect(_answer, queued)
        self._began.connect(self._begin, queued)
        self._told.connect(self._hear, queued)
        self._progressed.connect(self._progress, queued)
        self._ended.connect(self._end, queued)
        self._crashed.connect(jobs.crashed)

    def words(self) -> StateWords | None:
        """How it stands, in words; None while that is still being read."""
        if self.state is None or self.now is None:
            return None
        return state_words(
            self.state, self.now, busy=self.busy, to_decide=self.to_decide, to_come=self.to_come
        )

    def start(self) -> None:
        """Say how it stands, and begin."""
        self._jobs.changed.connect(self._written)
        self._read()
        self._count()
        self._thread.start()

    def try_now(self) -> None:
        """A whole round at once: somebody asked for it."""
        self._wake.set()
        self._watching.poke()

    def errand(
        self,
        work: Callable[[OnSession], Answer],
        *,
        done: Callable[[Answer], object],
        failed: Callable[[Refused], object],
        receiver: QObject,
    ) -> None:
        """Something that waits for the network, on the thread that may; a round follows it."""
        self._errands.put(_Errand(work, done, failed, receiver))
        self._wake.set()

    def carry(self, folder: Path) -> list[Synced]:
        """For an errand: exchange once over a folder on a stick, of the team that is looked at."""
        space = self._jobs.on_session(lambda session: session.store.space)
        return syncing.sync(self._jobs.on_session, self._report, spaces=[space], folder=folder)

    def stop(self) -> None:
        """End the threads, before the session ends; what was exchanged so far stays."""
        self._stopping.set()
        self._wake.set()
        goodbye = threading.Thread(target=self._watching.stop, name="goodbye", daemon=True)
        goodbye.start()
        for thread in (goodbye, self._thread):
            thread.join(GOODBYE_SECONDS)

    # On threads of its own

    def _serve(self) -> None:
        try:
            while not self._stopping.is_set():
                self._wake.clear()
                self._run_errands()
                self._round()
                self._watching.refresh()
                self._wake.wait(ROUND_SECONDS)
        except Cancelled:
            return
        except Exception as error:
            self._fail(error)

    def _round(self) -> None:
        """Everything with every team."""
        self._tell(self._began)
        try:
            came = syncing.sync(self._jobs.on_session, self._report)
        except Refused:
            came = []  # a profile without a team: nothing to exchange
        self._tell(self._ended, came)

    def _run_errands(self) -> None:
        while not self._errands.empty():
            errand = self._errands.get()
            try:
                answer = errand.work(self._jobs.on_session)
            except Refused as refusal:
                self._tell(self._posted, errand.receiver, partial(errand.failed, refusal))
            else:
                self._tell(self._posted, errand.receiver, partial(errand.done, answer))

    def _report(self, done: int, total: int, of: Counted) -> None:
        if self._stopping.is_set():
            raise Cancelled
        if of is Counted.GOING:
            return  # what waits to be sent is said by the store
        now = time.monotonic()
        if done >= total or now - self._reported >= PROGRESS_SECONDS:
            self._reported = now
            self._tell(self._progressed, ToCome(total - done, of))

    def _fail(self, error: Exception) -> None:
        self._tell(self._crashed, CrashReport.of(error))

    def _tell(self, signal: Any, *words: Any) -> None:
        if not self._stopping.is_set():
            signal.emit(*words)

    # On the GUI thread

    def _begin(self) -> None:
        self.busy = True

    def _progress(self, to_come: ToCome) -> None:
        """Said again where it reads differently."""
        before = self.words()
        self.to_come = to_come
        if self.words() != before:
            self.changed.emit()

    def _end(self, came: list[Synced]) -> None:
        self.busy, self.to_come = False, NOTHING
        for one in came:
            self.synced.emit(one)
        self._read()

    def _hear(self, came: Synced) -> None:
        self.synced.emit(came)
        self._read()

    def _written(self, changed: Any) -> None:
        if not changed.by_others:
            self._watching.poke()
        self._read()
        self._counting.start()

    def _read(self) -> None:
        self._jobs.ask(_standing, done=self._show, key="standing")

    def _show(self, answer: tuple[SyncState, datetime]) -> None:
        before, (self.state, self.now) = self.state, answer
        if before is None or _asked(self.state) != _asked(before):
            self._counting.start()
        if before is not None and self.state.waiting > before.waiting and not self.state.trouble:
            self._sending.start()
            return
        self._sending.stop()
        self.changed.emit()

    def _count(self) -> None:
        self._jobs.ask(_how_many, done=self._show_count, key="count")

    def _show_count(self, count: int) -> None:
        if count != self.to_decide:
            self.to_decide = count
            self.changed.emit()


def _answer(receiver: QObject, act: Callable[[], object]) -> None:
    """Unless whoever asked has gone."""
    if isValid(receiver):
        act()


def _standing(session: Session) -> tuple[SyncState, datetime]:
    return standing(session), session.now()


def _asked(state: SyncState) -> tuple[int, int, int]:
    """What may be new to decide though no record changed here: a request, a clash, what had no effect."""
    return state.requests, state.conflicts, state.quarantined


def _how_many(session: Session) -> int:
    return 0 if standing(session).removed is not None else len(decisions_of(session))
