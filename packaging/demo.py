"""The demo neighbourhood: in a window, or played into pictures and PDFs where there is no screen."""

import os
import sys
from pathlib import Path

from environment import ROOT, python

OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


def run(arguments: list[str]) -> int:
    """Open the window on the demo, or play the demo huddle where nobody could see it."""
    if has_screen():
        return python("-m", "ui", "--demo", *arguments)
    folder = ROOT / "build" / "demo"
    code = python("-m", "ui", "--demo", "--play", str(folder), *arguments, **OFFSCREEN)
    return code or report("No screen here, so the demo huddle was played offscreen.", folder)


def has_screen() -> bool:
    """Whether a window opened now could be seen."""
    if os.environ.get("QT_QPA_PLATFORM"):
        return os.environ["QT_QPA_PLATFORM"] != "offscreen"
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def report(what: str, folder: Path) -> int:
    """Say what was left in `folder`; 1 when there are no minutes or no pictures."""
    minutes, pictures = sorted(folder.rglob("*.pdf")), sorted(folder.rglob("*.png"))
    if not minutes or not pictures:
        print(f"{what} But {folder} holds {len(minutes)} PDFs and {len(pictures)} pictures.", file=sys.stderr)
        return 1
    names = ", ".join(str(file.relative_to(folder)) for file in minutes)
    print(f"{what} Minutes ({names}) and {len(pictures)} pictures of its screens are in {folder}")
    return 0
