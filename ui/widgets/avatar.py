"""Initials on the sector's tint, with a dot when here and a ring when not."""

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from mdt_desktop.domain.naming import initials
from ui.widgets.drawing import painting
from ui.widgets.painting import paint_avatar
from ui.widgets.square import Square

_PRESENCE_WORDS = {"": "", "here": ", here", "away": ", not here"}


class Avatar(Square, QLabel):
    """`name` gives initials and accessible name; `sector` a code; `presence` "", "here" or "away"."""

    def __init__(
        self, name: str, sector: str, *, presence: str = "", size: int = 36, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.be_square(size)
        self.set_member(name, sector, presence)

    def set_member(self, name: str, sector: str, presence: str = "") -> None:
        self._initials, self._sector, self._presence = initials(name), sector, presence
        self.setAccessibleName(name + _PRESENCE_WORDS[presence])
        self.setToolTip(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            paint_avatar(painter, self.rect(), self._initials, self._sector, self._presence)
