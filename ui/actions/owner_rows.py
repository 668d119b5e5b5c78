"""Whom to give an action to: people first, with what they can do and how to ask them."""

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from mdt_desktop.services.actions.action_page import ActionsView
from mdt_desktop.services.team.directory import MemberView
from ui.theme import theme, u
from ui.widgets.drawing import draw_icon, rounded_box, text_line
from ui.widgets.painting import paint_avatar
from ui.widgets.row_list import RowDelegate
from ui.widgets.row_model import RowModel

ROW = 48


@dataclass(frozen=True)
class Candidate:
    """A member, or an organisation of which nobody is named; `about` and `ask` from the directory."""

    key: str
    name: str
    duty: str
    about: str = ""
    ask: str = ""
    initials: str = ""
    sector: str = ""

    @property
    def is_member(self) -> bool:
        """Whether it is a person."""
        return bool(self.initials)


def candidates(view: ActionsView, text: str, but: str = "") -> list[Candidate]:
    """Those that hold every word typed: core members, called-in ones, organisations; `but` left out."""
    members = sorted(view.board.members, key=lambda one: one.membership == "called_in")
    known = [_of_member(one) for one in members if one.id != but]
    known += [Candidate(name, name, "Organisation, nobody named") for name in view.organisations]
    words = text.casefold().split()
    return [one for one in known if all(word in _whole(one) for word in words)]


def candidate_sentence(one: Candidate) -> str:
    """The row, read aloud."""
    return ". ".join(part for part in (f"{one.name}, {one.duty}", one.about, one.ask) if part)


def candidate_model() -> RowModel:
    """The model of the list."""
    return RowModel(lambda one: one.key, candidate_sentence)


def _of_member(one: MemberView) -> Candidate:
    duty = " · ".join(part for part in (one.job_title, one.organisation or one.sector_label) if part)
    return Candidate(one.id, one.name, duty, one.can_do, one.how_to_ask, one.initials, one.sector)


def _whole(one: Candidate) -> str:
    return f"{one.name} {one.duty} {one.about}".casefold()


class CandidateDelegate(RowDelegate):
    """Face, name and duty at the left; what they can do and how to ask at the right."""

    def height(self, row: Candidate, width: int) -> int:
        return u(ROW)

    def draw(self, painter: QPainter, rect: QRect, row: Candidate, *, current: bool, hovered: bool) -> None:
        look = theme()
        if current or hovered:
            rounded_box(painter, rect, u(8), look.colour("sel" if current else "hover"))
        inner = rect.adjusted(u(8), 0, -u(8), 0)
        face = QRect(inner.left(), inner.center().y() - u(13), u(28), u(28))
        if row.is_member:
            paint_avatar(painter, face, row.initials, row.sector)
        else:
            draw_icon(painter, face, "building-2", "text2", 18)
        left = face.right() + u(10)
        middle = left + (inner.right() - left) * 42 // 100
        name = QRect(left, rect.top() + u(5), middle - left - u(10), u(20))
        text_line(painter, name, row.name, "body", 500, look.colour("text"))
        _small(painter, name.translated(0, u(20)), row.duty)
        about = QRect(middle, name.top(), inner.right() - middle, u(20))
        text_line(painter, about, row.about, "meta", None, look.colour("text"))
        _small(painter, about.translated(0, u(20)), row.ask)


def _small(painter: QPainter, rect: QRect, words: str) -> None:
    text_line(painter, rect.adjusted(0, 0, 0, -u(3)), words, "small", None, theme().colour("text2"))
