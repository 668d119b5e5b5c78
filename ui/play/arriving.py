"""First run: a team of one's own, and the demo neighbourhood; the window locked and unlocked again."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit

from mdt_desktop.services.demo import demo
from ui.play import hands
from ui.play.camera import Camera
from ui.play.stage import Stage

Act = Callable[[Stage, Camera], None]

NEW_PASSPHRASE = "four plain words here"


def found_a_team(stage: Stage, camera: Camera) -> None:
    """From nothing to the screens of a team that has nobody on its list."""
    window = stage.window
    hands.press(window, "Create a neighbourhood team")
    for label, words in (
        ("Team name", "Saltmarsh"),
        ("Your name", "Dr Amara Okafor"),
        ("Passphrase", NEW_PASSPHRASE),
        ("Passphrase again", NEW_PASSPHRASE),
    ):
        hands.type_over(hands.find(window, label, QLineEdit), words)
    camera.take(stage, "01c-new-team")
    hands.press(window, "Create team")
    stage.wait(lambda: hands.is_there(window, "Open my team"), "The team was not created.")
    hands.press(window, "I have printed it")
    hands.press(window, "Open my team")
    stage.wait_for_workspace()
    camera.take(stage, "13c-empty-week")
    stage.go("cases")
    camera.take(stage, "13b-empty-cases", small=True)


def try_the_demo(stage: Stage, camera: Camera) -> None:
    """Sixteen invented people; locked once, to see the way in."""
    camera.take(stage, "01b-first-run")
    hands.press(stage.window, "Try the demo team")
    stage.wait_for_workspace()
    hands.keys("Ctrl+L")
    stage.settle()
    camera.take(stage, "01a-unlock")
    hands.type_words(demo.PASSPHRASE)
    hands.keys("Return")
    stage.wait_for_workspace()
