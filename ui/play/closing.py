"""The end of the demo huddle: the read-back, the signature, the minutes as a file."""

from PySide6.QtWidgets import QLineEdit

from mdt_desktop.services.demo import demo, demo_huddle
from ui.play import hands
from ui.play.camera import Camera
from ui.play.stage import Stage


def close(stage: Stage, camera: Camera) -> None:
    """Every owner who is here says yes; the chair signs."""
    camera.take(stage, "07-close", small=True)
    for _owner in stage.ask(demo_huddle.owners_here, stage.huddle):
        hands.keys("Y")
        stage.settle()
    hands.click(hands.find(stage.page, "Your passphrase", QLineEdit))
    hands.type_words(demo.PASSPHRASE)
    camera.take(stage, "07b-close-ready")
    hands.keys("Ctrl+Return")
    stage.expect("MinutesPage")


def save_minutes(stage: Stage, camera: Camera) -> None:
    """The pages as they were signed, and the PDF."""
    camera.take(stage, "09-minutes", small=True)
    hands.keys("Ctrl+S")
    stage.settle()
    camera.take(stage, "09b-save")
    hands.keys("Return")
    stage.name_file(stage.out / f"{stage.huddle.ref}-minutes.pdf")
    stage.settle()
    stage.go("close", huddle=stage.huddle.id)
    camera.take(stage, "07c-close-signed")
    stage.go("minutes")
    camera.take(stage, "09c-minutes-list")
    stage.go("home")
    camera.take(stage, "02c-after-the-huddle")
