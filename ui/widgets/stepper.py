"""Where we are in a flow: number, tick when done, current filled."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme, u
from ui.widgets.boxes import Row
from ui.widgets.button import Button
from ui.widgets.drawing import draw_icon, painting, rounded_box, text_line
from ui.widgets.menu import Menu
from ui.widgets.pressable import Pressable

DISC = 22


class Stepper(QWidget):
    """`steps` in order; `current` counts from 0, and everything before it is done unless said otherwise."""

    step_pressed = Signal(int)

    def __init__(self, steps: Sequence[str], current: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._steps: list[_Step] = []
        self._links: list[_Link] = []
        self._small = False
        self._where = Button("", kind="ghost")
        self._where.clicked.connect(self._offer)
        row = Row(self, gap=6)
        for number, words in enumerate(steps):
            step = _Step(words, number, len(steps), self)
            step.clicked.connect(lambda _checked=False, number=number: self.step_pressed.emit(number))
            if number:
                self._links.append(_Link(self))
                row.add(self._links[-1])
            self._steps.append(step)
            row.add(step)
        row.add(self._where)
        self.set_current(current)

    def set_current(self, current: int, done: Sequence[int] | None = None) -> None:
        """Move to a step; `done` lists the finished ones when they are not simply those before."""
        finished = set(range(current)) if done is None else set(done)
        for number, step in enumerate(self._steps):
            step.set_state("current" if number == current else "done" if number in finished else "")
        for number, link in enumerate(self._links):
            link.passed = number in finished
            link.update()
        self._where.setText(f"Step {current + 1} of {len(self._steps)}")
        self._where.setAccessibleName(self._steps[current].accessibleName())
        self._show_parts()

    def set_small(self, small: bool) -> None:
        """Only “Step 2 of 3”, which offers the steps when pressed, where there is no room for all."""
        if small != self._small:
            self._small = small
            self._show_parts()

    def small_width(self) -> int:
        return self._where.sizeHint().width()

    def full_width(self) -> int:
        parts = [*self._steps, *self._links]
        return sum(part.sizeHint().width() for part in parts) + u(6) * (len(parts) - 1)

    def _show_parts(self) -> None:
        self._where.setVisible(self._small)
        for part in (*self._steps, *self._links):
            part.setVisible(not self._small)

    def _offer(self) -> None:
        menu = Menu("Steps", self)
        for number, step in enumerate(self._steps):
            menu.addAction(step.accessibleName(), lambda number=number: self.step_pressed.emit(number))
        menu.open_below(self._where)


class _Step(Pressable):
    def __init__(self, words: str, number: int, total: int, parent: QWidget) -> None:
        super().__init__(words, radius=11, parent=parent)
        self._number, self._total, self._state = number, total, ""

    def set_state(self, state: str) -> None:
        self._state = state
        name = f"Step {self._number + 1} of {self._total}, {self.words()}"
        self.setAccessibleName(f"{name}, {state}" if state else name)
        self._remeasure()

    def sizeHint(self) -> QSize:
        words = theme().metrics("meta", 600).horizontalAdvance(self.words()) + 2
        return QSize(u(DISC) + u(7) + words + u(4), u(26))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        side = u(DISC)
        disc = QRect(0, (self.height() - side) // 2, side, side)
        line = QRect(side + u(7), 0, self.width() - side - u(7), self.height())
        current = self._state == "current"
        colour = self._faded("text" if current else "text2", "accentText")
        with painting(self) as painter:
            self._paint_disc(painter, disc)
            text_line(painter, line, self.words(), "meta", 600 if current else 500, colour)
            if self._state == "done":
                draw_icon(painter, disc, "check", "accentText", 14)
            else:
                number = look.colour("onAccent" if current else "text2")
                centre = Qt.AlignmentFlag.AlignHCenter
                text_line(painter, disc, str(self._number + 1), "small", 600, number, centre)

    def _paint_disc(self, painter: QPainter, disc: QRect) -> None:
        look = theme()
        if self._state == "current":
            rounded_box(painter, disc, disc.width() / 2, look.colour("accent"))
        elif self._state == "done":
            edge = look.colour("accentText") if look.high_contrast else None
            rounded_box(painter, disc, disc.width() / 2, look.colour("accentSoft"), edge)
        else:
            rounded_box(painter, disc, disc.width() / 2, None, look.colour("border2"), 1.3)


class _Link(QWidget):
    passed = False

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(u(18), u(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        colour = theme().colour("accent" if self.passed else "border2")
        with painting(self) as painter:
            rounded_box(painter, QRect(0, self.height() // 2 - 1, self.width(), 2), 1, colour)
