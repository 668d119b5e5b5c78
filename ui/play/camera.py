"""Pictures of every screen: light and dark, on a large and a small laptop."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.play.stage import Stage
from ui.theme import theme

LARGE, SMALL = (1440, 900), (1280, 720)
MODES = ("light", "dark")


class Camera:
    """Writes `<name>.png`, `<name>-dark.png` and so on below a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.taken: list[str] = []
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, stage: Stage, name: str, *, small: bool = False) -> None:
        """The main window, whatever floats over it; `small` also at 1280 x 720."""
        window = stage.window
        if window.workspace is not None:
            window.workspace.toast.hide()  # it would stand over what the picture is of
        for width, height in (LARGE, SMALL) if small else (LARGE,):
            window.resize(width, height)
            size = "" if (width, height) == LARGE else f"-{width}x{height}"
            self._in_both_modes(stage, window, f"{name}{size}")
        window.resize(*LARGE)
        stage.settle()

    def take_other(self, stage: Stage, name: str, window: QWidget) -> None:
        """Another window, at the size it has."""
        self._in_both_modes(stage, window, name)

    def _in_both_modes(self, stage: Stage, widget: QWidget, name: str) -> None:
        for mode in MODES:
            theme().choose(mode=mode)
            stage.settle()
            self._save(widget, name if mode == "light" else f"{name}-{mode}")
        theme().choose(mode=MODES[0])

    def _save(self, widget: QWidget, name: str) -> None:
        path = self.folder / f"{name}.png"
        widget.grab().save(str(path))
        self.taken.append(path.name)
        print(f"  {path.name}", flush=True)
