"""The system libraries Qt needs on Linux, installed with apt where that is allowed."""

import ctypes
import os
import shutil
import subprocess

# What a bare Debian lacks: library file -> Debian package.
LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfreetype.so.6": "libfreetype6",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libcups.so.2": "libcups2",  # printing
    # The rest serve a window on an X screen only.
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def missing() -> list[str]:
    """The Debian packages of what Qt would not find here."""
    return [package for library, package in LIBRARIES.items() if not loads(library)]


def install(packages: list[str]) -> None:
    """Install Debian `packages`, as root or by sudo without a password.

    Where that is not allowed, print the command to type and go on: some of them may never be needed.
    """
    if not packages:
        return
    apt = _apt()
    if apt is None:
        print(
            f"Missing on this system: {' '.join(packages)}. On Debian: sudo apt install {' '.join(packages)}"
        )
        return
    print(f"Installing system packages: {' '.join(packages)}", flush=True)
    quiet = {"stdout": subprocess.DEVNULL, "check": False}
    subprocess.run([*apt, "update"], **quiet)
    done = subprocess.run([*apt, "install", "--yes", "--no-install-recommends", *packages], **quiet)
    if done.returncode:
        print(f"They could not be installed. By hand: sudo apt install {' '.join(packages)}", flush=True)


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _apt() -> list[str] | None:
    """How to call apt-get without being asked for anything, or None."""
    if shutil.which("apt-get") is None:
        return None
    unattended = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    if os.geteuid() == 0:
        return unattended
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n", *unattended] if asked.returncode == 0 else None
