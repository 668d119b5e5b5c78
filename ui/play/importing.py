"""A case list as a practice sends it: matched and checked, then left alone."""

from mdt_desktop.resources import resource_path
from ui.play import hands
from ui.play.camera import Camera
from ui.play.stage import Stage

LIST = "demo/practice_list.csv"


def check_a_list(stage: Stage, camera: Camera) -> None:
    """The columns matched, the people checked; nothing is imported."""
    page = stage.go("import")
    camera.take(stage, "10a-import-choose")
    hands.keys("Ctrl+O")
    stage.name_file(resource_path(LIST))
    stage.settle()
    camera.take(stage, "10-import", small=True)
    hands.press(stage.window, "Step 3")
    stage.settle()
    camera.take(stage, "10b-import-people")
    hands.click(page)
    hands.keys("Escape")
    hands.keys("Escape")
    stage.settle()
