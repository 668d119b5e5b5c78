"""A look round before the huddle: the pages of the week."""

from PySide6.QtWidgets import QTableView

from ui.play import hands
from ui.play.camera import Camera
from ui.play.stage import Stage


def look_round(stage: Stage, camera: Camera) -> None:
    """This week, cases, settings, the palette."""
    camera.take("02-this-week", small=True)
    stage.go("cases")
    hands.pick(hands.find(stage.page, "", QTableView), "ELLISON")
    stage.settle()
    camera.take("03-cases", small=True)
    stage.go("settings")
    camera.take("14-settings")
    hands.keys("Ctrl+K")
    hands.type_words("ell")
    stage.settle()
    camera.take("13a-palette")
    hands.keys("Escape")
    stage.go("prepare")
    camera.take("05-prepare", small=True)
