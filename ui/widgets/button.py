"""The button: primary (one a pane), secondary, soft, ghost, link, danger, quiet, chosen."""

import msgspec
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.theme import theme, u
from ui.widgets.drawing import KEY_HEIGHT, draw_icon, key_hint, key_width, painting, rounded_box, text_line
from ui.widgets.pressable import Pressable

ICON = 16
GAP = 7


class _Look(msgspec.Struct, frozen=True):
    """Colour roles: fill at rest ("" none), fill hovered, text, edge ("" none), weight of the edge."""

    fill: str
    hovered: str
    text: str
    edge: str = ""
    edge_width: float = 1.0


_LOOKS = {
    "primary": _Look("accent", "accentH", "onAccent"),
    "secondary": _Look("surface", "hover", "text", "border2"),
    "soft": _Look("accentSoft", "sel", "accentText"),
    "ghost": _Look("", "neutralSoft", "text2"),
    "link": _Look("", "accentSoft", "accentText"),
    "danger": _Look("surface", "redSoft", "red", "red"),
    "quiet": _Look("neutralSoft", "border", "text2"),
    "chosen": _Look("surface", "hover", "text", "border2"),
}
KINDS = tuple(_LOOKS)
_CHECKED = _Look("accentSoft", "sel", "accentText", "accent", 1.5)
_DISABLED = _Look("neutralSoft", "neutralSoft", "text3")


class Button(Pressable):
    """A painted button with optional icon and key hint; too long a text elides and shows whole on hover.

    `kind` is one of KINDS; "chosen" can be checked. `large` (40 px) is for a page's main action,
    `low` (26 px) for one beside a heading.
    The key hint is words only: the page owns the shortcut.
    """

    def __init__(
        self,
        text: str,
        *,
        kind: str = "secondary",
        icon: str = "",
        key: str = "",
        large: bool = False,
        low: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent=parent)
        self._kind, self._icon, self._key, self._large, self._low = kind, icon, key, large, low
        self.setCheckable(kind == "chosen")
        self._tip = ""
        self._small = False
        if key:
            self.setAccessibleDescription(f"Shortcut {key}")

    def set_kind(self, kind: str) -> None:
        """Change the look; "chosen" becomes checkable."""
        self._kind = kind
        self.setCheckable(kind == "chosen")
        self.update()

    def set_icon(self, name: str) -> None:
        self._icon = name
        self._remeasure()

    def explain(self, reason: str) -> None:
        """Disable with a reason, shown on hover and to screen readers; "" enables again."""
        self.setEnabled(not reason)
        self._tip = reason
        self.setAccessibleDescription(reason or (f"Shortcut {self._key}" if self._key else ""))
        self._tell_whole_text()

    def set_small(self, small: bool) -> None:
        """Without its key hint, where there is no room."""
        if small != self._small:
            self._small = small
            self._remeasure()

    def small_width(self) -> int:
        return self.full_width() - self._key_room()

    def full_width(self) -> int:
        words = theme().metrics("body", 500).horizontalAdvance(self.words()) + 1
        return self._extras() + self._key_room() + words

    def sizeHint(self) -> QSize:
        return QSize(self.small_width() if self._small else self.full_width(), self._height())

    def minimumSizeHint(self) -> QSize:
        words = theme().metrics("body", 500).horizontalAdvance(self.words()) + 1
        key = 0 if self._small else self._key_room()
        return QSize(self._extras() + key + min(words, u(56)), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole_text()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._look()
        look = theme()
        fill = self._faded(colours.fill or self._ground(), colours.hovered)
        see_through = not colours.fill and self._hover.amount == 0 and not self.isDown()
        edge = look.colour(colours.edge) if colours.edge else None
        if look.high_contrast and edge is None and colours.fill != "accent":
            edge = look.colour(colours.text)
        with painting(self) as painter:
            rounded_box(painter, self.rect(), u(8), None if see_through else fill, edge, colours.edge_width)
            self._paint_content(painter, colours)

    def _paint_content(self, painter: QPainter, colours: _Look) -> None:
        spare = max(0, self.width() - self.sizeHint().width())
        x = self._padding() + spare // 2
        if self._icon:
            draw_icon(painter, QRect(x, 0, u(ICON), self.height()), self._icon, colours.text, ICON)
            x += u(ICON) + u(GAP)
        end = self.width() - self._padding() - spare // 2
        if self._key and not self._small:
            width = key_width(self._key)
            top = (self.height() - u(KEY_HEIGHT)) // 2
            filled = colours.fill if colours.fill not in ("", "surface") else None
            key_hint(painter, QRect(end - width, top, width, u(KEY_HEIGHT)), self._key, colours.text, filled)
            end -= width + u(GAP)
        line = QRect(x, 0, end - x + 1, self.height())
        colour = theme().colour(colours.text)
        text_line(painter, line, self.words(), "body", 500, colour, Qt.AlignmentFlag.AlignHCenter)

    def _look(self) -> _Look:
        if not self.isEnabled():
            return _DISABLED
        return _CHECKED if self.isChecked() else _LOOKS[self._kind]

    def _ground(self) -> str:
        return "surface"

    def _padding(self) -> int:
        return u(16 if self._large else 12)

    def _extras(self) -> int:
        icon = u(ICON) + u(GAP) if self._icon else 0
        return 2 * self._padding() + icon

    def _key_room(self) -> int:
        return key_width(self._key) + u(GAP) if self._key else 0

    def _height(self) -> int:
        return u(40 if self._large else 26 if self._low else 34)

    def _tell_whole_text(self) -> None:
        cut = self.width() < self.sizeHint().width()
        self.setToolTip(self._tip or (self.words() if cut else ""))
