"""What happened to somebody, newest first: a rail of entries of their own heights."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStackedWidget, QWidget

from mdt_desktop.services.cases.case_record import Event
from ui.cases.table_delegate import short_date
from ui.theme import TONES, theme, u
from ui.widgets.boxes import Column
from ui.widgets.drawing import draw_icon, rounded_box, text_line, words_block, words_height
from ui.widgets.event_looks import event_look
from ui.widgets.painting import chip_width, paint_chip, paint_tier, tier_width
from ui.widgets.row_list import RowDelegate, RowList
from ui.widgets.row_model import RowModel
from ui.widgets.segmented import Segmented
from ui.widgets.text import Text

DISC, LEFT, RIGHT, GAP, TITLE, CHIP = 28, 44, 8, 16, 22, 24
CHIP_ICONS = {"min": "timer", "people": "users-round", "agreed": "list-checks"}


@dataclass(frozen=True)
class Entry:
    """An event seen on a day, among others: the rail ends at the `last`."""

    event: Event
    today: date
    last: bool


def entry_sentence(entry: Entry) -> str:
    """ "Huddle, 29 Oct, Plan changed. Agreed blister packs. Chair: Dr Amara Okafor"."""
    event = entry.event
    head = ", ".join([event.title, short_date(event.day, entry.today), *event.chips])
    if event.tier_before:
        head += f", from {event.tier_before.replace('_', ' ')} to {event.tier_after.replace('_', ' ')}"
    return ". ".join(part for part in (head, event.text, event.author) if part)


class EntryDelegate(RowDelegate):
    """Heights are measured once for a width and kept until the text size changes."""

    def __init__(self) -> None:
        super().__init__()
        self._heights: dict[tuple[str, str, int], int] = {}
        theme().changed.connect(self._heights.clear)

    def height(self, row: Entry, width: int) -> int:
        event = row.event
        key = (event.id, event.text, width)
        if key not in self._heights:
            chips = u(CHIP + 4) if _below(event) else 0
            tier = u(CHIP) if event.tier_before else 0
            text = 0 if event.tier_before else words_height(event.text, "meta", None, width - u(LEFT + RIGHT))
            self._heights[key] = max(u(TITLE) + text + chips + tier, u(DISC)) + u(GAP)
        return self._heights[key]

    def draw(self, painter: QPainter, rect: QRect, row: Entry, *, current: bool, hovered: bool) -> None:
        look, event = theme(), row.event
        if not row.last:
            rail = QRect(rect.left() + u(DISC) // 2, rect.top() + u(DISC), u(2), rect.height() - u(DISC))
            painter.fillRect(rail, look.colour("border"))
        self._disc(painter, rect, event)
        line = QRect(rect.left() + u(LEFT), rect.top(), rect.width() - u(LEFT + RIGHT), u(TITLE + 4))
        self._title(painter, line, row)
        below = rect.adjusted(u(LEFT), u(TITLE + 4), -u(RIGHT), 0)
        if event.tier_before:
            self._tiers(painter, QRect(below.left(), below.top(), below.width(), u(CHIP)), event)
            return
        colour = look.colour("text2")
        height = words_block(painter, below.topLeft(), below.width(), event.text, "meta", None, colour)
        chips = QRect(below.left(), below.top() + height + u(2), below.width(), u(CHIP))
        for words in _below(event):
            used = paint_chip(painter, chips, words, "neutral", _chip_icon(words))
            chips.setLeft(chips.left() + used + u(6))

    def _disc(self, painter: QPainter, rect: QRect, event: Event) -> None:
        look = theme()
        icon, role = event_look(event)
        box = QRect(rect.left(), rect.top(), u(DISC), u(DISC))
        soft = TONES[role].soft if role in TONES else "neutralSoft"
        rounded_box(painter, box, u(DISC) / 2, look.colour(soft))
        draw_icon(painter, box, icon, role, 16)

    def _title(self, painter: QPainter, line: QRect, row: Entry) -> None:
        look, event = theme(), row.event
        author = look.metrics("small").horizontalAdvance(event.author) + 2
        author = min(author, line.width() // 2)
        place = QRect(line.right() - author, line.top(), author, line.height())
        right = Qt.AlignmentFlag.AlignRight
        text_line(painter, place, event.author, "small", None, look.colour("text3"), right)
        words = f"{event.title}, {short_date(event.day, row.today)}"
        width = min(look.metrics("body", 600).horizontalAdvance(words) + 2, place.left() - line.left() - u(8))
        title = QRect(line.left(), line.top(), width, line.height())
        text_line(painter, title, words, "body", 600, look.colour("text"))
        beside = _beside(event)
        room = place.left() - title.right() - u(20)
        if beside and chip_width(beside[0], beside[2]) <= room:
            chip = QRect(title.right() + u(10), line.top(), room, line.height())
            paint_chip(painter, chip, *beside)

    def _tiers(self, painter: QPainter, line: QRect, event: Event) -> None:
        look = theme()
        used = paint_tier(painter, line, event.tier_before)
        arrow = QRect(line.left() + used + u(8), line.top(), u(16), line.height())
        draw_icon(painter, arrow, "arrow-right", "text3", 14)
        after = line.adjusted(used + u(32), 0, 0, 0)
        paint_tier(painter, after, event.tier_after)
        words = after.adjusted(tier_width(event.tier_after) + u(12), 0, 0, 0)
        text_line(painter, words, event.text, "meta", None, look.colour("text2"))

    def shape(self, rect: QRect, row: Entry) -> QRect:
        return rect.adjusted(-u(4), -u(4), 0, -u(8))


def _beside(event: Event) -> tuple[str, str, str] | None:
    """The chip beside the title: the outcome of a huddle, or that an action was on time."""
    if event.kind == "huddle" and event.chips and not _chip_icon(event.chips[0]):
        return event.chips[0], "accent" if "chang" in event.chips[0].lower() else "neutral", ""
    if event.kind == "action_done" and event.chips:
        return event.chips[0], "green", "check"
    return None


def _below(event: Event) -> list[str]:
    beside = _beside(event)
    return [words for words in event.chips if beside is None or words != beside[0]]


def _chip_icon(words: str) -> str:
    return next((icon for word, icon in CHIP_ICONS.items() if word in words.split(",")[0].split()), "")


FILTERS = (("all", "Everything"), ("discussion", "Discussions"), ("action", "Actions"), ("change", "Changes"))


class Timeline(QWidget):
    """The list of what happened; `filter` stands wherever the page puts it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filter = Segmented(FILTERS, name="Show in the timeline")
        model = RowModel(lambda entry: entry.event.id, entry_sentence)
        self.list = RowList("Timeline", model, EntryDelegate())
        self._none = Text("", "body", colour="text2", wrap=True)
        self._events: Sequence[Event] = ()
        self._today = date.min
        self._stack = QStackedWidget()
        nothing = QWidget()
        Column(nothing, margin=(4, 12), gap=4).add(self._none, None)
        self._stack.addWidget(self.list)
        self._stack.addWidget(nothing)
        self.filter.chosen.connect(lambda _key: self._show())
        Column(self, gap=0).addWidget(self._stack, 1)

    def show_events(self, events: Sequence[Event], today: date) -> None:
        """All of them; the filter keeps what it was."""
        self._events, self._today = events, today
        for key, _words in FILTERS:
            self.filter.set_count(key, len(self._chosen(key)))
        self._show()

    def _chosen(self, key: str) -> list[Event]:
        return [event for event in self._events if key in ("all", event.group)]

    def _show(self) -> None:
        key = self.filter.current()
        events = self._chosen(key)
        last = len(events) - 1
        self.list.set_rows([Entry(event, self._today, at == last) for at, event in enumerate(events)])
        self._none.setText(
            "Nothing recorded. Start with what matters to them."
            if not self._events
            else "Nothing of this kind yet."
        )
        self._stack.setCurrentIndex(0 if events else 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(u(240), u(120))
