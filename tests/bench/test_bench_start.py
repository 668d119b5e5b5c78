"""From the interpreter's start to a usable This week, against a bare PySide6 window on the same machine.

Whole processes in turns, each from its start to the painted window, the best of several of each.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mdt_desktop.crypto import keyring_slot
from mdt_desktop.services import profile
from mdt_desktop.services.demo import demo
from tests.bench.figures import Figure, hold
from tests.bench.programs.file_keyring import FileKeyring

ROOT = Path(__file__).parents[2]
PROGRAMS = Path(__file__).with_name("programs")
TURNS = 9
NO_PYTHON_WISHES = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PYTHONPROFILEIMPORTTIME")


def test_this_week_is_there_as_fast_as_a_bare_window_allows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, secret = tmp_path / "profile", tmp_path / "secret"
    session = demo.found_demo(home)
    monkeypatch.setattr(keyring_slot, "_backend", lambda: FileKeyring(secret))
    profile.remember_on_this_computer(session, True)
    session.close()
    week = (PROGRAMS / "this_week.py", home)
    programs = {
        "bare": (PROGRAMS / "bare_window.py",),
        "door": (*week, "door"),
        "passphrase": (*week, "passphrase", demo.PASSPHRASE),
        "keyring": (*week, "keyring", secret),
    }
    for command in programs.values():
        _whole_process(*command)  # so that the compiled modules lie on the disk
    turns = [{name: _whole_process(*command) for name, command in programs.items()} for _ in range(TURNS)]
    best = {name: min(turn[name] for turn in turns) for name in programs}
    print()
    for name, words in (
        ("bare", "bare window"),
        ("door", "unlock screen"),
        ("passphrase", "This week with a passphrase, without Argon2"),
        ("keyring", "This week with the keyring"),
    ):
        print(f"{words}: {1000 * best[name]:.0f} ms, {best[name] / best['bare']:.2f} times a bare window")
    hold(
        Figure("start to This week, against a bare window", best["passphrase"] / best["bare"], 1.6, "times"),
    )


def _whole_process(*command: object) -> float:
    """Seconds from starting Python to its end, less those it says do not count."""
    variables = {name: value for name, value in os.environ.items() if name not in NO_PYTHON_WISHES}
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *map(str, command)],
        env={**variables, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        text=True,
    )
    return time.perf_counter() - began - float(done.stdout)
