"""Pages made ready while nobody waits for them, so that the first visit is as quick as the second.

Importing a page's modules and building its widgets takes longer than anybody should wait for at a press.
Once the first page stands, modules are loaded on the reading thread and pages are built one at a turn.
"""

import gc
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.shell.window_keys import WindowKeys
    from ui.shell.workspace import Workspace

AFTER_MS = 300  # what the first page asked for comes first
AT_ONCE = 40  # widgets that take their style in one turn


class Warmer(QObject):
    """Goes with its workspace."""

    def __init__(self, workspace: "Workspace", keys: "WindowKeys") -> None:
        super().__init__(workspace)
        self._workspace = workspace
        # Where work goes on next is made ready first: a module, and what is made with it.
        self._left: list[tuple[str, Callable[[], QWidget]]] = [
            (entry.module, partial(workspace.made, name))
            for name, entry in workspace.entries.items()
            if entry.available()
        ]
        self._left.append(("ui.shell.palette_source", lambda: keys.palette))
        self._unstyled: list[QWidget] = []
        self._turn = QTimer(self, singleShot=True)
        self._turn.timeout.connect(self._go_on)
        self._turn.start(AFTER_MS)

    def done(self) -> bool:
        """Whether every page stands ready."""
        return not self._left and not self._unstyled

    def _go_on(self) -> None:
        if self._unstyled:
            self._style_some()
        elif not self._left:
            gc.freeze()  # what stands now stays: looking through it for rubbish takes a tenth of a second
            gc.enable()  # off since the start
        else:
            module, make = self._left.pop(0)
            self._workspace.jobs.ask(_load, module, done=lambda _loaded: self._build(make), receiver=self)

    def _build(self, make: Callable[[], QWidget]) -> None:
        self._unstyled = make().findChildren(QWidget)
        self._turn.start(0)

    def _style_some(self) -> None:
        for widget in self._unstyled[:AT_ONCE]:
            widget.ensurePolished()
        del self._unstyled[:AT_ONCE]
        self._turn.start(0)


def _load(_session: Any, module: str) -> None:
    import_module(module)
