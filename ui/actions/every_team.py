"""One list of my actions, whichever team they are in: each says its team, Enter goes to it."""

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from mdt_desktop.services.actions.across_teams import MyAction
from ui.actions.grouping import matching
from ui.actions.words import about_words, action_sentence, state_words
from ui.theme import theme, u
from ui.widgets.drawing import draw_icon, text_line
from ui.widgets.painting import chip_width, paint_chip, paint_due
from ui.widgets.row_list import RowDelegate, RowList
from ui.widgets.row_model import RowModel

ROW = 54
LEFT, RIGHT = 24, 16  # px beside the words
TEAM_SHARE, DUE_SHARE = 24, 17  # of the width, in hundredths


class EveryTeamDelegate(RowDelegate):
    """The action over its person, the team, when it is due."""

    today = date.min

    def height(self, row: MyAction, width: int) -> int:
        return u(ROW)

    def draw(self, painter: QPainter, rect: QRect, row: MyAction, *, current: bool, hovered: bool) -> None:
        look = theme()
        painter.fillRect(rect, look.colour("sel" if current else "hover" if hovered else "surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.colour("border"))
        if current:
            painter.fillRect(QRect(rect.left(), rect.top(), u(3), rect.height()), look.colour("accent"))
        due = rect.width() * DUE_SHARE // 100
        team = rect.width() * TEAM_SHARE // 100
        place = QRect(rect.right() - u(RIGHT) - due, rect.top(), due, rect.height())
        paint_due(painter, place, row.row.due, self.today, selected=current)
        place = QRect(place.left() - team, rect.top(), team, rect.height())
        icon = QRect(place.left(), rect.top(), u(16), rect.height())
        draw_icon(painter, icon, "users-round", "accentText" if row.here else "text2", 16)
        weight = 500 if row.here else None
        words = place.adjusted(u(24), 0, -u(12), 0)
        text_line(painter, words, row.team, "body", weight, look.colour("text"))
        self._draw_words(painter, QRect(rect.left() + u(LEFT), rect.top(), 0, 0), place.left(), row, current)

    def _draw_words(self, painter: QPainter, at: QRect, end: int, row: MyAction, current: bool) -> None:
        right = end - u(12)
        if state := state_words(row.row):
            width = chip_width(state)
            tone = "amber" if row.row.status in ("blocked", "declined") else "neutral"
            paint_chip(painter, QRect(right - width, at.top(), width, u(ROW)), state, tone, selected=current)
            right -= width + u(8)
        title = QRect(at.left(), at.top() + u(7), right - at.left(), u(20))
        text_line(painter, title, row.row.text, "body", 500, theme().colour("text"))
        quiet = QRect(title.left(), title.bottom(), title.width(), u(18))
        text_line(painter, quiet, about_words(row.row), "meta", None, theme().colour("text2"))


class EveryTeamList(RowList):
    """`chosen(row)` follows Enter and a double click."""

    def __init__(self) -> None:
        self._cells = EveryTeamDelegate()
        model = RowModel(lambda one: f"{one.space} {one.row.id}", self._sentence)
        super().__init__("My actions in every team", model, self._cells)

    def show_actions(self, rows: Sequence[MyAction], today: date) -> None:
        """Show these, in their order; the current one stays current."""
        self._cells.today = today
        self.set_rows(rows)

    def _sentence(self, one: MyAction) -> str:
        return every_team_sentence(one, self._cells.today)


def every_team_sentence(one: MyAction, today: date) -> str:
    """The action, read aloud, with its team and where Enter leads."""
    leads = "" if one.here else ", Enter goes to that team"
    return f"{action_sentence(one.row, today)}, in {one.team}{leads}"


def holding(found: Iterable[MyAction], text: str) -> list[MyAction]:
    """Those that hold every word typed; the team's name counts."""
    kept = []
    for one in found:
        team = one.team.casefold()
        rest = " ".join(word for word in text.split() if word.casefold() not in team)
        kept += [one] if matching([one.row], rest) else []
    return kept
