"""What has to be said above the page: that the window will lock, that something was refused."""

from PySide6.QtWidgets import QWidget

from mdt_desktop.refused import Refused
from ui.widgets.boxes import Column
from ui.widgets.message import Message


class Notices(QWidget):
    """Takes no room while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lock_warning = Message("amber", "", icon="lock")
        self.trouble = Message("red", "", action="Close")
        self.trouble.acted.connect(self.settle)
        Column(self, margin=(24, 14, 24, 0), gap=8).add(self.lock_warning, self.trouble)
        for quiet in (self.lock_warning, self.trouble, self):
            quiet.hide()

    def complain(self, sentence: str) -> None:
        """A plain sentence, until it is closed or the page is left."""
        head, _, rest = sentence.partition(". ")
        self.trouble.set_message("red", f"{head}." if rest else head, rest, action="Close")
        self._show(self.trouble, True)

    def refuse(self, refused: Refused) -> None:
        """What a service said no to, where no page said it."""
        self.complain(str(refused))

    def settle(self) -> None:
        """Nothing is wrong any more."""
        self._show(self.trouble, False)

    def warn_of_lock(self, seconds: int) -> None:
        """Count down the last minute before the application locks itself; 0 takes the warning away."""
        if seconds > 0:
            unit = "second" if seconds == 1 else "seconds"
            words = ("amber", f"Locking in {seconds} {unit}", "Press any key to stay.")
            self.lock_warning.set_message(*words, icon="lock")
        self._show(self.lock_warning, seconds > 0)

    def _show(self, message: Message, shown: bool) -> None:
        message.setVisible(shown)
        self.setVisible(not (self.lock_warning.isHidden() and self.trouble.isHidden()))
