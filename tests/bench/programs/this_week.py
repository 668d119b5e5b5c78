"""MDT Desktop from the interpreter's start until This week is filled and painted.

Arguments: the profile's folder, then how it is opened: `passphrase WORDS`, `keyring FILE` (which stands for
the system's secret store), or `door` to end at the painted unlock screen. Nobody waits before pressing.
Prints the seconds that Argon2 took, which do not count.
"""

import gc

gc.disable()  # as ui/__main__.py does, before anything else is imported

import ui  # noqa: E402, F401 - before PySide6, as ui/__main__.py does

seconds_deriving = 0.0

import os  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from pathlib import Path  # noqa: E402

from PySide6.QtCore import QEvent, QEventLoop, QObject  # noqa: E402
from PySide6.QtWidgets import QWidget  # noqa: E402

from ui.app import make_application, make_window  # noqa: E402


class Painted(QObject):
    """Whether a widget has been painted since it was last asked to forget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.installEventFilter(self)
        self.forget()

    def forget(self) -> None:
        self.seen = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.seen = self.seen or event.type() == QEvent.Type.Paint
        return False


def wait(done) -> None:
    """Let the window live until it is so."""
    while not done():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def end() -> None:
    print(seconds_deriving, flush=True)
    os._exit(0)


home, way, secret = Path(sys.argv[1]), sys.argv[2], sys.argv[-1]
app = make_application()
window = make_window(home, home / "no-demo")
window.show()
window.begin()
task = window.unlock_screen.task
if way == "door":
    door = Painted(task)
    wait(lambda: door.seen)
    end()

# Only the derivation itself is left out, not what it is imported with.
from mdt_desktop.crypto import passphrase as deriving  # noqa: E402

derive = deriving.crypto_pwhash_alg


def counted(*arguments):
    """Argon2, timed."""
    global seconds_deriving
    began = time.perf_counter()
    try:
        return derive(*arguments)
    finally:
        seconds_deriving += time.perf_counter() - began


if way == "passphrase":
    deriving.crypto_pwhash_alg = counted
    task.field.edit.setText(secret)
    task.button.click()
else:
    from tests.bench.programs.file_keyring import stand_in

    stand_in(Path(secret))
    task.keyring.click()
filled = []
wait(lambda: window.workspace is not None and window.workspace.page is not None)
week = Painted(window.workspace.page)
window.workspace.stands.connect(lambda: (week.forget(), filled.append(True)))
wait(lambda: filled and week.seen)  # all that the page asked for is answered, and to be seen
end()
