"""From the interpreter's start to a usable This week, against a bare PySide6 window on the same machine."""

import os
import subprocess
import sys
import time
from pathlib import Path

from mdt_desktop.services.demo import demo
from tests.bench.figures import Figure, hold

ROOT = Path(__file__).parents[2]
PROGRAMS = Path(__file__).with_name("programs")
PAIRS = 7


def test_this_week_is_there_as_fast_as_a_bare_window_allows(tmp_path: Path) -> None:
    demo.found_demo(tmp_path / "profile").close()
    week = (PROGRAMS / "this_week.py", tmp_path / "profile", demo.PASSPHRASE)
    _whole_process(*week)  # so that the compiled modules lie on the disk
    pairs = [(_whole_process(PROGRAMS / "bare_window.py"), _whole_process(*week)) for _ in range(PAIRS)]
    bare, ours = min(pairs, key=lambda pair: pair[1] / pair[0])
    print(f"\nbare window {1000 * bare:.0f} ms, This week {1000 * ours:.0f} ms without Argon2")
    hold(Figure("start to This week, against a bare window", ours / bare, 1.6, "times"))


def _whole_process(*command: object) -> float:
    """Seconds from starting Python to its end, less those it says do not count."""
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *map(str, command)],
        env={**variables, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        text=True,
    )
    return time.perf_counter() - began - float(done.stdout)
