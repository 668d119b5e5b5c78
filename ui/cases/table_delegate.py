"""How a case looks as a row of the list: one delegate, drawing by column."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.day_words import day_month
from mdt_desktop.services.cases.case_lists import CaseRow
from ui.cases.columns import KEYS
from ui.cases.table_model import CaseTableModel
from ui.cases.wording import review_due
from ui.theme import theme, u
from ui.widgets.drawing import text_line
from ui.widgets.flags import flag_look
from ui.widgets.name_lines import name_lines
from ui.widgets.painting import chip_width, paint_avatar, paint_check, paint_chip, paint_tier

HEIGHT, PAD, CHECK_LEFT, NAME_LEFT = 48, 8, 14, 44
Index = QModelIndex | QPersistentModelIndex


class CaseDelegate(QStyledItemDelegate):
    """Two lines for the person, chips for flags and review, an avatar for the key worker."""

    def __init__(self, model: CaseTableModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._draw: tuple[Callable[[QPainter, QRect, CaseRow, bool], None], ...] = (
            self._person,
            self._tier,
            self._flags,
            self._locality,
            self._key_worker,
            self._discussed,
            self._review,
        )
        assert len(self._draw) == len(KEYS)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(u(60), u(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, rect = theme(), option.rect
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, look.colour("sel" if current else "surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.colour("border"))
        if current and index.column() == 0:
            painter.fillRect(QRect(rect.left(), rect.top(), u(3), rect.height()), look.colour("accent"))
        row = index.data(CaseTableModel.RowRole)
        if row is None:
            self._blank(painter, rect)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw[index.column()](painter, rect, row, current)
        painter.restore()

    def _blank(self, painter: QPainter, rect: QRect) -> None:
        bar = QRect(rect.left() + u(PAD), rect.center().y() - u(4), max(0, rect.width() // 2), u(8))
        painter.fillRect(bar, theme().colour("neutralSoft"))

    def _person(self, painter: QPainter, rect: QRect, row: CaseRow, current: bool) -> None:
        look = theme()
        box = QRect(rect.left() + u(CHECK_LEFT), rect.top(), u(18), rect.height() - 1)
        paint_check(painter, box, row.id in self._model.ticked)
        left = rect.left() + u(NAME_LEFT)
        width = rect.right() - left - u(4)
        name = QRect(left, rect.top() + u(5), width, u(20))
        first, own_script = name_lines(row.name, width)
        text_line(painter, name, first, "body", 600, look.colour("text"))
        below = QRect(left, rect.top() + u(25), width, u(17))
        if own_script:  # by itself: figures beside it would be drawn in the font of that script
            text_line(painter, below, own_script, "meta", None, look.colour("text3"))
            below.setLeft(below.left() + look.metrics("meta").horizontalAdvance(own_script) + u(8))
        words = self._second_line(row, with_age=not own_script)
        text_line(painter, below, words, "meta", None, look.colour("text3"))

    def _second_line(self, row: CaseRow, *, with_age: bool = True) -> str:
        number = "" if self._model.sharing else row.nhs_number
        age = "" if row.age is None or not with_age else str(row.age)  # the number is what tells two apart
        return " · ".join(part for part in (age, number) if part) or row.ref

    def _tier(self, painter: QPainter, rect: QRect, row: CaseRow, current: bool) -> None:
        if row.tier:
            paint_tier(painter, _inside(rect), row.tier, local=row.tier_label)
        else:
            self._quiet(painter, rect, "Not set")

    def _flags(self, painter: QPainter, rect: QRect, row: CaseRow, current: bool) -> None:
        room = _inside(rect)
        for number, code in enumerate(row.flags):
            look = flag_look(code)
            words = vocabulary.label("flag", code)
            left = len(row.flags) - number
            more = chip_width(f"+{left}") if left > 1 else 0
            if chip_width(words, look.icon) + (more + u(5) if more else 0) > room.width():
                paint_chip(painter, room, f"+{left}", selected=current)
                return
            used = paint_chip(painter, room, words, look.tone, look.icon, selected=current)
            room.setLeft(room.left() + used + u(5))

    def _locality(self, painter: QPainter, rect: QRect, row: CaseRow, current: bool) -> None:
        self._plain(painter, rect, row.locality)

    def _key_worker(self, painter: QPainter, rect: QRect, row: CaseRow, current: bool) -> None:
        if not row.key_worker:
            self._quiet(painter, rect, "Nobody yet")
            return
        place = _inside(rect)
        side = u(24)
        face = QRect(place.left(), place.center().y() - side // 2, side, side)
        paint_avatar(painter, face, row.key_worker_initials, row.key_worker_sector)
        self._plain(painter, rect.adjusted(side + u(6), 0, 0, 0), first_name(row.key_worker))

    def _discussed(self, painter: QPainter, rect: QRect, row: CaseRow, current: bool) -> None:
        if row.last_discussed is None:
            self._quiet(painter, rect, "Not yet")
        else:
            self._plain(painter, rect, short_date(row.last_discussed, self._model.today))

    def _review(self, painter: QPainter, rect: QRect, row: CaseRow, current: bool) -> None:
        due = review_due(row, self._model.today, self._model.huddle_day)
        if due.tone:
            paint_chip(painter, _inside(rect), due.text, due.tone, due.icon, selected=current)
        else:
            self._plain(painter, rect, due.text)

    def _plain(self, painter: QPainter, rect: QRect, words: str) -> None:
        text_line(painter, _inside(rect), words, "body", None, theme().colour("text2"))

    def _quiet(self, painter: QPainter, rect: QRect, words: str) -> None:
        text_line(painter, _inside(rect), words, "meta", None, theme().colour("text3"))


def first_name(name: str) -> str:
    """The name people call across the table."""
    words = [
        word for word in name.split() if word.rstrip(".") not in {"Dr", "Mr", "Mrs", "Ms", "Miss", "Prof"}
    ]
    return words[0] if words else name


def short_date(day: date, today: date) -> str:
    """ "29 Oct", with the year when it is not this one."""
    return day_month(day) if day.year == today.year else f"{day_month(day)} {day.year}"


def _inside(rect: QRect) -> QRect:
    return rect.adjusted(u(PAD), 0, -u(PAD), -1)
