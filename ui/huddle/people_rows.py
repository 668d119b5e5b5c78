"""Who is expected, or here, as a list."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from mdt_desktop.domain.naming import initials
from mdt_desktop.services.huddle.prepare_view import Guest
from mdt_desktop.services.session import ZONE
from ui.theme import theme, u
from ui.widgets.drawing import rounded_box, text_line
from ui.widgets.painting import paint_avatar
from ui.widgets.row_list import RowDelegate
from ui.widgets.row_model import RowModel

ROW = 42
_COMING = ("accepted", "present", "late", "deputy")


def people_model() -> RowModel:
    """The model of the list."""
    return RowModel(lambda guest: guest.attendance.id, guest_sentence)


def guest_sentence(guest: Guest) -> str:
    """The row as a screen reader says it."""
    parts = [guest.attendance.name, duty_words(guest), guest.status_label]
    return ", ".join(part for part in parts if part)


def duty_words(guest: Guest) -> str:
    """What they do, and their duty at this huddle: "GP, chair"."""
    work = guest.member.job_title if guest.member else guest.attendance.organisation or "Guest"
    if not work and guest.member:
        work = guest.member.sector_label
    if not guest.duty or guest.duty.lower() in work.lower():
        return work
    return f"{work}, {guest.duty.lower()}" if work else guest.duty


def arrival_words(guest: Guest) -> str:
    """When they came or left, by the clock on the wall: ", 9:42"."""
    one = guest.attendance
    at = one.left if one.status == "left" else one.arrived if one.status in ("present", "late") else None
    return f", {at.astimezone(ZONE).hour}:{at.astimezone(ZONE):%M}" if at else ""


def presence_of(guest: Guest) -> str:
    """A filled dot for coming or here, a ring for away or no answer."""
    return "here" if guest.attendance.status in _COMING else "away"


class PeopleDelegate(RowDelegate):
    """Avatar, name, and either what they do or what is not settled about them."""

    def __init__(self, *, always_status: bool = False) -> None:
        super().__init__()
        self._always_status = always_status

    def height(self, row: Guest, width: int) -> int:
        return u(ROW)

    def draw(self, painter: QPainter, rect: QRect, row: Guest, *, current: bool, hovered: bool) -> None:
        look = theme()
        if current or hovered:
            rounded_box(painter, rect, u(8), look.colour("sel" if current else "hover"))
        side = u(28)
        box = QRect(rect.left() + u(4), rect.top() + (rect.height() - side) // 2, side, side)
        paint_avatar(painter, box, initials(row.attendance.name), row.attendance.sector, presence_of(row))
        left = box.right() + u(10)
        name = QRect(left, rect.top() + u(3), rect.right() - left - u(4), u(18))
        text_line(painter, name, row.attendance.name, "body", 500, look.colour("text"))
        words, colour = self._second_line(row)
        text_line(painter, name.translated(0, u(17)), words, "small", None, look.colour(colour))

    def _second_line(self, row: Guest) -> tuple[str, str]:
        status = row.attendance.status
        note = f", {row.attendance.note}" if row.attendance.note else arrival_words(row)
        if status == "invited":
            return row.status_label, "amber"
        if status in ("accepted", "present") and not self._always_status:
            return duty_words(row), "text2"
        return f"{row.status_label}{note}", "text2"
