"""Who has which version, as a list."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from mdt_desktop.domain.day_words import short_day
from mdt_desktop.services.minutes.issuing import IssueRow
from mdt_desktop.services.session import ZONE
from ui.theme import theme, u
from ui.theme.type import line_height
from ui.widgets.drawing import draw_icon, rounded_box, text_line
from ui.widgets.painting import chip_width, paint_chip
from ui.widgets.row_list import RowDelegate
from ui.widgets.row_model import RowModel

PAD = 8
OLD = "Older version"


def issues_model() -> RowModel:
    """The model of the list."""
    return RowModel(lambda row: row.id, issue_sentence)


def is_saved(row: IssueRow) -> bool:
    """Saved as a file rather than printed."""
    return row.destination == "pdf"


def issue_words(row: IssueRow) -> str:
    """ "Version 1, 2 copies printed"."""
    version = f"Version {row.version}" if row.version else "Draft"
    copies = "1 copy" if row.copies == 1 else f"{row.copies} copies"
    return f"{version}, {copies} {'saved' if is_saved(row) else 'printed'}"


def issue_detail(row: IssueRow) -> str:
    """Who and when."""
    parts = [row.who]
    if row.at is not None:
        at = row.at.astimezone(ZONE)
        parts.append(f"{short_day(at.date())} {at:%H:%M}")
    return " · ".join(part for part in parts if part)


def issue_sentence(row: IssueRow) -> str:
    """The row as a screen reader says it."""
    old = f". {OLD}: a newer one has been made since" if row.superseded else ""
    where = "" if is_saved(row) else f", on {row.destination}"
    return f"{issue_words(row)}{where}, {issue_detail(row)}{old}"


class IssueDelegate(RowDelegate):
    """Two lines, with a chip on what a newer version has replaced."""

    def height(self, row: IssueRow, width: int) -> int:
        small = 1 if is_saved(row) else 2
        words = line_height("body") + small * line_height("small")
        return words + 2 * u(PAD) + (u(26) if row.superseded else 0)

    def draw(self, painter: QPainter, rect: QRect, row: IssueRow, *, current: bool, hovered: bool) -> None:
        look = theme()
        if current:
            rounded_box(painter, rect, u(8), look.colour("sel"))
        icon = "file-down" if is_saved(row) else "printer"
        high = line_height("body")
        draw_icon(painter, QRect(rect.left() + u(4), rect.top() + u(PAD), u(18), high), icon, "text2", 16)
        left = rect.left() + u(30)
        line = QRect(left, rect.top() + u(PAD), rect.right() - u(4) - left, high)
        text_line(painter, line, issue_words(row), "body", 500, look.colour("text"))
        line = QRect(left, line.bottom() + 1, line.width(), line_height("small"))
        text_line(painter, line, issue_detail(row), "small", None, look.colour("text2"))
        if not is_saved(row):
            line.translate(0, line.height())
            text_line(painter, line, f"on {row.destination}", "small", None, look.colour("text2"))
        if row.superseded:
            chip = QRect(left, line.bottom() + u(4), chip_width(OLD, "history"), u(22))
            paint_chip(painter, chip, OLD, "amber", "history", selected=current)
