"""The cells of the list of actions: one delegate that draws headings and lines column by column."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from mdt_desktop.services.actions.rows import ActionRow
from ui.actions.grouping import Group
from ui.actions.tree_model import ACTION, DUE, HUDDLE, MOVED, OWNER, PERSON, ActionTree, cell_words
from ui.actions.words import NUDGE_FROM, state_words
from ui.theme import sector_role, theme, u
from ui.widgets.drawing import draw_icon, rounded_box, text_line
from ui.widgets.painting import chip_width, paint_avatar, paint_check, paint_chip, paint_due

ROW, BOX = 42, 18
CHEVRON, TICK, WORDS = 18, 40, 70  # where a line's parts begin, px from its left edge
FAIR, GOOD = 50, 80  # per cent on time from which the bar is amber, then green
_CELL = 8


class ActionDelegate(QStyledItemDelegate):
    """Lengths come from `u`, colours and pictures from the theme: nothing is made while painting."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(1, u(ROW))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        group, row = index.data(ActionTree.GroupRole), index.data(ActionTree.ActionRole)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme()
        rest = "sunken" if group is not None else "surface"
        painter.fillRect(option.rect, look.colour("sel" if current else "hover" if hovered else rest))
        under = QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1)
        painter.fillRect(under, look.colour("border"))
        if current and index.column() == ACTION:
            painter.fillRect(QRect(0, option.rect.top(), u(3), option.rect.height()), look.colour("accent"))
        if group is not None:
            self._paint_group(painter, option.rect, index, group, selected=current)
        else:
            self._paint_action(painter, option.rect, index, row, selected=current)
        painter.restore()

    def _paint_group(
        self,
        painter: QPainter,
        rect: QRect,
        index: QModelIndex | QPersistentModelIndex,
        group: Group,
        *,
        selected: bool,
    ) -> None:
        look, cell = theme(), rect.adjusted(u(_CELL), 0, -u(_CELL), 0)
        if index.column() == ACTION:
            view = self.parent()
            opened = isinstance(view, QTreeView) and view.isExpanded(index)
            box = QRect(rect.left() + u(CHEVRON) - u(3), rect.top(), u(16), rect.height())
            draw_icon(painter, box, "chevron-down" if opened else "chevron-right", "text2", 16)
            left = rect.left() + u(TICK)
            if group.sector:
                square = QRect(left, rect.center().y() - u(5), u(12), u(12))
                rounded_box(painter, square, u(3), look.colour(sector_role(group.sector)))
                left += u(20)
            words = QRect(left, rect.top(), rect.right() - left - u(_CELL), rect.height())
            text_line(painter, words, group.words, "body", 600, look.colour("text"))
        elif index.column() == PERSON:
            text_line(painter, cell, f"{len(group.rows)} open", "meta", 500, look.colour("text2"))
        elif index.column() == OWNER and group.late:
            paint_chip(painter, cell, f"{group.late} late", "red", "clock-alert", selected=selected)
        elif index.column() == DUE and group.rate is not None:
            self._paint_rate(painter, cell, group.rate)
        elif index.column() == HUDDLE and group.rate is not None:
            wide = cell.adjusted(0, 0, u(40), 0)
            text_line(painter, wide, "on time, 8 weeks", "small", None, look.colour("text2"))

    def _paint_rate(self, painter: QPainter, cell: QRect, rate: int) -> None:
        look = theme()
        track = QRect(cell.left(), cell.center().y() - u(2), u(70), u(6))
        edge = look.colour("border2") if look.high_contrast else None
        rounded_box(painter, track, u(3), look.colour("border"), edge)
        tone = "green" if rate >= GOOD else "amberSolid" if rate >= FAIR else "red"
        if rate:
            filled = QRect(track.left(), track.top(), max(u(6), track.width() * rate // 100), track.height())
            rounded_box(painter, filled, u(3), look.colour(tone))
        beside = cell.adjusted(u(78), 0, 0, 0)
        text_line(painter, beside, f"{rate}%", "meta", 500, look.colour("text2"))

    def _paint_action(
        self,
        painter: QPainter,
        rect: QRect,
        index: QModelIndex | QPersistentModelIndex,
        row: ActionRow,
        *,
        selected: bool,
    ) -> None:
        column, cell = index.column(), rect.adjusted(u(_CELL), 0, -u(_CELL), 0)
        model = index.model()
        today = model.today if isinstance(model, ActionTree) else row.due
        if today is None:
            return
        if column == ACTION:
            self._paint_text(painter, rect, row, selected=selected)
        elif column == OWNER:
            if isinstance(model, ActionTree) and model.needs_owner(row):
                words = "Choose a new owner" if row.owner else "Choose who"
                paint_chip(painter, cell, words, "amber", "user-plus", selected=selected)
            else:
                self._paint_owner(painter, cell, row)
        elif column == DUE:
            paint_due(painter, cell, row.due, today, selected=selected)
        else:
            words = cell_words(row, column, today)
            colour = "amber" if column == MOVED and row.moves >= NUDGE_FROM - 1 else "text2"
            text_line(painter, cell, words, "body", None, theme().colour(colour))

    def _paint_text(self, painter: QPainter, rect: QRect, row: ActionRow, *, selected: bool) -> None:
        paint_check(painter, tick_box(rect), not row.open)
        left, right = rect.left() + u(WORDS), rect.right() - u(_CELL)
        state = state_words(row)
        if state:
            width = chip_width(state)
            right -= width
            tone = "amber" if row.status in ("blocked", "declined") else "neutral"
            place = QRect(right + 1, rect.top(), width, rect.height())
            paint_chip(painter, place, state, tone, selected=selected)
            right -= u(_CELL)
        words = QRect(left, rect.top(), right - left, rect.height())
        text_line(painter, words, row.text, "body", 500, theme().colour("text"))

    def _paint_owner(self, painter: QPainter, cell: QRect, row: ActionRow) -> None:
        used = 0
        if row.owner_initials:
            face = QRect(cell.left(), cell.center().y() - u(11), u(24), u(24))
            used = paint_avatar(painter, face, row.owner_initials, row.sector) + u(8)
        words = cell.adjusted(used, 0, 0, 0)
        text_line(painter, words, row.owner, "body", None, theme().colour("text"))


def tick_box(rect: QRect) -> QRect:
    """Where the box of a line is, in its first cell."""
    return QRect(rect.left() + u(TICK), rect.top(), u(BOX), rect.height())
