"""The read-back as a list: owner by owner, what each has taken on, and whether they said yes."""

from datetime import date

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter

from mdt_desktop.domain.day_words import day_month, short_day
from mdt_desktop.domain.naming import initials
from mdt_desktop.services.actions.rows import ActionRow
from mdt_desktop.services.closing.reading_back import OwnerActions
from ui.huddle.close.check_rows import ROW_INSET
from ui.theme import theme, u
from ui.theme.type import line_height
from ui.widgets.drawing import (
    KEY_HEIGHT,
    draw_icon,
    key_hint,
    key_width,
    rounded_box,
    text_line,
    words_block,
    words_height,
)
from ui.widgets.painting import paint_avatar
from ui.widgets.row_list import RowDelegate
from ui.widgets.row_model import RowModel

HEAD, PAD, AVATAR, BUTTON = 44, 8, 30, 30
YES = "Yes to all"


def owner_key(owner: OwnerActions) -> str:
    """Names a row across reloads: owners without an id are organisations, and nobody."""
    return owner.owner_id or f"named {owner.name}"


def can_say_yes(owner: OwnerActions) -> bool:
    """Whoever is in the room and has not said it yet."""
    return bool(owner.owner_id) and owner.here and not owner.accepted


def state_words(owner: OwnerActions) -> str:
    """ "3 actions · here"."""
    count = "1 action" if len(owner.rows) == 1 else f"{len(owner.rows)} actions"
    if not owner.name:
        return f"{count} · choose an owner above"
    if owner.accepted:
        return f"{count} · accepted"
    if not owner.owner_id:
        return f"{count} · nobody named there"
    return f"{count} · here" if owner.here else f"{count} · not here, still to be told"


def owner_sentence(owner: OwnerActions) -> str:
    """The row as a screen reader says it: everything that is read out."""
    said = "; ".join(f"{row.text}, {due_words(row.due)}" for row in owner.rows)
    press = " Y: yes to all." if can_say_yes(owner) else ""
    return f"{owner.name or 'Nobody yet'}, {state_words(owner)}: {said}.{press}"


def due_words(due: date | None) -> str:
    """ "by Thursday 3 December" as it is read out, short."""
    return f"by {short_day(due)}" if due else "no date"


def readback_model() -> RowModel:
    """The model of the list."""
    return RowModel(owner_key, owner_sentence)


class ReadbackDelegate(RowDelegate):
    """Part: yes."""

    def height(self, row: OwnerActions, width: int) -> int:
        room = width - _words_left() - u(ROW_INSET)
        return u(HEAD) + sum(_action_height(action, room) for action in row.rows) + u(PAD)

    def shape(self, rect: QRect, row: OwnerActions) -> QRect:
        return rect.adjusted(0, 0, 0, -1)

    def part_at(self, rect: QRect, row: OwnerActions, point: QPoint) -> str:
        return "yes" if can_say_yes(row) and _yes_box(rect).contains(point) else ""

    def draw(
        self, painter: QPainter, rect: QRect, row: OwnerActions, *, current: bool, hovered: bool
    ) -> None:
        look = theme()
        if current:
            rounded_box(painter, self.shape(rect, row), u(8), look.colour("sel"))
        head = QRect(
            rect.left() + u(ROW_INSET), rect.top() + u(4), rect.width() - 2 * u(ROW_INSET), u(HEAD) - u(4)
        )
        side = u(AVATAR)
        place = QRect(head.left(), head.top() + (head.height() - side) // 2, side, side)
        if row.name:
            sector = row.rows[0].sector
            presence = ("here" if row.here else "away") if row.owner_id else ""
            paint_avatar(painter, place, initials(row.name), sector, presence)
        else:
            draw_icon(painter, place, "circle-question-mark", "amber", 20)
        right = self._paint_answer(painter, rect, head, row, current)
        left = rect.left() + _words_left()
        name = QRect(left, head.top() + u(2), right - left, line_height("body"))
        text_line(painter, name, row.name or "Nobody yet", "body", 600, look.colour("text"))
        state = QRect(left, name.bottom() + 1, right - left, line_height("small"))
        tone = "text2" if row.name else "amber"
        text_line(painter, state, state_words(row), "small", None, look.colour(tone))
        self._paint_actions(painter, rect, row, left)
        if not current:
            painter.fillRect(
                QRect(rect.left() + u(ROW_INSET), rect.bottom(), rect.width() - 2 * u(ROW_INSET), 1),
                look.colour("border"),
            )

    def _paint_answer(
        self, painter: QPainter, rect: QRect, head: QRect, row: OwnerActions, current: bool
    ) -> int:
        """The button or the tick; answers with where the words end."""
        look = theme()
        if row.accepted:
            tick = QRect(head.right() - u(20), head.top(), u(20), head.height())
            draw_icon(painter, tick, "circle-check", "green", 20)
            return tick.left() - u(6)
        if not can_say_yes(row):
            return head.right()
        box = _yes_box(rect)
        rounded_box(painter, box, u(8), look.colour("surface" if current else "accentSoft"))
        if not current:
            text_line(
                painter, box, YES, "body", 500, look.colour("accentText"), Qt.AlignmentFlag.AlignHCenter
            )
            return box.left() - u(8)
        width, high = key_width("Y"), u(KEY_HEIGHT)
        key = QRect(box.right() - u(8) - width, box.top() + (box.height() - high) // 2, width, high)
        key_hint(painter, key, "Y", "accentText", "surface")
        words = QRect(box.left() + u(11), box.top(), key.left() - box.left() - u(16), box.height())
        text_line(painter, words, YES, "body", 500, look.colour("accentText"))
        return box.left() - u(8)

    def _paint_actions(self, painter: QPainter, rect: QRect, row: OwnerActions, left: int) -> None:
        look, top = theme(), rect.top() + u(HEAD) + u(2)
        room = rect.width() - _words_left() - u(ROW_INSET)
        for action in row.rows:
            line = QRect(left, top, room, line_height("meta"))
            tone = look.colour("text2" if action.due else "amber")
            text_line(painter, line, _day(action), "meta", 500, tone, Qt.AlignmentFlag.AlignRight)
            words = room - _day_width(action)
            words_block(painter, line.topLeft(), words, action.text, "meta", None, look.colour("text2"))
            top += _action_height(action, room)


def _words_left() -> int:
    return u(ROW_INSET) + u(AVATAR) + u(10)


def _day(action: ActionRow) -> str:
    return day_month(action.due) if action.due else "no date"


def _day_width(action: ActionRow) -> int:
    """The date and the gap before it."""
    return theme().metrics("meta", 500).horizontalAdvance(_day(action)) + u(12)


def _action_height(action: ActionRow, room: int) -> int:
    """All its words, for they are read out, and a breath before the next."""
    words = words_height(action.text, "meta", None, room - _day_width(action))
    return max(line_height("meta"), words) + u(5)


def _yes_box(rect: QRect) -> QRect:
    width = theme().metrics("body", 500).horizontalAdvance(YES) + key_width("Y") + u(11 + 8 + 8)
    top = rect.top() + u(4) + (u(HEAD) - u(4) - u(BUTTON)) // 2
    return QRect(rect.right() - u(ROW_INSET) + 1 - width, top, width, u(BUTTON))
