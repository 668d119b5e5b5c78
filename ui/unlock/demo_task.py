"""Making or opening the demo neighbourhood: a moment, with progress."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mdt_desktop.refused import Refused
from ui.jobs import Jobs
from ui.unlock.door import DEMO_PASSPHRASE, Door
from ui.unlock.task import Task
from ui.widgets.boxes import Row
from ui.widgets.button import Button
from ui.widgets.message import Message
from ui.widgets.progress_bar import ProgressBar


class DemoTask(Task):
    """`opened` once everybody has been made up."""

    opened = Signal()

    def __init__(self, jobs: Jobs, door: Door) -> None:
        super().__init__(
            "Setting up the demo team",
            f"Sixteen made-up people and a week of huddles. Its passphrase is “{DEMO_PASSPHRASE}”.",
        )
        self._jobs, self._door = jobs, door
        self.bar = ProgressBar("Setting up the demo team")
        self.trouble = Message("red", "The demo was not made")
        self.trouble.hide()
        self._back = Button("Back", kind="ghost", icon="arrow-left")
        self._back.clicked.connect(self.back)
        self._back.hide()
        self.content.add(self.bar, self.trouble, Row().add(self._back, None))

    def first_focus(self) -> QWidget:
        return self

    def begin(self) -> None:
        """Found or open it on the writing thread."""
        self.bar.set_progress(0, 0)
        self._jobs.open(
            self._door.open_demo,
            DEMO_PASSPHRASE,
            done=lambda _: self.opened.emit(),
            failed=self._refused,
            progress=self.bar.set_progress,
            receiver=self,
        )

    def _refused(self, refused: Refused) -> None:
        self.trouble.set_message("red", "The demo was not made", str(refused))
        self.trouble.show()
        self._back.show()
