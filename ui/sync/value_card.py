"""One value of a field that has several: a card with a radio mark, in a row with the others."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme, u
from ui.widgets.drawing import painting, rounded_box
from ui.widgets.pressable import Pressable

PAD, MARK, LEAST = 12, 18, 40
_WRAP = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere


class ValueCard(Pressable):
    """Checkable. Left and right are passed on as `stepped(-1 | 1)`: the field knows which card that is."""

    stepped = Signal(int)

    def __init__(self, words: str, whose: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent=parent)
        self.setCheckable(True)
        self.setAccessibleName(f"{words}, {whose}")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        elif plain and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # the page moves between fields
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(u(280), self.heightForWidth(u(280)))

    def minimumSizeHint(self) -> QSize:
        return QSize(u(140), u(LEAST))

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(1, width - self._before() - u(PAD)), u(4000))
        lines = theme().metrics("body").boundingRect(room, int(_WRAP), self.words()).height()
        return max(u(LEAST), lines + 2 * u(9))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, chosen = theme(), self.isChecked()
        fill = look.colour("sel") if chosen else self._faded("surface", "hover")
        with painting(self) as painter:
            rounded_box(painter, self.rect(), u(8), fill, look.colour("accent" if chosen else "border2"))
            self._paint_mark(painter)
            painter.setFont(look.font("body"))
            painter.setPen(look.colour("text"))
            words = QRect(self._before(), 0, self.width() - self._before() - u(PAD), self.height())
            painter.drawText(words, int(_WRAP | Qt.AlignmentFlag.AlignVCenter), self.words())

    def _paint_mark(self, painter: QPainter) -> None:
        look, side = theme(), u(MARK)
        disc = QRect(u(PAD), (self.height() - side) // 2, side, side)
        edge = look.colour("accent" if self.isChecked() else "border2")
        rounded_box(painter, disc, side / 2, look.colour("surface"), edge, 1.5)
        if self.isChecked():
            inset = side // 4
            rounded_box(painter, disc.adjusted(inset, inset, -inset, -inset), side / 2, edge)

    def _before(self) -> int:
        return u(PAD + MARK + 9)
