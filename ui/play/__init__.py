"""The demo huddle played in the real window: real keys, real buttons, a picture of every screen.

For a computer without a screen, for the bundle's own test, and for whoever wants to look before trying.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication

from mdt_desktop.refused import Refused
from ui.play import arriving, closing, importing, looking, running, sharing
from ui.play.camera import Camera
from ui.play.stage import Stage

PICTURES = "screens"

NEW_TEAM = (
    ("A new team, with nobody in it yet", arriving.found_a_team),
    ("The team on two laptops, through a shared folder", sharing.share_with_a_colleague),
)
DEMO_TEAM = (
    ("First run, and the demo neighbourhood", arriving.try_the_demo),
    ("A look round the week", looking.look_round),
    ("A case list, checked before it is taken in", importing.check_a_list),
    ("The huddle: prepare", running.prepare),
    ("The huddle: who is here, and what was promised", running.open_huddle),
    ("The huddle: nine people, one at a time", running.talk),
    ("Close, read back, sign", closing.close),
    ("The minutes, saved as PDF", closing.save_minutes),
)


def play(app: QApplication, home: Path, out: Path, camera: Camera | None = None) -> int:
    """Found the demo in `home` and run its huddle; leaves the minutes and all pictures in `out`.

    Answers with an exit code: 0, or 1 after saying in a sentence where it stopped.
    """
    out.mkdir(parents=True, exist_ok=True)
    camera = camera or Camera(out / PICTURES)
    try:
        with TemporaryDirectory(prefix="mdt-new-team-", ignore_cleanup_errors=True) as folder:
            _perform(NEW_TEAM, Stage(app, Path(folder) / "laptop", out), camera)
        _perform(DEMO_TEAM, Stage(app, home, out), camera)
    except Refused as refused:
        print(f"The demo huddle stopped here. {refused}", flush=True)
        return 1
    for minutes in sorted(out.glob("*.pdf")):
        print(f"The signed minutes: {minutes}")
    print(f"{len(camera.taken)} pictures of the screens: {camera.folder}", flush=True)
    return 0


def _perform(acts: tuple[tuple[str, arriving.Act], ...], stage: Stage, camera: Camera) -> None:
    with stage:
        for words, act in acts:
            print(words, flush=True)
            act(stage, camera)
