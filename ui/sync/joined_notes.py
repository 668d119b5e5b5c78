"""Text that several people wrote while apart, joined in the order of time; a tint says whose each is."""

from PySide6.QtWidgets import QFrame, QWidget

from mdt_desktop.services.conflicts.views import FieldConflict, Value
from mdt_desktop.services.session import ZONE
from ui.widgets.boxes import Column, Row
from ui.widgets.chip import Chip
from ui.widgets.surface import set_surface
from ui.widgets.text import Text

HOW = "What different people wrote is joined in time order"


class JoinedText(QWidget):
    """Nothing to choose: all of it stays."""

    def __init__(self, one: FieldConflict, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"{label}: both kept")
        head = Row(gap=8).add(Text(label, "meta", 600), Chip("Both kept", "green", "copy-check"), None)
        box = QFrame()
        set_surface(box, "card")
        lines = Column(box, margin=(12, 10), gap=6)
        for value in sorted(one.values, key=lambda value: value.when):
            lines.add(_line(value))
        Column(self, gap=5).add(head.add(Text(HOW, "small", colour="text2")), box)


def _line(value: Value) -> QFrame:
    when = value.when.astimezone(ZONE)
    who = "You" if value.mine else value.who
    box = QFrame()
    set_surface(box, "quote" if value.mine else "row")
    words = Text(f"{when.hour}:{when:%M} {who}: {value.words}", "body", wrap=True)
    Row(box, margin=(6, 2)).addWidget(words, 1)
    return box
