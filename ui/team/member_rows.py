"""The rows of the directory: who somebody is, where they work, how to reach them."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from mdt_desktop.services.team.directory import MemberView
from ui.theme import theme, u
from ui.widgets.drawing import rounded_box, text_line
from ui.widgets.painting import chip_width, paint_avatar, paint_chip
from ui.widgets.row_list import RowDelegate
from ui.widgets.row_model import RowModel

ROW = 52
PHONE_FROM = 520  # px of the design: a narrower list leaves the number to the form


def member_model() -> RowModel:
    """The model of the list."""
    return RowModel(lambda member: member.id, member_sentence)


def member_sentence(member: MemberView) -> str:
    """The row as a screen reader says it."""
    phone = f"phone {member.phone}" if member.phone else ""
    parts = (member.name, work_words(member), state_words(member)[0], phone)
    return ", ".join(part for part in parts if part)


def work_words(member: MemberView) -> str:
    """ "District nurse · Harbour Community Health"; the sector where neither is known."""
    parts = [part for part in (member.job_title, member.organisation) if part]
    return " · ".join(parts) or member.sector_label


def state_words(member: MemberView) -> tuple[str, str]:
    """What sets somebody apart from a core member, with its tone; empty for a core member."""
    if not member.active:
        return "Has left", "amber"
    return ("Called in", "neutral") if member.membership == "called_in" else ("", "neutral")


class MemberDelegate(RowDelegate):
    """Avatar, name and work; at the right what sets them apart, and their phone."""

    def height(self, row: MemberView, width: int) -> int:
        return u(ROW)

    def draw(self, painter: QPainter, rect: QRect, row: MemberView, *, current: bool, hovered: bool) -> None:
        look, inner = theme(), rect.adjusted(0, u(2), 0, -u(2))
        if current or hovered:
            rounded_box(painter, inner, u(8), look.colour("sel" if current else "hover"))
        side = u(32)
        box = QRect(inner.left() + u(8), inner.center().y() - side // 2 + 1, side, side)
        paint_avatar(painter, box, row.initials, row.sector)
        left, right = box.right() + u(12), self._right_side(painter, inner, row, current=current)
        name = QRect(left, inner.top() + u(4), right - left, u(20))
        colour = look.colour("text" if row.active else "text3")
        text_line(painter, name, row.name, "body", 600, colour)
        text_line(painter, name.translated(0, u(20)), work_words(row), "meta", None, look.colour("text2"))

    def _right_side(self, painter: QPainter, inner: QRect, row: MemberView, *, current: bool) -> int:
        """Paint it, and answer where it begins."""
        look, right = theme(), inner.right() - u(10)
        words, tone = state_words(row)
        if words:
            width = chip_width(words)
            box = QRect(right - width, inner.top(), width, inner.height())
            paint_chip(painter, box, words, tone, selected=current)
            right -= width + u(12)
        if row.phone and inner.width() >= u(PHONE_FROM):
            width = look.metrics("meta").horizontalAdvance(row.phone) + u(4)
            place = QRect(right - width, inner.top(), width, inner.height())
            text_line(
                painter, place, row.phone, "meta", None, look.colour("text2"), Qt.AlignmentFlag.AlignRight
            )
            right -= width + u(12)
        return right
