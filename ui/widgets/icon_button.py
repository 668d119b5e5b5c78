"""A button that is only an icon: its name says action and object, on hover and to screen readers."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme, u
from ui.widgets.drawing import draw_icon, painting, rounded_box
from ui.widgets.pressable import Pressable, at_least_target


class IconButton(Pressable):
    """`name` such as "Remove Winston Clarke from agenda". `outlined` draws the edge of a toolbar button."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        size: int = 32,
        icon_size: int = 18,
        outlined: bool = False,
        checkable: bool = False,
        colour: str = "text2",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._icon, self._side, self._icon_size = icon, size, icon_size
        self._outlined, self._colour = outlined, colour
        self.setCheckable(checkable)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """What it does and to what."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def set_icon(self, icon: str) -> None:
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        side = at_least_target(u(self._side))
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        chosen = self.isChecked()
        rest = "accentSoft" if chosen else "surface"
        fill = self._faded(rest, "sel" if chosen else "neutralSoft")
        shown = chosen or self._outlined or self._hover.amount > 0 or self.isDown()
        edge = look.colour("accent" if chosen else "border2") if chosen or self._outlined else None
        role = "accentText" if chosen else self._colour if self.isEnabled() else "text3"
        with painting(self) as painter:
            rounded_box(painter, self.rect(), u(8), fill if shown else None, edge, 1.5 if chosen else 1.0)
            draw_icon(painter, self.rect(), self._icon, role, self._icon_size)
