"""Syncs in the background: a thread for network and disk, steps of the store on the writing thread.

A try follows what is written here, word from the hub or folder, `try_now`, and else a while; after a failure
the while grows. What is said of it is read from the store, which knows what was acknowledged.
"""

import random
import threading
import time
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from mdt_desktop.progress import Cancelled
from mdt_desktop.refused import Refused
from mdt_desktop.services.session import Session
from mdt_desktop.services.syncing import syncing
from mdt_desktop.services.syncing.standing import SyncState, standing
from ui.crash import CrashReport
from ui.jobs import Jobs
from ui.sync.state_words import StateWords, state_words, to_decide

EVERY_SECONDS = 30.0
FIRST_RETRY, LAST_RETRY = 2.0, 300.0  # seconds; doubled at each failure, and spread so that teams don't march
GATHER_SECONDS = 0.1  # what is written in one go leaves together
PROGRESS_SECONDS = 0.1
GOODBYE_SECONDS = 3.0  # a share that hangs holds up nobody who closes the window


class Background(QObject):
    """`changed` whenever how things stand may be another; `synced` carries what one team's try came to."""

    changed = Signal()
    synced = Signal(object)
    progressed = Signal(int, int)
    carried = Signal(object)
    _began = Signal()
    _tried = Signal(object)
    _crashed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.state: SyncState | None = None
        self.busy = False
        self._wake, self._stopping = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._serve, name="syncing", daemon=True)
        self._reported = 0.0
        self._sticks: SimpleQueue[Path] = SimpleQueue()
        for signal, slot in ((self._began, self._begin), (self._tried, self._show_tried)):
            signal.connect(slot, Qt.ConnectionType.QueuedConnection)
        self._crashed.connect(jobs.crashed)

    def words(self) -> StateWords | None:
        """How it stands, in words; None while that is still being read."""
        return state_words(self.state, self._now, busy=self.busy) if self.state is not None else None

    def to_decide(self) -> int:
        """How much needs a person."""
        return to_decide(self.state) if self.state is not None else 0

    def start(self) -> None:
        """Say how it stands, and begin to try."""
        self._jobs.changed.connect(self._read)
        self._read()
        self._thread.start()

    def try_now(self) -> None:
        """At once: somebody asked, or has just written."""
        self._wake.set()

    def carry(self, folder: Path) -> None:
        """Exchange once over a folder on a stick; `carried` gets what came of it, or the refusal."""
        self._sticks.put(folder)
        self._wake.set()

    def stop(self) -> None:
        """End the thread, before the session ends; what was exchanged so far stays."""
        self._stopping.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(GOODBYE_SECONDS)

    # On its own thread

    def _serve(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            self._wake.clear()
            self._carry()
            failures = 0 if self._try() else failures + 1
            self._wake.wait(_pause(failures))
            self._stopping.wait(GATHER_SECONDS)

    def _try(self) -> bool:
        """One exchange with every team; whether nothing stood in its way."""
        answer: list[syncing.Synced] = []
        self._tell(self._began)
        try:
            answer = syncing.sync(self._jobs.on_session, self._report)
        except (Cancelled, Refused):
            pass  # stopped, or a profile without a team: nothing to try
        except Exception as error:
            self._tell(self._crashed, CrashReport.of(error))
        self._tell(self._tried, answer)
        return not any(one.troubles for one in answer)

    def _carry(self) -> None:
        """The team that is looked at, over each stick that was given."""
        while not self._sticks.empty():
            folder = self._sticks.get()
            came: syncing.Synced | Refused
            try:
                space = self._jobs.on_session(lambda session: session.store.space)
                came = syncing.sync(self._jobs.on_session, self._report, spaces=[space], folder=folder)[0]
            except Cancelled:
                return
            except Refused as refusal:
                came = refusal
            self._tell(self.carried, came)

    def _report(self, done: int, total: int) -> None:
        if self._stopping.is_set():
            raise Cancelled
        now = time.monotonic()
        if done >= total or now - self._reported >= PROGRESS_SECONDS:
            self._reported = now
            self._tell(self.progressed, done, total)

    def _tell(self, signal: Any, *words: Any) -> None:
        if not self._stopping.is_set():
            signal.emit(*words)

    # On the GUI thread

    def _begin(self) -> None:
        self.busy = True

    def _show_tried(self, answer: list[syncing.Synced]) -> None:
        self.busy = False
        for one in answer:
            self.synced.emit(one)
        self._read()

    def _read(self, _changed: Any = None) -> None:
        self._jobs.ask(_standing, done=self._show, key="standing")

    def _show(self, answer: tuple[SyncState, Any]) -> None:
        before, (self.state, self._now) = self.state, answer
        if before is not None and self.state.waiting > before.waiting and not self.state.trouble:
            self.try_now()
        self.changed.emit()


def _standing(session: Session) -> tuple[SyncState, Any]:
    return standing(session), session.now()


def _pause(failures: int) -> float:
    if not failures:
        return EVERY_SECONDS
    return min(LAST_RETRY, FIRST_RETRY * 2.0 ** (failures - 1)) * random.uniform(0.7, 1.3)
