"""Asks again and again whether a device is in, then fetches the team: on a thread of its own."""

import threading
from typing import Any

from PySide6.QtCore import QObject, Signal

from mdt_desktop.progress import Cancelled, Counted
from mdt_desktop.refused import Refused
from mdt_desktop.services.syncing import joining, syncing, transports
from mdt_desktop.services.syncing.joining import JoinState
from ui.crash import CrashReport
from ui.jobs import Jobs

EVERY_SECONDS = 3.0
GOODBYE_SECONDS = 3.0


class Asking(QObject):
    """`told(state)` after each look, `refused(words)` for a no, `arrived(trouble)` once the team is here."""

    told = Signal(object)
    refused = Signal(str)
    progressed = Signal(int, int, object)
    arrived = Signal(str)
    _crashed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_session = jobs.on_session
        self._wake, self._stopping = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._serve, name="asking", daemon=True)
        self._crashed.connect(jobs.crashed)

    def start(self) -> None:
        self._thread.start()

    def look_now(self) -> None:
        """At once: somebody says that they were admitted."""
        self._wake.set()

    def stop(self) -> None:
        """End the thread; the request is kept."""
        self._stopping.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(GOODBYE_SECONDS)

    def _serve(self) -> None:
        try:
            while not self._stopping.is_set():
                self._wake.clear()
                if self._looked().status == "admitted":
                    self._fetch()
                    return
                self._wake.wait(EVERY_SECONDS)
        except Cancelled:
            return
        except Refused as no:
            self._tell(self.refused, str(no))
        except Exception as error:
            self._tell(self._crashed, CrashReport.of(error))

    def _looked(self) -> JoinState:
        asked = self._on_session(joining.pending)[0]
        state = joining.look(self._on_session, asked, transports.of_joining)
        self._tell(self.told, state)
        return state

    def _fetch(self) -> None:
        """Everything the team has; what has not come yet comes in the background."""
        came = syncing.sync(self._on_session, self._report)
        self._tell(self.arrived, " ".join(words for one in came for words in one.troubles))

    def _report(self, done: int, total: int, of: Counted) -> None:
        if self._stopping.is_set():
            raise Cancelled
        self._tell(self.progressed, done, total, of)

    def _tell(self, signal: Any, *words: Any) -> None:
        if not self._stopping.is_set():
            signal.emit(*words)
