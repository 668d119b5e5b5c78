"""A PyInstaller folder of the window, built and then tried: it plays the demo huddle as the source does."""

import os
import shutil
import subprocess
import sys

import demo
import system_libraries
from environment import ROOT, SetUpError, python

SPEC = ROOT / "packaging" / "mdt-desktop.spec"
BUNDLE = ROOT / "build" / "mdt-desktop"
PROGRAM = BUNDLE / ("mdt-desktop.exe" if os.name == "nt" else "mdt-desktop")
PLAYED, BY_SOURCE = ROOT / "build" / "bundle-demo", ROOT / "build" / "source-demo"


def build_and_try(arguments: list[str]) -> int:
    """Build the folder, then play the demo huddle with it and without; returns 0 when both left the same."""
    if sys.platform == "linux":
        _have_binutils()
    code = python(
        *["-m", "PyInstaller", str(SPEC), "--noconfirm", "--clean", "--log-level", "WARN"],
        *["--distpath", str(BUNDLE.parent), "--workpath", str(ROOT / "build" / "pyinstaller")],
        *arguments,
    )
    if code:
        return code
    megabytes = sum(file.stat().st_size for file in BUNDLE.rglob("*") if not file.is_symlink()) / 1e6
    print(f"Built {BUNDLE} ({megabytes:.0f} MB)", flush=True)
    return _play() or _play_by_source() or _compare()


def _have_binutils() -> None:
    """PyInstaller reads libraries with objdump, and needs Python itself as one."""
    missing = [] if shutil.which("objdump") else ["binutils"]
    library = f"libpython{sys.version_info.major}.{sys.version_info.minor}"
    if sys.prefix == "/usr" and not system_libraries.loads(f"{library}.so.1.0"):
        missing.append(library)
    system_libraries.install(missing)
    if not shutil.which("objdump"):
        raise SetUpError("A bundle cannot be built without objdump. Run `sudo apt install binutils` first.")


def _play() -> int:
    """The demo huddle by the bundle alone: no Python, no source tree, no installed fonts within its reach."""
    shutil.rmtree(PLAYED, ignore_errors=True)
    bare = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
    played = subprocess.run(
        [str(PROGRAM), "--demo", "--play", str(PLAYED)],
        cwd=BUNDLE,
        env={**bare, **demo.OFFSCREEN},
        check=False,
    )
    return played.returncode or demo.report("The bundle played the demo huddle.", PLAYED)


def _play_by_source() -> int:
    """The same by the source tree, to compare."""
    shutil.rmtree(BY_SOURCE, ignore_errors=True)
    return python("-m", "ui", "--demo", "--play", str(BY_SOURCE), **demo.OFFSCREEN)


def _compare() -> int:
    """Pictures and minutes of both."""
    return python("-m", "tests.e2e.same_demo", str(BY_SOURCE), str(PLAYED))
