"""How much room a window has: three widths, and whether it is low. At 200 % text it has half as much."""

from PySide6.QtCore import QSize

from ui.page import FULL, MEDIUM, NARROW
from ui.theme import u

FULL_FROM, MEDIUM_FROM, SHORT_BELOW = 1360, 1100, 780  # px of the design


def room(size: QSize) -> tuple[str, bool]:
    """The width class of a window of this size, and whether it is low."""
    width, height = (side * 100 / u(100) for side in (size.width(), size.height()))
    width_class = FULL if width >= FULL_FROM else MEDIUM if width >= MEDIUM_FROM else NARROW
    return width_class, height < SHORT_BELOW
