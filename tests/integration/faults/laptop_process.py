"""A laptop in a process of its own, which works and syncs until its standard input ends.

`python -m tests.integration.faults.laptop_process STORE`. On standard output it says, a JSON line each, what
it is doing; killed at any moment, whatever it had said to be committed must be in the store. Told to end, it
writes no more, and syncs until every route has had a whole exchange.
"""

import json
import sys
import threading
import time
from contextlib import AbstractContextManager
from pathlib import Path

from tests.early_snapshots import early_snapshots
from tests.integration.faults.laptop_at_work import Laptop

TRIES_AT_THE_END = 500
PAUSE_SECONDS = 0.15


def say(**words: object) -> None:
    """As a screen acknowledges, once the call has returned."""
    print(json.dumps(words), flush=True)


def snapshots_soon() -> AbstractContextManager[None]:
    """And in many parts, so that kills fall into making, posting and loading them."""
    return early_snapshots(30, 2000)


def main() -> None:
    """Work until told, then end with everything exchanged."""
    told = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), told.set()), daemon=True).start()
    laptop = Laptop(Path(sys.argv[1]), say)
    say(ready=True)
    while not told.wait(PAUSE_SECONDS):
        laptop.work()
        laptop.sync()
    for _ in range(TRIES_AT_THE_END):
        problems = laptop.sync().problems
        if not problems:
            break
        time.sleep(PAUSE_SECONDS)
    else:
        sys.exit(f"it could not sync to the end: {problems}")
    laptop.close()


if __name__ == "__main__":
    with snapshots_soon():
        main()
