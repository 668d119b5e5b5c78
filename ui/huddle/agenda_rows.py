"""The agenda as a list: handle, number, complexity, name and why, presenter, minutes, remove."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter

from mdt_desktop.services.huddle.prepare_view import AgendaRow
from ui.theme import theme, u
from ui.widgets.drawing import draw_icon, rounded_box, text_line
from ui.widgets.name_lines import name_lines
from ui.widgets.painting import chip_width, paint_avatar, paint_chip, paint_tier
from ui.widgets.row_list import RowDelegate
from ui.widgets.row_model import RowModel

ITEM_MIME = "application/x-mdt-agenda-item"
ROW, GAP, HEADING = 46, 6, 30
CALLED_IN, CORE = "While called-in members are here", "Called-in members may leave"


@dataclass(frozen=True)
class AgendaLine:
    """One place on the agenda; the first of a part carries its `heading` and the part's minutes."""

    row: AgendaRow
    number: int
    total: int
    heading: str = ""
    heading_minutes: int = 0
    to_move: bool = False


def split_at(agenda: Sequence[AgendaRow]) -> int:
    """How many people come before called-in members may leave; 0 when none is needed or all need them."""
    needing = [
        at
        for at, row in enumerate(agenda)
        if row.item.called_in or (row.presenter is not None and row.presenter.membership == "called_in")
    ]
    after = needing[-1] + 1 if needing else 0
    return after if after < len(agenda) else 0


def agenda_lines(agenda: Sequence[AgendaRow], to_move: Sequence[str]) -> list[AgendaLine]:
    """The agenda in its order, with its parts."""
    split = split_at(agenda)
    headings = {}
    if split:
        headings = {
            0: (CALLED_IN, sum(row.item.minutes for row in agenda[:split])),
            split: (CORE, sum(row.item.minutes for row in agenda[split:])),
        }
    return [
        AgendaLine(row, at + 1, len(agenda), *headings.get(at, ("", 0)), to_move=row.item.id in to_move)
        for at, row in enumerate(agenda)
    ]


def agenda_model() -> RowModel:
    """The model of the list."""
    return RowModel(lambda line: line.row.item.id, agenda_sentence, mime=ITEM_MIME)


def agenda_sentence(line: AgendaLine) -> str:
    """The row as a screen reader says it."""
    row = line.row
    minutes = "1 minute" if row.item.minutes == 1 else f"{row.item.minutes} minutes"
    presenter = f", presented by {row.presenter.name}" if row.presenter else ""
    tier = f", {row.case.tier_label.lower()} complexity" if row.case.tier else ""
    move = ". Could move to another week" if line.to_move else ""
    return f"{line.number} of {line.total}, {row.case.name}{tier}, {minutes}{presenter}. {row.item.why}{move}"


class AgendaDelegate(RowDelegate):
    """Parts: less, more, remove."""

    def height(self, row: AgendaLine, width: int) -> int:
        return u(ROW + GAP) + (u(HEADING) if row.heading else 0)

    def shape(self, rect: QRect, row: AgendaLine) -> QRect:
        return _card(rect, row)

    def part_at(self, rect: QRect, row: AgendaLine, point: QPoint) -> str:
        places = _places(_card(rect, row))
        return next(
            (part for part, place in places.items() if part != "minutes" and place.contains(point)), ""
        )

    def draw(self, painter: QPainter, rect: QRect, row: AgendaLine, *, current: bool, hovered: bool) -> None:
        look = theme()
        if row.heading:
            head = QRect(rect.left() + u(4), rect.top(), rect.width() - u(8), u(HEADING) - u(4))
            text_line(painter, head, row.heading, "meta", 600, look.colour("text2"))
            minutes, right = f"{row.heading_minutes} min", Qt.AlignmentFlag.AlignRight
            text_line(painter, head, minutes, "small", None, look.colour("text2"), right)
        card = _card(rect, row)
        fill = "sel" if current else "hover" if hovered else "surface"
        edge = "accent" if current else "amberSolid" if row.to_move else "border"
        rounded_box(painter, card, u(9), look.colour(fill), look.colour(edge))
        places = _places(card)
        self._paint_place(painter, card, row)
        self._paint_stepper(painter, places, row.row.item.minutes, current)
        draw_icon(painter, places["remove"], "x", "text2", 16)
        end = places["less"].left() - u(12)
        presenter = row.row.presenter
        if presenter is not None:
            side = u(26)
            box = QRect(end - side, card.top() + (card.height() - side) // 2, side, side)
            paint_avatar(painter, box, presenter.initials, presenter.sector)
            end = box.left() - u(10)
        self._paint_words(
            painter,
            QRect(card.left() + u(92), card.top(), end - card.left() - u(92), card.height()),
            row,
            current,
        )

    def _paint_place(self, painter: QPainter, card: QRect, line: AgendaLine) -> None:
        look = theme()
        handle = QRect(card.left() + u(8), card.top(), u(18), card.height())
        draw_icon(painter, handle, "grip-vertical", "text3", 16)
        number = QRect(card.left() + u(28), card.top(), u(24), card.height())
        centre = Qt.AlignmentFlag.AlignHCenter
        text_line(painter, number, str(line.number), "body", 600, look.colour("text2"), centre)
        if line.row.case.tier:
            bars = QRect(card.left() + u(58), card.top(), u(24), card.height())
            paint_tier(painter, bars, line.row.case.tier, word=False)

    def _paint_words(self, painter: QPainter, box: QRect, line: AgendaLine, current: bool) -> None:
        look = theme()
        name = QRect(box.left(), box.top() + u(4), box.width(), u(20))
        why = QRect(box.left(), box.top() + u(23), box.width(), u(18))
        if line.to_move:
            words = "Could move"
            width = chip_width(words)
            chip = QRect(name.right() - width, name.top(), width, box.height() - u(8))
            paint_chip(painter, chip, words, "amber", selected=current)
            name.setRight(chip.left() - u(8))
            why.setRight(chip.left() - u(8))
        words, _own_script = name_lines(line.row.case.name, name.width())
        text_line(painter, name, words, "body", 600, look.colour("text"))
        text_line(painter, why, line.row.item.why, "meta", None, look.colour("text2"))

    def _paint_stepper(
        self, painter: QPainter, places: dict[str, QRect], minutes: int, current: bool
    ) -> None:
        look = theme()
        track = places["less"].united(places["more"])
        rounded_box(painter, track, u(7), look.colour("surface" if current else "sunken"))
        draw_icon(painter, places["less"], "minus", "text2", 14)
        draw_icon(painter, places["more"], "plus", "text2", 14)
        centre = Qt.AlignmentFlag.AlignHCenter
        words = places["minutes"]
        text_line(painter, words, f"{minutes} min", "body", 500, look.colour("text"), centre)


def _card(rect: QRect, line: AgendaLine) -> QRect:
    top = rect.top() + (u(HEADING) if line.heading else 0)
    return QRect(rect.left() + 1, top, rect.width() - 2, u(ROW))


def _places(card: QRect) -> dict[str, QRect]:
    """Where the parts are, from the right: remove, more, the minutes, less."""
    side, middle = u(28), u(50)
    top = card.top() + (card.height() - side) // 2
    remove = QRect(card.right() - u(6) - side, top, side, side)
    more = QRect(remove.left() - u(6) - side, top, side, side)
    minutes = QRect(more.left() - middle, top, middle, side)
    less = QRect(minutes.left() - side, top, side, side)
    return {"remove": remove, "more": more, "minutes": minutes, "less": less}
