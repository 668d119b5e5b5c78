"""One part of This week: it reads its own data, and when that fails it says so while the others stay."""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from mdt_desktop.refused import Refused
from ui.jobs import Jobs
from ui.widgets.boxes import Column
from ui.widgets.message import Message


class Shows(Protocol):
    """What a part holds: a widget that shows what was read."""

    def show_view(self, view: Any) -> None: ...


class Part(QWidget):
    """`read(session)` answers with what `content.show_view` takes; `touching` are the kinds it rests on."""

    def __init__(
        self, jobs: Jobs, name: str, read: Callable[[Any], Any], content: QWidget, touching: tuple[str, ...]
    ) -> None:
        super().__init__()
        self.content = content
        self.touching = touching
        self._jobs, self._name, self._read = jobs, name, read
        self.message = Message("red", f"{name} could not be read", action="Try again")
        self.message.acted.connect(self.load)
        Column(self, gap=0).add(content, self.message)
        self.message.hide()

    def load(self) -> None:
        """Read again."""
        self._jobs.ask(self._read, done=self._show, failed=self._fail, key="read")

    def _show(self, view: Any) -> None:
        self.message.hide()
        self.content.show()
        self.content.show_view(view)

    def _fail(self, refused: Refused) -> None:
        self.content.hide()
        title = f"{self._name} could not be read"
        self.message.set_message("red", title, str(refused), action="Try again")
        self.message.show()
