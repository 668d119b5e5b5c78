"""The reviews that are due, as rows: complexity, name, why, and how late."""

from datetime import date

import msgspec
from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from mdt_desktop.domain.day_words import WEEKDAYS
from mdt_desktop.services.week import ReviewRow, Reviews
from ui.theme import theme, u
from ui.widgets.drawing import draw_icon, rounded_box, text_line
from ui.widgets.due_words import due_words
from ui.widgets.painting import chip_width, paint_chip, paint_tier, tier_words
from ui.widgets.row_list import RowDelegate
from ui.widgets.row_model import RowModel

ROW = 48
SHOWN = 8


class DueReview(msgspec.Struct, frozen=True):
    """One review on the day it is looked at; `last` has no line under it."""

    review: ReviewRow
    today: date
    last: bool = False


def review_rows(view: Reviews) -> list[DueReview]:
    """The first few; Cases has a view of them all."""
    shown = view.rows[:SHOWN]
    return [DueReview(row, view.today, at == len(shown) - 1) for at, row in enumerate(shown)]


def review_model() -> RowModel:
    """The model of the list."""
    return RowModel(lambda row: row.review.case.id, review_sentence)


def why_words(review: ReviewRow) -> str:
    """Why, without saying again that the review is due: the chip does."""
    parts = [part for part in review.why.split("; ") if not part.lower().startswith("review ")]
    words = "; ".join(parts) or "Review as planned"
    return words[:1].upper() + words[1:]


def review_sentence(row: DueReview) -> str:
    """The row, read aloud."""
    case = row.review.case
    due = due_words(case.review_due, row.today).sentence.lower()
    there = ", on the agenda" if row.review.on_agenda else ""
    return (
        f"{case.name}, complexity {tier_words(case.tier).lower() or 'not set'}, review {due}, "
        f"{why_words(row.review)}{there}"
    )


class ReviewDelegate(RowDelegate):
    """Two lines a row; a small agenda sign when the next huddle has them on."""

    def height(self, row: DueReview, width: int) -> int:
        return u(ROW)

    def draw(self, painter: QPainter, rect: QRect, row: DueReview, *, current: bool, hovered: bool) -> None:
        look, case = theme(), row.review.case
        if current or hovered:
            rounded_box(painter, rect.adjusted(0, 1, 0, -1), u(8), look.colour("sel" if current else "hover"))
        elif not row.last:
            rule = QRect(rect.left() + u(8), rect.bottom(), rect.width() - u(16), 1)
            painter.fillRect(rule, look.colour("border"))
        inner = rect.adjusted(u(8), 0, -u(8), 0)
        paint_tier(painter, inner, case.tier, word=False)
        words, tone = chip_words(row)
        width = chip_width(words)
        right = inner.right() - width + 1
        paint_chip(painter, QRect(right, inner.top(), width, inner.height()), words, tone, selected=current)
        if row.review.on_agenda:
            right -= u(26)
            draw_icon(painter, QRect(right, inner.top(), u(18), inner.height()), "list-ordered", "text3", 16)
        left = inner.left() + u(33)
        name = QRect(left, rect.top() + u(5), right - left - u(8), u(20))
        text_line(painter, name, case.name, "body", 500, look.colour("text"))
        why = name.translated(0, u(19))
        why.setHeight(u(17))
        text_line(painter, why, why_words(row.review), "small", None, look.colour("text2"))


def chip_words(row: DueReview) -> tuple[str, str]:
    """ "4 days late" in red, "Today", a weekday within the week."""
    due, day = due_words(row.review.case.review_due, row.today), row.review.case.review_due
    if day is not None and due.tone == "neutral" and (day - row.today).days < 7:
        return WEEKDAYS[day.weekday()][:3], due.tone
    return due.text, due.tone
