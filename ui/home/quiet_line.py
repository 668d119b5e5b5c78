"""What a card says when it has nothing to show."""

from PySide6.QtWidgets import QWidget

from ui.widgets.boxes import Row
from ui.widgets.icon import Icon
from ui.widgets.text import Text


class QuietLine(QWidget):
    """A green tick, or another icon, and a few words."""

    def __init__(self, icon: str, words: str) -> None:
        super().__init__()
        Row(self, margin=(8, 10), gap=8).add(Icon(icon, "green", 18), Text(words, colour="text2"), None)
