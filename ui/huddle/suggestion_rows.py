"""The suggestions as a list: name, every reason in words and as chips, and one button to add."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter

from mdt_desktop.domain import vocabulary
from mdt_desktop.services.huddle.prepare_view import SuggestedRow
from ui.huddle.reasons import reason_look
from ui.theme import theme, u
from ui.widgets.drawing import draw_icon, rounded_box, text_line
from ui.widgets.flags import flag_look
from ui.widgets.name_lines import name_lines
from ui.widgets.painting import chip_width, paint_chip, paint_tier, tier_width
from ui.widgets.row_list import RowDelegate
from ui.widgets.row_model import RowModel

CASE_MIME = "application/x-mdt-case"
CARD, GAP, HEADING = 90, 8, 34
ADD_WIDTH, ADD_HEIGHT = 74, 32


@dataclass(frozen=True)
class SuggestionLine:
    """One suggestion; the first of a group carries its `heading`."""

    suggested: SuggestedRow
    heading: str = ""


def suggestion_lines(suggested: Sequence[SuggestedRow], codes: frozenset[str]) -> list[SuggestionLine]:
    """Those with one of the reasons chosen (all when none is), what members asked for in a group below."""
    shown = [
        one for one in suggested if not codes or codes & {reason.code for reason in one.suggestion.reasons}
    ]
    asked = [one for one in shown if one.suggestion.reasons[0].code == "asked_for"]
    rest = [SuggestionLine(one) for one in shown if one not in asked]
    heading = "Asked for by a member"
    return rest + [SuggestionLine(one, "" if at else heading) for at, one in enumerate(asked)]


def suggestion_model() -> RowModel:
    """The model of the list."""
    return RowModel(lambda line: line.suggested.case.id, suggestion_sentence, mime=CASE_MIME)


def suggestion_sentence(line: SuggestionLine) -> str:
    """The row as a screen reader says it."""
    case, suggestion = line.suggested.case, line.suggested.suggestion
    tier = case.tier_label.lower() or "not set"
    return f"{case.name}, complexity {tier}, about {suggestion.minutes} minutes. {suggestion.why}"


class SuggestionDelegate(RowDelegate):
    """A card a row."""

    def height(self, row: SuggestionLine, width: int) -> int:
        return u(CARD + GAP) + (u(HEADING) if row.heading else 0)

    def shape(self, rect: QRect, row: SuggestionLine) -> QRect:
        return _card(rect, row)

    def part_at(self, rect: QRect, row: SuggestionLine, point: QPoint) -> str:
        return "add" if _add_box(_card(rect, row)).contains(point) else ""

    def draw(
        self, painter: QPainter, rect: QRect, row: SuggestionLine, *, current: bool, hovered: bool
    ) -> None:
        look = theme()
        if row.heading:
            head = QRect(rect.left(), rect.top(), rect.width(), u(HEADING) - u(6))
            text_line(painter, head, row.heading, "meta", 600, look.colour("text2"))
        card = _card(rect, row)
        fill = look.colour("sel" if current else "hover" if hovered else "surface")
        rounded_box(painter, card, u(9), fill, look.colour("accent" if current else "border"))
        button = _add_box(card)
        self._paint_add(painter, button, current)
        self._paint_words(
            painter,
            QRect(card.left() + u(14), card.top(), button.left() - card.left() - u(28), card.height()),
            row,
            current,
        )

    def _paint_words(self, painter: QPainter, box: QRect, row: SuggestionLine, current: bool) -> None:
        look, case, suggestion = theme(), row.suggested.case, row.suggested.suggestion
        line = QRect(box.left(), box.top() + u(10), box.width(), u(22))
        about = f"about {suggestion.minutes} min"
        right = look.metrics("small").horizontalAdvance(about)
        text_line(painter, line, about, "small", None, look.colour("text2"), Qt.AlignmentFlag.AlignRight)
        left = 0
        if case.tier:
            left = tier_width(case.tier, word=False) + u(11)
            paint_tier(painter, line, case.tier, word=False)
        name = line.adjusted(left, 0, -right - u(10), 0)
        words, _own_script = name_lines(case.name, name.width())
        text_line(painter, name, words, "body", 600, look.colour("text"))
        why = line.translated(0, u(24))
        text_line(painter, why, suggestion.why, "meta", None, look.colour("text2"))
        self._paint_chips(painter, line.translated(0, u(48)), row, current)

    def _paint_chips(self, painter: QPainter, line: QRect, row: SuggestionLine, current: bool) -> None:
        reasons = [(reason.chip, reason_look(reason.code)) for reason in row.suggested.suggestion.reasons]
        chips = [(words, look.tone, look.icon) for words, look in reasons]
        for code in row.suggested.case.flags:
            word = vocabulary.label("flag", code)
            chips.append((word, flag_look(code).tone, flag_look(code).icon))
        x = line.left()
        for words, tone, icon in chips:
            if x + chip_width(words, icon) > line.right():
                break
            x += paint_chip(
                painter,
                QRect(x, line.top(), line.right() - x, line.height()),
                words,
                tone,
                icon,
                selected=current,
            ) + u(6)

    def _paint_add(self, painter: QPainter, box: QRect, current: bool) -> None:
        look = theme()
        rounded_box(painter, box, u(8), look.colour("surface" if current else "accentSoft"))
        icon = QRect(box.left() + u(12), box.top(), u(16), box.height())
        draw_icon(painter, icon, "plus", "accentText", 16)
        words = QRect(icon.right() + u(6), box.top(), box.right() - icon.right() - u(8), box.height())
        text_line(painter, words, "Add", "body", 500, look.colour("accentText"))


def _card(rect: QRect, row: SuggestionLine) -> QRect:
    top = rect.top() + (u(HEADING) if row.heading else 0)
    return QRect(rect.left(), top, rect.width(), u(CARD))


def _add_box(card: QRect) -> QRect:
    box = QRect(0, 0, u(ADD_WIDTH), u(ADD_HEIGHT))
    box.moveCenter(card.center())
    box.moveRight(card.right() - u(12))
    return box
