"""MDT Desktop from the interpreter's start until This week is filled and painted.

Arguments: the profile's folder, its passphrase. Prints the seconds that Argon2 took, which do not count.
"""

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop

from ui.app import make_application, make_window

home, passphrase = Path(sys.argv[1]), sys.argv[2]
app = make_application()
window = make_window(home, home / "no-demo")
window.show()
window.begin()

# Only the derivation itself is counted, not what it is imported with.
from mdt_desktop.crypto import passphrase as deriving  # noqa: E402

seconds_deriving = 0.0
derive = deriving.crypto_pwhash_alg


def counted(*arguments):
    """Argon2, timed."""
    global seconds_deriving
    began = time.perf_counter()
    try:
        return derive(*arguments)
    finally:
        seconds_deriving += time.perf_counter() - began


deriving.crypto_pwhash_alg = counted
task = window.unlock_screen.task
task.field.edit.setText(passphrase)
task.button.click()
while window.workspace is None or not window.jobs.idle():
    app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
app.processEvents()
print(seconds_deriving, flush=True)
os._exit(0)
