"""How a person of the file looks: the cell with the problem is tinted and marked."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.imports.people_model import KEYS, Index, PeopleModel
from ui.theme import theme, u
from ui.widgets.drawing import draw_icon, text_line

HEIGHT, PAD, FIRST = 32, 8, 20
_TONES = {"left_out": ("red", "redSoft", "circle-alert"), "look": ("amber", "amberSoft", "triangle-alert")}
_FOUND = {"left_out": "red", "look": "amber", "new": "green", "updated": "green", "gone": "text2"}


class PeopleDelegate(QStyledItemDelegate):
    """One line a person."""

    def __init__(self, model: PeopleModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(u(40), u(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, rect, key = theme(), option.rect, KEYS[index.column()]
        row = index.data(PeopleModel.RowRole)
        words = self._model.words(row, key)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, look.colour("sel" if current else "surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.colour("border"))
        if current and key == "row":
            painter.fillRect(QRect(rect.left(), rect.top(), u(3), rect.height()), look.colour("accent"))
        inside = rect.adjusted(u(FIRST if key == "row" else PAD), 0, -u(PAD), -1)
        if key == row.problem_in and row.kind in _TONES:
            self._problem(painter, rect, inside, words, row.kind)
        elif key == "found":
            text_line(painter, inside, words, "meta", 500, look.colour(_FOUND[row.kind]))
        else:
            quiet = key in ("row", "outcome")
            role = "meta" if quiet else "body"
            text_line(painter, inside, words, role, None, look.colour("text2" if quiet else "text"))

    def _problem(self, painter: QPainter, rect: QRect, inside: QRect, words: str, kind: str) -> None:
        tone, soft, icon = _TONES[kind]
        painter.fillRect(rect.adjusted(u(1), u(2), -u(2), -u(3)), theme().colour(soft))
        text_line(painter, inside.adjusted(0, 0, -u(20), 0), words, "body", 500, theme().colour(tone))
        draw_icon(painter, QRect(inside.right() - u(16), rect.top(), u(16), rect.height()), icon, tone, 14)
