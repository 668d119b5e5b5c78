"""The virtual environment at the root: made once, and again when the pins change."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import system_libraries

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
PINS = ROOT / "constraints.txt"
STAMP = VENV / "set-up-stamp"


class SetUpError(Exception):
    """The machine lacks something this script may not or cannot install."""


def set_up() -> None:
    """Make `.venv` hold what pyproject.toml and constraints.txt say. Under a second when it does already."""
    wanted = _fingerprint()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text() == wanted:
        return
    if sys.platform == "linux":
        no_pip = [] if _has_ensurepip() else ["python3-venv"]
        system_libraries.install(system_libraries.missing() + no_pip)
    pip = _make_venv()
    print("Installing the pinned dependencies: 250 MB the first time, so a few minutes.", flush=True)
    _install(pip, "hatchling")
    _install(pip, "--no-build-isolation", "--editable", f"{ROOT}[hub,dev]")
    STAMP.write_text(wanted)


def say_where(_arguments: list[str]) -> int:
    """Name the folder of the programs, once everything is set up."""
    print(f"Ready: mdt and mdt-desktop are in {PYTHON.parent}")
    return 0


def python(*arguments: str, **variables: str) -> int:
    """Run the environment's Python at the root with extra environment `variables`; returns its exit code."""
    return subprocess.run(
        [str(PYTHON), *arguments], cwd=ROOT, env={**os.environ, **variables}, check=False
    ).returncode


def _fingerprint() -> str:
    told = (ROOT / "pyproject.toml").read_bytes() + PINS.read_bytes()
    return f"{hashlib.sha256(told).hexdigest()} {sys.version_info[:2]} {ROOT}"


def _make_venv() -> list[str]:
    """The command line of a pip that installs into `.venv`, which it makes where it is missing."""
    if not _runs(PYTHON, "-m", "pip", "--version"):
        shutil.rmtree(VENV, ignore_errors=True)
        without_pip = [] if _has_ensurepip() else ["--without-pip"]
        subprocess.run([sys.executable, "-m", "venv", *without_pip, str(VENV)], check=True)
    if _runs(PYTHON, "-m", "pip", "--version"):
        return [str(PYTHON), "-m", "pip"]
    if _runs(Path(sys.executable), "-m", "pip", "--python", str(PYTHON), "--version"):
        return [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    raise SetUpError(
        "This Python has neither ensurepip nor pip, and they may not be installed from here. "
        "Run `sudo apt install python3-venv` (or what your system calls it), then this command again."
    )


def _has_ensurepip() -> bool:
    importlib.invalidate_caches()  # apt may just have brought it
    return importlib.util.find_spec("ensurepip") is not None


def _runs(program: Path, *arguments: str) -> bool:
    try:
        done = subprocess.run([str(program), *arguments], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def _install(pip: list[str], *what: str) -> None:
    command = [*pip, "install", "--quiet", "--no-input", "--constraint", str(PINS), *what]
    if subprocess.run(command, check=False).returncode:
        raise SetUpError("The dependencies could not be installed: pip says why above.")
