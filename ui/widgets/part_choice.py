"""Where a narrow window shows one part of a page at a time: the choice of it, clear of the edges."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from ui.widgets.boxes import Row
from ui.widgets.segmented import Segmented


class PartChoice(QWidget):
    """Stands round a `Segmented`, and goes when that is hidden."""

    def __init__(self, parts: Segmented, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        Row(self, margin=(16, 8, 16, 8)).add(parts, None)
        parts.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.setVisible(not self._parts.isHidden())
        return False
