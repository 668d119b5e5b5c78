"""The demo huddle in the window, Prepare to saved minutes: every event of the GUI thread timed.

What other programs took of the processor meanwhile is left out, where the system tells (Linux).

Argument: an empty folder. Prints the ten longest events as JSON: milliseconds in all and
of processor, what it was.
"""

import json
import os
import sys
import threading
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from ui.play import play
from ui.play.camera import Camera
from ui.play.stage import Stage
from ui.theme import theme

PREPARED, SAVED = "after 05-prepare", "after 02c-after-the-huddle"


class Queue:
    """How long this thread has been ready to run while others ran: seconds."""

    def __init__(self) -> None:
        path = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        self._file = os.open(path, os.O_RDONLY) if path.exists() else -1

    def seconds(self) -> float:
        """Since the thread began; 0 where the system does not tell."""
        return int(os.pread(self._file, 99, 0).split()[1]) / 1e9 if self._file >= 0 else 0.0


class Watched(QApplication):
    """Times each event that no other event is inside of."""

    def __init__(self) -> None:
        super().__init__(sys.argv[:1])
        self.longest: list[tuple[float, float, str]] = []
        self.place = ""
        self._inside = False
        self._queue = Queue()

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        if self._inside:
            return super().notify(receiver, event)
        self._inside = True
        what = f"{event.type().name} to {type(receiver).__name__} {receiver.objectName()}".strip()
        wall, processor = time.perf_counter() - self._queue.seconds(), time.thread_time()
        try:
            return super().notify(receiver, event)
        finally:
            self._inside = False
            wall = time.perf_counter() - self._queue.seconds() - wall
            processor = time.thread_time() - processor
            if wall > 0.005:
                self.longest.append((1000 * wall, 1000 * processor, f"{what}, {self.place}"))


class NoCamera(Camera):
    """Pictures are not what a user waits for."""

    def take(self, stage: Stage, name: str, *, small: bool = False) -> None:
        stage.app.place = f"after {name}"
        stage.settle()

    def take_other(self, stage: Stage, name: str, window: QWidget) -> None:
        stage.settle()


app = Watched()
theme().start(app)
folder = Path(sys.argv[1])
sys.stdout, told = sys.stderr, sys.stdout
code = play(app, folder / "home", folder / "out", NoCamera(folder / "screens"))
places = [what.rpartition(", ")[2] for _wall, _processor, what in app.longest]
huddle = app.longest[places.index(PREPARED) : places.index(SAVED) if SAVED in places else None]
json.dump(sorted(huddle, reverse=True)[:10], told)
told.flush()
os._exit(code)
