"""Huddles as a list: when, how many people, where each stands, and its minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.day_words import clock_words, day_month, long_day
from mdt_desktop.services.huddle import huddles
from mdt_desktop.services.huddle.huddles import HuddleRow
from mdt_desktop.services.session import ZONE
from ui.theme import theme, u
from ui.widgets.drawing import draw_icon, rounded_box, text_line
from ui.widgets.painting import chip_width, paint_chip
from ui.widgets.row_list import RowDelegate
from ui.widgets.row_model import RowModel

CARD, GAP, HEADING = 58, 8, 34


@dataclass(frozen=True)
class HuddleLine:
    """One huddle seen on a day; the first of a group carries its `heading`."""

    huddle: HuddleRow
    today: date
    heading: str = ""

    @property
    def state(self) -> tuple[str, str, str]:
        """Words, tone and icon of where it stands."""
        row = self.huddle
        if row.status in huddles.RUNNING:
            return row.status_label, "accent", "play"
        if row.status == "cancelled":
            return "Called off", "neutral", "ban"
        if row.not_held:
            return "Not held", "amber", "clock-alert"
        if row.status != "ended":
            return row.status_label, "neutral", "calendar"
        return self._minutes()

    def _minutes(self) -> tuple[str, str, str]:
        row = self.huddle
        if row.minutes_status in ("final", "amended"):
            word = "Amended" if row.minutes_status == "amended" else "Signed"
            signed = day_month(row.signed_at.astimezone(ZONE).date()) if row.signed_at else ""
            return f"{word} {signed}".strip(), "green", "signature"
        if row.minutes_status:
            return vocabulary.label("minutes_status", row.minutes_status), "amber", "file-text"
        return "Minutes to sign", "amber", "file-text"


def huddle_lines(rows: Sequence[HuddleRow], today: date) -> list[HuddleLine]:
    """Running first, then those to come with the nearest first, then the past with the newest first."""
    running = [row for row in rows if row.status in huddles.RUNNING]
    coming = sorted(
        (row for row in rows if row.status in huddles.BEFORE and not row.not_held),
        key=lambda row: (row.day, row.start),
    )
    past = [row for row in rows if row.status in ("ended", "cancelled") or row.not_held]
    lines = []
    for heading, group in (("Running now", running), ("Coming up", coming), ("Past", past)):
        lines += [HuddleLine(row, today, "" if at else heading) for at, row in enumerate(group)]
    return lines


def huddle_model() -> RowModel:
    """The model of the list."""
    return RowModel(lambda line: line.huddle.id, huddle_sentence)


def huddle_sentence(line: HuddleLine) -> str:
    """The row as a screen reader says it."""
    row = line.huddle
    return (
        f"{long_day(row.day)} {row.day.year}, {clock_words(row.start)}, {people_words(row)}. {line.state[0]}"
    )


def people_words(row: HuddleRow) -> str:
    """How many are on its agenda."""
    return (
        "1 person"
        if row.people == 1
        else f"{row.people} people"
        if row.people
        else "nobody on the agenda yet"
    )


class HuddleDelegate(RowDelegate):
    """A card a row."""

    def height(self, row: HuddleLine, width: int) -> int:
        return u(CARD + GAP) + (u(HEADING) if row.heading else 0)

    def shape(self, rect: QRect, row: HuddleLine) -> QRect:
        top = rect.top() + (u(HEADING) if row.heading else 0)
        return QRect(rect.left() + 1, top, rect.width() - 2, u(CARD))

    def draw(self, painter: QPainter, rect: QRect, row: HuddleLine, *, current: bool, hovered: bool) -> None:
        look, card = theme(), self.shape(rect, row)
        if row.heading:
            head = QRect(rect.left() + u(2), rect.top(), rect.width(), u(HEADING) - u(4))
            text_line(painter, head, row.heading, "body", 600, look.colour("text2"))
        fill = look.colour("sel" if current else "hover" if hovered else "surface")
        running = row.huddle.status in huddles.RUNNING
        rounded_box(painter, card, u(10), fill, look.colour("accent" if current or running else "border"))
        icon = QRect(card.left() + u(16), card.top(), u(20), card.height())
        draw_icon(painter, icon, "messages-square", "accent" if running else "text2", 20)
        words, tone, chip_icon = row.state
        width = chip_width(words, chip_icon, large=True)
        chip = QRect(card.right() - u(44) - width, card.top(), width, card.height())
        paint_chip(painter, chip, words, tone, chip_icon, large=True, selected=current)
        arrow = QRect(card.right() - u(34), card.top(), u(20), card.height())
        draw_icon(painter, arrow, "chevron-right", "text2", 18)
        left = icon.right() + u(14)
        first = QRect(left, card.top() + u(9), chip.left() - left - u(12), u(21))
        huddle = row.huddle
        year = f" {huddle.day.year}" if huddle.day.year != row.today.year else ""
        text_line(painter, first, f"{long_day(huddle.day)}{year}", "h3", 600, look.colour("text"))
        second = f"{clock_words(huddle.start)}, {huddle.minutes} min · {people_words(huddle)} · {huddle.ref}"
        text_line(
            painter,
            first.translated(0, u(21)),
            second,
            "meta",
            None,
            look.colour("text2"),
            Qt.AlignmentFlag.AlignLeft,
        )
