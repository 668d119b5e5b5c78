"""Type roles (design 3.3) as fonts. Fonts are set with `setFont`, never in the style sheet."""

import msgspec
from PySide6.QtGui import QFont

from ui.theme.fonts import display_families, text_families
from ui.theme.metrics import u

DISPLAY_FROM = 20  # px from which Inter Display is used
FEATURES = ("tnum", "cv05")  # figures that line up; an l with a tail


class Role(msgspec.Struct, frozen=True):
    """Sizes in px at 100 %: letter height and line."""

    px: int
    line: int
    weight: int = 400


ROLES: dict[str, Role] = {
    "display": Role(32, 38, 600),
    "name": Role(28, 34, 600),
    "h1": Role(23, 28, 600),
    "h2": Role(18, 24, 600),
    "h3": Role(15, 20, 600),
    "big": Role(16, 22),
    "body": Role(14, 19),
    "meta": Role(13, 18),
    "small": Role(12, 16),
    "initials": Role(10, 12, 600),
    "kpi": Role(30, 36, 600),
    "room22": Role(22, 28),
    "room": Role(28, 35),
    "room46": Role(46, 58, 600),
    "room54": Role(54, 68, 600),
}

_WEIGHTS = {
    400: QFont.Weight.Normal,
    500: QFont.Weight.Medium,
    600: QFont.Weight.DemiBold,
    700: QFont.Weight.Bold,
}


def make_font(role: str, weight: int | None = None, italic: bool = False) -> QFont:
    """A new font for `role`; `weight` 400, 500, 600 or 700, else the role's own."""
    chosen = ROLES[role]
    qt_weight = _WEIGHTS[weight or chosen.weight]
    headline = chosen.px >= DISPLAY_FROM and qt_weight >= QFont.Weight.DemiBold
    font = QFont(display_families() if headline else text_families(qt_weight))
    font.setPixelSize(u(chosen.px))
    font.setWeight(qt_weight)
    font.setItalic(italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for feature in FEATURES:
        font.setFeature(QFont.Tag(feature), 1)
    return font


def line_height(role: str) -> int:
    """Pixels from one line of text to the next."""
    return u(ROLES[role].line)
