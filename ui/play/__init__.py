"""The demo huddle played in the real window: real keys, real buttons, a picture of every screen.

For a computer without a screen, for the bundle's own test, and for whoever wants to look before trying.
"""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from mdt_desktop.refused import Refused
from ui.play import arriving, looking
from ui.play.camera import Camera
from ui.play.stage import Stage

PICTURES = "screens"


def play(app: QApplication, home: Path, out: Path) -> int:
    """Found the demo in `home`, run its huddle; leaves minutes and pictures in `out`. Returns an exit code."""
    out.mkdir(parents=True, exist_ok=True)
    try:
        with Stage(app, home) as stage:
            camera = Camera(stage, out / PICTURES)
            for say, act in ACTS:
                print(say, flush=True)
                act(stage, camera)
    except Refused as refused:
        print(f"The demo huddle stopped. {refused}", flush=True)
        return 1
    print(f"{len(camera.taken)} pictures of the screens are in {camera.folder}")
    return 0


ACTS = (
    ("First run, and unlocking the demo neighbourhood", arriving.arrive),
    ("A week's work: this week, cases, actions", looking.look_round),
)
