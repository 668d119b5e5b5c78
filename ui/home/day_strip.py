"""The five days of the week: what is due, done or held on each, and the way to it."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mdt_desktop.domain.day_words import WEEKDAYS, long_day
from mdt_desktop.domain.records import Huddle
from mdt_desktop.services.week import Day
from ui.theme import theme, u
from ui.widgets.boxes import Row
from ui.widgets.drawing import draw_icon, painting, rounded_box, text_line
from ui.widgets.pressable import Pressable

TOP, LINE, FOOT = 55, 22, 5
LEAST = 2  # lines that every day has room for


class DayLine(NamedTuple):
    """One line of a day; `short` where there is no room for its words; `strong` stands out, `raised` is the
    huddle's tinted line.
    """

    icon: str
    words: str
    short: str
    strong: bool = True
    raised: bool = False


def day_lines(day: Day) -> list[DayLine]:
    """What a day is about, the huddle first."""
    lines = []
    if day.huddle is not None:
        lines.append(DayLine("messages-square", *_huddle_words(day, day.huddle), raised=True))
    if day.actions_due:
        words = f"{_count(day.actions_due, 'action')} due"
        lines.append(DayLine("list-checks", words, f"{day.actions_due} due"))
    if day.reviews_due:
        words = f"{_count(day.reviews_due, 'review')} due"
        lines.append(DayLine("calendar-check", words, f"{day.reviews_due} due"))
    if day.actions_done:
        words = f"Done: {_count(day.actions_done, 'action')}"
        lines.append(DayLine("check", words, f"{day.actions_done} done", strong=False))
    return lines


def _huddle_words(day: Day, huddle: Huddle) -> tuple[str, str]:
    if day.not_held:
        return "Huddle not held", "Not held"
    start = huddle.start.lstrip("0")
    return ("Huddle held", "Held") if huddle.status == "ended" else (f"Huddle {start}", start)


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


class DayButton(Pressable):
    """One day; its name reads the day and everything on it."""

    def __init__(self) -> None:
        super().__init__(radius=12)
        self.day: Day | None = None
        self._lines: list[DayLine] = []
        self._room = LEAST
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_day(self, day: Day, *, past: bool) -> None:
        self.day, self._lines, self._past = day, day_lines(day), past
        words = ", ".join(line.words for line in self._lines) or "nothing due"
        today = ", today" if day.is_today else ""
        self.setText(f"{long_day(day.day)}{today}: {words}")
        self.update()

    def lines(self) -> int:
        """How many lines it has under the date."""
        return len(self._lines)

    def set_room(self, lines: int) -> None:
        """As high as the fullest day beside it: nothing is left out."""
        self._room = max(LEAST, lines)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(u(190), u(TOP + self._room * LINE + FOOT))

    def minimumSizeHint(self) -> QSize:
        return QSize(u(84), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.day is None:
            return
        look = theme()
        fill = self._faded("sunken" if self._past else "surface", "hover")
        edge = look.colour("accent" if self.day.is_today else "border")
        with painting(self) as painter:
            rounded_box(painter, self.rect(), u(12), fill, edge, 1.6 if self.day.is_today else 1.0)
            self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        assert self.day is not None
        look = theme()
        left, width = u(12), self.width() - u(24)
        head = f"{WEEKDAYS[self.day.day.weekday()][:3]}{'  ·  Today' if self.day.is_today else ''}"
        role = "accentText" if self.day.is_today else "text2"
        text_line(painter, QRect(left, u(9), width, u(18)), head, "meta", 500, look.colour(role))
        number = look.colour("text2" if self._past else "text")
        text_line(painter, QRect(left, u(28), width, u(24)), str(self.day.day.day), "h2", 600, number)
        for at, line in enumerate(self._lines):
            self._paint_line(painter, QRect(left, u(TOP) + at * u(LINE), width, u(LINE - 1)), line)

    def _paint_line(self, painter: QPainter, box: QRect, line: DayLine) -> None:
        look = theme()
        role = "accentText" if line.raised else "text" if line.strong else "text2"
        if line.raised:
            rounded_box(painter, box.adjusted(-u(6), 0, u(6), 0), u(6), look.colour("accentSoft"))
        icon_role = "accentText" if line.raised else "text2"
        draw_icon(painter, QRect(box.left(), box.top(), u(15), box.height()), line.icon, icon_role, 15)
        words = box.adjusted(u(21), 0, 0, 0)
        weight = 500 if line.strong else None
        fits = look.metrics("meta", weight).horizontalAdvance(line.words) <= words.width()
        text_line(painter, words, line.words if fits else line.short, "meta", weight, look.colour(role))


class DayStrip(QWidget):
    """Five days in a row; `opened(day)` follows a press."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("The days of this week")
        self.buttons = [DayButton() for _ in range(5)]
        row = Row(self, gap=10)
        for button in self.buttons:
            button.clicked.connect(lambda _checked=False, button=button: self.opened.emit(button.day))
            row.addWidget(button, 1)

    def show_view(self, days: Sequence[Day]) -> None:
        today = next((day.day for day in days if day.is_today), None)
        for button, day in zip(self.buttons, days, strict=True):
            button.show_day(day, past=today is not None and day.day < today)
        most = max(button.lines() for button in self.buttons)
        for button in self.buttons:
            button.set_room(most)
