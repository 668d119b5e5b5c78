"""A file dropped anywhere on the page."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget


class FileDrop(QObject):
    """`dropped(path)` for one local file; `over(bool)` while it is held above."""

    dropped = Signal(Path)
    over = Signal(bool)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DragLeave:
            self.over.emit(False)
        elif isinstance(event, QDropEvent):  # entering and moving are its subclasses
            return self._dragged(event)
        return False

    def _dragged(self, event: QDropEvent) -> bool:
        path = _file(event.mimeData())
        if path is None:
            return False
        event.acceptProposedAction()
        landed = event.type() == QEvent.Type.Drop
        self.over.emit(not landed)
        if landed:
            self.dropped.emit(path)
        return True


def _file(data: QMimeData) -> Path | None:
    files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    return Path(files[0]) if len(files) == 1 else None
