"""First run, the demo founded, the window locked and unlocked again."""

from mdt_desktop.services import demo
from ui.play import hands
from ui.play.camera import Camera
from ui.play.stage import Stage


def arrive(stage: Stage, camera: Camera) -> None:
    """From a folder with nothing in it to This week."""
    camera.take("01b-first-run")
    hands.press(stage.window, "Try the demo team")
    stage.wait_for_workspace()
    hands.keys("Ctrl+L")
    stage.settle()
    camera.take("01a-unlock")
    hands.type_words(demo.PASSPHRASE)
    hands.keys("Return")
    stage.wait_for_workspace()
