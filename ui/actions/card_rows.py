"""The cards of the board: what, about whom, by whom, until when."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from mdt_desktop.services.actions.rows import ActionRow
from ui.actions.words import NUDGE_FROM, action_sentence, done_words, moved_words, owner_words, state_words
from ui.theme import theme, u
from ui.widgets.drawing import rounded_box, text_line, wrapped_lines
from ui.widgets.due_words import due_words
from ui.widgets.name_lines import name_lines
from ui.widgets.painting import chip_width, paint_avatar, paint_chip
from ui.widgets.row_list import RowDelegate
from ui.widgets.row_model import RowModel

ACTION_MIME = "application/x-mdt-action"
_LINES = 3  # of the action's words
CARD_EDGE = 3  # px kept round a card for its focus ring
_GAP, _PAD, _LINE, _SMALL, _FOOT = 9, 12, 20, 19, 26


@dataclass(frozen=True)
class BoardCard:
    """One action on the board."""

    action: ActionRow
    today: date


def card_model() -> RowModel:
    """The model of one column."""
    return RowModel(
        lambda card: card.action.id, lambda card: action_sentence(card.action, card.today), mime=ACTION_MIME
    )


def extra_words(row: ActionRow) -> str:
    """What the card says beyond the usual: how often it moved, or that it cannot go on."""
    if row.open and state_words(row):
        return state_words(row)
    return f"Moved {moved_words(row.moves)}" if row.open and row.moves >= NUDGE_FROM - 1 else ""


class CardDelegate(RowDelegate):
    """A card a row."""

    def height(self, row: BoardCard, width: int) -> int:
        lines = len(_lines(row, width - 2 * u(_PAD + CARD_EDGE)))
        extra = u(_SMALL) if extra_words(row.action) else 0
        return 2 * u(_PAD) + lines * u(_LINE) + u(_SMALL) + extra + u(_FOOT) + u(_GAP)

    def shape(self, rect: QRect, row: BoardCard) -> QRect:
        return rect.adjusted(u(CARD_EDGE), u(CARD_EDGE), -u(CARD_EDGE), u(CARD_EDGE) - u(_GAP))

    def draw(self, painter: QPainter, rect: QRect, row: BoardCard, *, current: bool, hovered: bool) -> None:
        look, card = theme(), self.shape(rect, row)
        fill = look.colour("sel" if current else "hover" if hovered else "surface")
        rounded_box(painter, card, u(9), fill, look.colour("accent" if current else "border"))
        inner = card.adjusted(u(_PAD), u(_PAD), -u(_PAD), -u(_PAD))
        line = QRect(inner.left(), inner.top(), inner.width(), u(_LINE))
        for words in _lines(row, inner.width()):
            text_line(painter, line, words, "body", 500, look.colour("text"))
            line.translate(0, u(_LINE))
        line.setHeight(u(_SMALL))
        about, _own_script = name_lines(row.action.person or "For the team", line.width(), "small", 400)
        text_line(painter, line, about, "small", None, look.colour("text2"))
        if extra_words(row.action):
            line.translate(0, u(_SMALL))
            text_line(painter, line, extra_words(row.action), "small", 500, look.colour("amber"))
        foot = QRect(inner.left(), inner.bottom() - u(24), inner.width(), u(24))
        self._paint_foot(painter, foot, row, selected=current)

    def _paint_foot(self, painter: QPainter, foot: QRect, row: BoardCard, *, selected: bool) -> None:
        action = row.action
        due = due_words(action.due, row.today)
        words, tone = (due.text, due.tone) if action.open else (done_words(action, row.today), "green")
        width = chip_width(words)
        chip = QRect(foot.right() - width + 1, foot.top(), width, foot.height())
        paint_chip(painter, chip, words, tone, selected=selected)
        left = foot.left()
        if not action.owner:
            paint_chip(painter, foot, "Choose who", "amber", selected=selected)
            return
        if action.owner_initials:
            left += paint_avatar(painter, foot, action.owner_initials, action.sector) + u(8)
        name = QRect(left, foot.top(), chip.left() - left - u(8), foot.height())
        text_line(painter, name, _first_name(action), "meta", None, theme().colour("text2"))


def _lines(card: BoardCard, width: int) -> list[str]:
    return wrapped_lines(card.action.text, "body", 500, width, _LINES)


def _first_name(row: ActionRow) -> str:
    """The name people call across the table; an organisation keeps its own."""
    if not row.owner_id:
        return owner_words(row)
    words = [one for one in row.owner.split() if one.rstrip(".") not in {"Dr", "Mr", "Mrs", "Ms", "Prof"}]
    return words[0] if words else row.owner
