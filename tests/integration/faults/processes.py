"""Laptops in processes of their own, from the outside: what they say, `kill -9`, and their own end."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
PATIENCE_SECONDS = 240


class LaptopProcess:
    """`laptop_process` on one store; what it says is heard as it says it."""

    def __init__(self, store: Path) -> None:
        self.said: list[dict[str, Any]] = []
        self._heard = threading.Condition()
        self._errors = store.with_suffix(".errors").open("w+", encoding="utf-8")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.integration.faults.laptop_process", str(store)],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
        )
        self._silent = False
        self._ear = threading.Thread(target=self._hear, name=f"hearing {store.stem}")
        self._ear.start()

    @property
    def committed(self) -> set[str]:
        """The texts that it has said to be kept."""
        return {one["committed"] for one in list(self.said) if "committed" in one}

    def wait_for(self, more: int) -> None:
        """Until it has said so many things more."""
        enough = len(self.said) + more
        self._wait(lambda: len(self.said) >= enough)

    def wait_until(self, is_it: Callable[[dict[str, Any]], bool]) -> None:
        """Until it says something of this kind, from now on."""
        heard = len(self.said)
        self._wait(lambda: any(is_it(one) for one in self.said[heard:]))

    def _wait(self, reached: Callable[[], bool]) -> None:
        with self._heard:
            in_time = self._heard.wait_for(lambda: self._silent or reached(), PATIENCE_SECONDS)
        assert in_time, f"it has said nothing of the kind: {self.said[-3:]}"
        assert not self._silent, self._complaints()

    def kill(self) -> None:
        """`kill -9`; what was on its way is heard."""
        self._process.kill()
        self._gone()

    def end(self) -> None:
        """Have it sync until nothing is left, and end."""
        assert self._process.stdin
        self._process.stdin.close()
        assert self._process.wait(PATIENCE_SECONDS) == 0, self._complaints()
        self._gone()

    def close(self) -> None:
        """Whatever became of the test, it is gone."""
        if self._process.poll() is None:
            self._process.kill()
        self._gone()

    def _gone(self) -> None:
        self._process.wait()
        self._ear.join()
        assert self._process.stdin
        assert self._process.stdout
        for file in (self._errors, self._process.stdin, self._process.stdout):
            file.close()

    def _hear(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            with self._heard:
                self.said.append(json.loads(line))
                self._heard.notify_all()
        with self._heard:
            self._silent = True
            self._heard.notify_all()

    def _complaints(self) -> str:
        self._errors.seek(0)
        return self._errors.read()
