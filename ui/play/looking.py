"""A look round before the huddle: the pages of the week."""

from PySide6.QtWidgets import QTableView

from ui.play import hands
from ui.play.camera import Camera
from ui.play.stage import Stage


def look_round(stage: Stage, camera: Camera) -> None:
    """This week, cases, a record, huddles, actions, settings, the palette."""
    camera.take(stage, "02-this-week", small=True)
    cases = stage.go("cases")
    hands.pick(hands.find(cases, "", QTableView), "ELLISON")
    stage.settle()
    camera.take(stage, "03-cases", small=True)
    hands.keys("Return")
    stage.settle()
    camera.take(stage, "04-record", small=True)
    stage.go("huddles")
    camera.take(stage, "05b-huddles")
    stage.go("actions")
    camera.take(stage, "08a-actions", small=True)
    hands.keys("B")
    stage.settle()
    camera.take(stage, "08b-actions-board", small=True)
    hands.keys("B")
    stage.go("team")
    camera.take(stage, "12-team")
    stage.go("settings")
    camera.take(stage, "14-settings")
    _look_at_overlays(stage, camera)


def _look_at_overlays(stage: Stage, camera: Camera) -> None:
    """What floats over a page: the palette and the keys."""
    stage.go("home")
    hands.keys("Ctrl+K")
    hands.type_words("ell")
    stage.settle()
    camera.take(stage, "13a-palette")
    hands.keys("Escape")
    hands.keys("F1")
    stage.settle()
    camera.take(stage, "13d-shortcuts")
    hands.keys("Escape")
    stage.settle()
