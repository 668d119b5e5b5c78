"""The huddles that have minutes, as a list: when, about how many, how they stand, who signed."""

from datetime import datetime

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from mdt_desktop.domain.day_words import long_day, short_day
from mdt_desktop.services.minutes.minutes_page import MinutesRow
from mdt_desktop.services.session import ZONE
from ui.theme import theme, u
from ui.widgets.drawing import draw_icon, rounded_box, text_line
from ui.widgets.painting import chip_width, paint_chip
from ui.widgets.row_list import RowDelegate
from ui.widgets.row_model import RowModel

ROW, GAP, CHIP = 60, 8, 116
LOOKS = {
    "draft": ("Draft", "amber", "pen-line"),
    "circulated": ("Circulated", "amber", "send"),
    "final": ("Signed", "green", "signature"),
    "amended": ("Amended", "blue", "file-check"),
}


def minutes_model() -> RowModel:
    """The model of the list."""
    return RowModel(lambda row: row.huddle.id, minutes_sentence)


def counted(row: MinutesRow) -> str:
    """ "9 people, 21 actions"."""
    people = "1 person" if row.huddle.people == 1 else f"{row.huddle.people} people"
    actions = "1 action" if row.actions == 1 else f"{row.actions} actions"
    return f"{people}, {actions}"


def clock_time(at: datetime) -> str:
    """ "10:41" as the team's clock showed it."""
    return f"{at.astimezone(ZONE):%H:%M}"


def signed_words(row: MinutesRow) -> str:
    """Which version, who signed it and when; for a draft what it still needs."""
    at = row.huddle.signed_at
    if at is None:
        return "Not signed yet"
    day = at.astimezone(ZONE).date()
    when = clock_time(at) if day == row.huddle.day else f"{short_day(day)} {clock_time(at)}"
    by = f" by {row.signed_by}" if row.signed_by else ""
    return f"Version {row.version}, signed {when}{by}"


def minutes_sentence(row: MinutesRow) -> str:
    """The row as a screen reader says it."""
    words = LOOKS.get(row.status, (row.status_label, "", ""))[0].lower()
    return f"Huddle of {long_day(row.huddle.day)}, {counted(row)}, {words}. {signed_words(row)}."


class MinutesDelegate(RowDelegate):
    """A card a huddle."""

    def height(self, row: MinutesRow, width: int) -> int:
        return u(ROW + GAP)

    def shape(self, rect: QRect, row: MinutesRow) -> QRect:
        return QRect(rect.left() + 2, rect.top() + 2, rect.width() - 4, u(ROW))

    def draw(self, painter: QPainter, rect: QRect, row: MinutesRow, *, current: bool, hovered: bool) -> None:
        look, card = theme(), self.shape(rect, row)
        fill, edge = (
            "sel" if current else "hover" if hovered else "surface",
            "accent" if current else "border",
        )
        rounded_box(painter, card, u(9), look.colour(fill), look.colour(edge))
        draw_icon(
            painter,
            QRect(card.left() + u(14), card.top(), u(20), card.height()),
            "file-text",
            "accent",
            20,
        )
        left = card.left() + u(48)
        room = card.right() - u(16) - left
        name = QRect(left, card.top(), room * 22 // 100, card.height())
        text_line(painter, name, short_day(row.huddle.day), "h3", 600, look.colour("text"))
        people = QRect(name.right(), card.top(), room * 22 // 100, card.height())
        text_line(painter, people, counted(row), "body", None, look.colour("text2"))
        words, tone, icon = LOOKS.get(row.status, (row.status_label, "neutral", ""))
        chip = QRect(people.right(), card.top(), chip_width(words, icon), card.height())
        paint_chip(painter, chip, words, tone, icon, selected=current)
        signed = QRect(
            people.right() + u(112), card.top(), card.right() - people.right() - u(128), card.height()
        )
        text_line(painter, signed, signed_words(row), "body", None, look.colour("text2"))
