"""A real hub on loopback: uvicorn in a thread, or `mdt-hub serve` in a process of its own."""

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from mdt_desktop.hub import migrations, operator
from mdt_desktop.hub.database import Database
from mdt_desktop.hub.hub import Hub, Settings
from mdt_desktop.hub.server import listening_socket, server


@dataclass
class RunningHub:
    """A hub that takes calls."""

    address: str
    hub: Hub
    stop: Callable[[], None]
    """Have it end, as a signal does."""

    def invite(self) -> str:
        """A one-use enrolment code."""
        code: str = operator.invite(self.hub.database)["code"]
        return code


@contextmanager
def running_hub(
    url: str, settings: Settings | None = None, clock: Callable[[], float] = time.time
) -> Iterator[RunningHub]:
    """A hub over this database in a thread of this process, at a free port."""
    database = Database(url)
    migrations.migrate(database)
    hub = Hub(database, settings, clock)
    taken = listening_socket("127.0.0.1", 0)
    serving = server(hub)
    thread = threading.Thread(target=serving.run, kwargs={"sockets": [taken]}, name="hub under test")
    thread.start()

    def stop() -> None:
        serving.should_exit = True

    try:
        yield RunningHub(f"http://127.0.0.1:{taken.getsockname()[1]}", hub, stop)
    finally:
        stop()
        thread.join()
        taken.close()
        hub.close()


@dataclass
class HubProcess:
    """`mdt-hub serve`, by itself."""

    address: str
    process: "subprocess.Popen[str]"

    def kill(self) -> None:
        """As a power cut would."""
        self.process.kill()
        self.process.wait()


@contextmanager
def hub_process(
    url: str, *options: str, port: int = 0, said: list[str] | None = None
) -> Iterator[HubProcess]:
    """A hub over this database in a process of its own, once it listens. Its log goes to `said`."""
    said = [] if said is None else said
    command = [sys.executable, "-m", "mdt_desktop.hub", "serve", "--database", url, *options]
    process = subprocess.Popen(
        [*command, "--listen", f"127.0.0.1:{port}"],
        stderr=subprocess.PIPE,
        text=True,
        env={name: value for name, value in os.environ.items() if name != "JOURNAL_STREAM"},
    )
    assert process.stderr is not None
    found = None
    while not found:
        line = process.stderr.readline()
        assert line, f"the hub did not start: {said}"
        said.append(line)
        found = re.search(r"event=listening address=(\S+)", line)
    drain = threading.Thread(target=said.extend, args=(process.stderr,), name="hub's log")
    drain.start()
    try:
        yield HubProcess(f"http://{found[1]}", process)
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait()
        drain.join()
        process.stderr.close()
