"""Whom a typed word could mean: a list beside quick entry, moved through without leaving the line."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QWidget

from mdt_desktop.domain.capture import CaptureContext, OwnerChoice
from mdt_desktop.domain.naming import initials
from ui.theme import theme, u
from ui.widgets.boxes import Column
from ui.widgets.drawing import draw_icon, rounded_box, text_line
from ui.widgets.painting import paint_avatar
from ui.widgets.row_list import RowDelegate, RowList
from ui.widgets.row_model import RowModel
from ui.widgets.surface import set_surface

ROW, WIDTH, SHOWN = 38, 320, 7
Choice = tuple[OwnerChoice, str, str, bool]  # who, what they do, their sector, whether they are here


class OwnerDelegate(RowDelegate):
    """Avatar, name, what they do."""

    def height(self, row: Choice, width: int) -> int:
        return u(ROW)

    def draw(self, painter: QPainter, rect: QRect, row: Choice, *, current: bool, hovered: bool) -> None:
        look, (choice, work, sector, here) = theme(), row
        if current or hovered:
            rounded_box(painter, rect, u(7), look.colour("sel" if current else "hover"))
        side = u(26)
        box = QRect(rect.left() + u(8), rect.top() + (rect.height() - side) // 2, side, side)
        if choice.kind == "member":
            paint_avatar(painter, box, initials(choice.name), sector, "here" if here else "away")
        else:
            draw_icon(painter, box, "circle-dashed" if choice.kind == "nobody" else "building-2", "text2", 18)
        left = box.right() + u(10)
        line = QRect(left, rect.top(), rect.right() - left - u(8), rect.height())
        text_line(painter, line, choice.name, "body", 500, look.colour("text"))
        used = look.metrics("body", 500).horizontalAdvance(choice.name) + u(10)
        rest = line.adjusted(used, 0, 0, 0)
        if rest.width() > u(40):
            text_line(painter, rest, work, "small", None, look.colour("text2"))


class OwnerPopup(QFrame):
    """`chosen(choice)`. The line keeps the focus and passes Up, Down and Enter on."""

    chosen = Signal(object)

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        set_surface(self, "float")
        model = RowModel(lambda row: row[0].member_id or row[0].name, _sentence)
        self.list = RowList("Choose who", model, OwnerDelegate())
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(lambda _index: self.take())
        Column(self, margin=6, gap=0).add(self.list)
        self.hide()

    def show_choices(self, choices: Sequence[OwnerChoice], room: CaptureContext, anchor: QWidget) -> None:
        """Open above or below the anchor, the first choice current."""
        known = {member.id: member for member in room.members}
        rows = []
        for choice in choices:
            member = known.get(choice.member_id or "")
            work = (member.job_title or member.organisation) if member else "until somebody there accepts"
            if choice.kind == "nobody":
                work = "choose before the huddle is closed"
            rows.append((choice, work, member.sector if member else "", bool(member and member.here)))
        self.list.set_rows(rows)
        self.list.setCurrentIndex(self.list.rows.index(0))
        height = min(len(rows), SHOWN) * u(ROW) + u(14)
        host = self.parentWidget()
        corner = anchor.mapTo(host, QPoint(0, anchor.height() + u(6)))
        if corner.y() + height > host.height():
            corner = anchor.mapTo(host, QPoint(0, -u(6) - height))
        self.setGeometry(corner.x(), max(0, corner.y()), min(u(WIDTH), host.width()), height)
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Up or down."""
        count = self.list.rows.rowCount()
        if count:
            self.list.setCurrentIndex(self.list.rows.index((self.list.currentIndex().row() + by) % count))

    def take(self) -> None:
        """The current one."""
        row = self.list.current_row()
        self.hide()
        if row is not None:
            self.chosen.emit(row[0])


def _sentence(row: Choice) -> str:
    return f"{row[0].name}, {row[1]}{', here' if row[3] else ''}"
