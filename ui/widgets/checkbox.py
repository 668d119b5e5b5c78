"""Checkbox and radio button in the theme's drawing, with Qt's own behaviour and roles."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy, QWidget

from ui.theme import theme, u
from ui.widgets.drawing import painting, rounded_box, text_line
from ui.widgets.painting import paint_check

BOX = 18
GAP = 8


class _Marked:
    """What a mark with its words has in common; mixed into Qt's own button, whose role and keys it keeps."""

    def __init__(self, text: str, *, checked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.setAccessibleName(text)
        self.setChecked(checked)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setProperty("ringRadius", 6)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return _size(self.text())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(_size(self.text()).width(), u(90)), _size(self.text()).height())

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            self._paint_mark(painter)
            colour = theme().colour("text" if self.isEnabled() else "text3")
            text_line(painter, _words(self), self.text().replace("&&", "&"), "body", None, colour)


class CheckBox(_Marked, QCheckBox):
    """A box and its words; the whole of it can be pressed."""

    def _paint_mark(self, painter: QPainter) -> None:
        paint_check(painter, QRect(u(2), 0, u(BOX), self.height()), self.isChecked())


class RadioButton(_Marked, QRadioButton):
    """One of several that exclude each other, among the children of one parent."""

    def _paint_mark(self, painter: QPainter) -> None:
        look, side = theme(), u(BOX)
        disc = QRect(u(2), (self.height() - side) // 2, side, side)
        edge = look.colour("accent" if self.isChecked() else "border2")
        rounded_box(painter, disc, side / 2, look.colour("surface"), edge, 1.5)
        if self.isChecked():
            inset = side // 4
            rounded_box(painter, disc.adjusted(inset, inset, -inset, -inset), side / 2, edge)


def _size(text: str) -> QSize:
    words = theme().metrics("body").horizontalAdvance(text.replace("&&", "&")) + 2
    return QSize(u(2) + u(BOX) + u(GAP) + words, u(26))


def _words(widget: QWidget) -> QRect:
    left = u(2) + u(BOX) + u(GAP)
    return QRect(left, 0, widget.width() - left, widget.height())
