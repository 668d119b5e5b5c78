"""Chips, due dates, complexity and avatars for delegates and widgets alike.

Each is drawn once into a pixmap and kept until the theme changes: a list repaints nothing but pictures.
All `paint_*` draw at the left of `rect`, centred in height, and return the width they used.
"""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap, QPixmapCache

from mdt_desktop.domain import vocabulary
from ui.theme import TONES, sector_role, theme, u
from ui.theme.tokens import SECTOR_TINT
from ui.widgets.drawing import draw_icon, painting, rounded_box, text_line
from ui.widgets.due_words import due_words

_TIER_BARS = {"low": 1, "medium": 2, "most_complex": 3}
_BAR = (4, 2, (6, 10, 14))  # width, gap, heights

_pictures: dict[tuple[object, ...], QPixmap] = {}
_LIMIT = 2000


def paint_chip(
    painter: QPainter,
    rect: QRect,
    text: str,
    tone: str = "neutral",
    icon: str = "",
    *,
    large: bool = False,
    selected: bool = False,
) -> int:
    """A chip; on a `selected` row its fill is the surface, so that it does not sink."""
    width = min(chip_width(text, icon, large=large), rect.width())
    size = QSize(width, u(28 if large else 22))
    key = ("chip", text, tone, icon, large, selected, width)
    return _paint(painter, rect, size, key, lambda p, r: _draw_chip(p, r, text, tone, icon, large, selected))


def chip_width(text: str, icon: str = "", *, large: bool = False) -> int:
    """Width of the whole chip, not elided."""
    words = theme().metrics(*_chip_font(large)).horizontalAdvance(text)
    beside = u(16 if large else 14) + u(4) if icon else 0
    return words + beside + 2 * u(9 if large else 7) + 1


def paint_due(
    painter: QPainter,
    rect: QRect,
    due: date | None,
    today: date,
    *,
    done: bool = False,
    selected: bool = False,
) -> int:
    """The due chip of `due` seen on `today`."""
    words = due_words(due, today, done=done)
    return paint_chip(painter, rect, words.text, words.tone, words.icon, selected=selected)


def paint_tier(painter: QPainter, rect: QRect, tier: str, *, word: bool = True, local: str = "") -> int:
    """One to three rising bars, and the word: the team's own (`local`) or ours. No tier, no bar filled."""
    words = tier_words(tier, local) if word else ""
    size = QSize(min(tier_width(tier, word=word, local=local), rect.width()), u(20))
    key = ("tier", tier, words, size.width())
    return _paint(painter, rect, size, key, lambda p, r: _draw_tier(p, r, tier, words))


def tier_words(tier: str, local: str = "") -> str:
    """The team's own word for a tier, else ours."""
    return local or vocabulary.label("tier", tier)


def tier_width(tier: str, *, word: bool = True, local: str = "") -> int:
    """Width of bars and word."""
    width, gap, _ = _BAR
    bars = 3 * u(width) + 2 * u(gap) + 1
    words = theme().metrics("meta", 500).horizontalAdvance(tier_words(tier, local)) if word else 0
    return bars + (u(7) + words + 1 if word else 0)


def paint_avatar(painter: QPainter, rect: QRect, initials: str, sector: str, presence: str = "") -> int:
    """Initials on the sector's tint, as large as `rect` is high. `presence`: "", here or away."""
    side = min(rect.width(), rect.height())
    key = ("avatar", initials, sector_role(sector), presence, side)
    return _paint(
        painter, rect, QSize(side, side), key, lambda p, r: _draw_avatar(p, r, initials, sector, presence)
    )


def paint_check(painter: QPainter, rect: QRect, checked: bool) -> int:
    """A list's checkbox, 18 px."""
    size = QSize(u(18), u(18))
    return _paint(painter, rect, size, ("check", checked), lambda p, r: _draw_check(p, r, checked))


def forget_pictures() -> None:
    """Drop every kept picture: colours or sizes have changed."""
    _pictures.clear()
    QPixmapCache.clear()


def _paint(
    painter: QPainter,
    rect: QRect,
    size: QSize,
    key: tuple[object, ...],
    draw: Callable[[QPainter, QRect], None],
) -> int:
    if size.isEmpty():
        return 0
    ratio = painter.device().devicePixelRatioF()
    picture = _pictures.get((*key, ratio))
    if picture is None:
        picture = _draw_picture(size, ratio, draw)
        if len(_pictures) >= _LIMIT:
            _pictures.clear()
        _pictures[(*key, ratio)] = picture
    painter.drawPixmap(QPoint(rect.left(), rect.top() + (rect.height() - size.height()) // 2), picture)
    return size.width()


def _draw_picture(size: QSize, ratio: float, draw: Callable[[QPainter, QRect], None]) -> QPixmap:
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    with painting(picture) as painter:
        draw(painter, QRect(QPoint(0, 0), size))
    return picture


def _chip_font(large: bool) -> tuple[str, int]:
    return ("meta" if large else "small", 500)


def _draw_chip(
    painter: QPainter, rect: QRect, text: str, tone: str, icon: str, large: bool, selected: bool
) -> None:
    look, roles = theme(), TONES[tone]
    edge = look.colour(roles.strong) if look.high_contrast else None
    rounded_box(painter, rect, u(6), look.colour("surface" if selected else roles.soft), edge)
    inner = rect.adjusted(u(9 if large else 7), 0, -u(9 if large else 7), 0)
    if icon:
        side = 16 if large else 14
        place = QRect(inner.left(), inner.top(), u(side), inner.height())
        draw_icon(painter, place, icon, roles.strong, side)
        inner.setLeft(inner.left() + u(side) + u(4))
    text_line(painter, inner.adjusted(0, 0, 1, 0), text, *_chip_font(large), look.colour(roles.strong))


def _draw_tier(painter: QPainter, rect: QRect, tier: str, words: str) -> None:
    look = theme()
    filled = _TIER_BARS.get(tier, 0)
    colour = look.colour(f"tier{max(1, filled)}")
    width, gap, heights = _BAR
    base = rect.center().y() + u(8)
    for number, height in enumerate(heights):
        bar = QRect(rect.left() + number * u(width + gap), base - u(height), u(width), u(height))
        rounded_box(painter, bar, u(1), colour if number < filled else None, colour)
    if words:
        line = rect.adjusted(3 * u(width) + 2 * u(gap) + u(7), 0, 1, 0)
        text_line(painter, line, words, "meta", 500, colour)


def _draw_avatar(painter: QPainter, rect: QRect, initials: str, sector: str, presence: str) -> None:
    look, role = theme(), sector_role(sector)
    edge = look.colour(role) if look.high_contrast else None
    rounded_box(painter, rect, rect.width() / 2, look.mixed(role, "surface", SECTOR_TINT), edge)
    small = rect.width() < u(28)
    font = "initials" if small else "small" if rect.width() < u(34) else "meta"
    text_line(painter, rect, initials, font, 600, look.colour(role), Qt.AlignmentFlag.AlignHCenter)
    if presence:
        side = max(u(8), rect.width() // 4)
        dot = QRect(rect.right() - side + 1, rect.bottom() - side + 1, side, side)
        rounded_box(painter, dot, side / 2, look.colour("surface"))
        ring = dot.adjusted(1, 1, -1, -1)
        if presence == "here":
            rounded_box(painter, ring, ring.width() / 2, look.colour("green"))
        else:
            rounded_box(painter, ring, ring.width() / 2, look.colour("surface"), look.colour("text3"), 1.5)


def _draw_check(painter: QPainter, rect: QRect, checked: bool) -> None:
    look = theme()
    if not checked:
        rounded_box(painter, rect, u(5), look.colour("surface"), look.colour("border2"), 1.4)
        return
    rounded_box(painter, rect, u(5), look.colour("accent"))
    draw_icon(painter, rect, "check", "onAccent", 14)


theme().forget_with(forget_pictures)
