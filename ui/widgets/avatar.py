"""Initials on the sector's tint, with a dot when here and a ring when not."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from mdt_desktop.domain.naming import initials
from ui.theme import theme, u
from ui.widgets.drawing import painting
from ui.widgets.painting import paint_avatar

_PRESENCE_WORDS = {"": "", "here": ", here", "away": ", not here"}


class Avatar(QLabel):
    """`name` gives initials and accessible name; `sector` a code; `presence` "", "here" or "away"."""

    def __init__(
        self, name: str, sector: str, *, presence: str = "", size: int = 36, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_member(name, sector, presence)
        theme().changed.connect(self.updateGeometry)

    def set_member(self, name: str, sector: str, presence: str = "") -> None:
        self._initials, self._sector, self._presence = initials(name), sector, presence
        self.setAccessibleName(name + _PRESENCE_WORDS[presence])
        self.setToolTip(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(u(self._size), u(self._size))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            paint_avatar(painter, self.rect(), self._initials, self._sector, self._presence)
