"""The left of Run: how far we are, how much time is left, and the agenda."""

from datetime import timedelta

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mdt_desktop.domain.agenda import Pace
from mdt_desktop.services.huddle.huddles import starts_at
from mdt_desktop.services.huddle.run_view import RunView
from mdt_desktop.services.session import ZONE
from ui.huddle.rail_rows import RailDelegate, RailLine, rail_lines, rail_model
from ui.theme import theme, u
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.drawing import painting, rounded_box
from ui.widgets.icon_button import IconButton
from ui.widgets.row_list import RowList
from ui.widgets.surface import set_surface
from ui.widgets.text import Text
from ui.widgets.time_ring import clock

WIDE, NARROW = 290, 92


class RailPane(QWidget):
    """`turn_to(item id)` asks for another person."""

    turn_to = Signal(str)
    add_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "surface")
        self.setAccessibleName("Agenda")
        self._delegate = RailDelegate()
        self._view: RunView | None = None
        self.list = RowList("Agenda", rail_model(), self._delegate)
        self.list.chosen.connect(lambda line: self.turn_to.emit(line.rail.row.item.id))
        self._done, self._left = Text("", "body", 600), Text("", "body", 600)
        self._pace, self._ends = Text("", "meta", 500), Text("", "small", colour="text2")
        self._bar = DoneBar()
        self.add = Button("Add person to agenda", icon="plus")
        self.add_small = IconButton("plus", "Add person to agenda", outlined=True)
        for button in (self.add, self.add_small):
            button.clicked.connect(self.add_asked)
        self._lay_out()
        theme().changed.connect(self._measure)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """A rail of numbers and family names, or the whole agenda."""
        self._delegate.narrow = narrow
        for wide in (self._left, self._pace, self._ends, self.add):
            wide.setVisible(not narrow)
        self.add_small.setVisible(narrow)
        self._left_small.setVisible(narrow)
        self._measure()
        self.list.scheduleDelayedItemsLayout()

    def show_view(self, view: RunView, spoken: int, pace: Pace) -> None:
        """The agenda as it stands."""
        self._view = view
        self.show_time(spoken, pace)
        place = self.list.rows.place_of(view.huddle.current_item_id)
        if place >= 0:
            self.list.setCurrentIndex(self.list.rows.index(place))
            self.list.scrollTo(self.list.rows.index(place))

    def show_time(self, spoken: int, pace: Pace) -> None:
        """Each second."""
        if self._view is None:
            return
        lines = rail_lines(self._view, spoken)
        self.list.set_rows(lines)
        done = [line for line in lines if line.state in ("done", "put_off")]
        narrow = self._delegate.narrow
        self._done.setText(f"{len(done)} of {len(lines)}{'' if narrow else ' done'}")
        left = clock(pace.left_seconds) if pace.left_seconds >= 0 else f"over {clock(-pace.left_seconds)}"
        self._left.setText(f"{left} left" if pace.left_seconds >= 0 else left)
        self._left_small.setText(left)
        late = pace.behind_seconds >= 60
        self._pace.setText(pace.words)
        self._pace.set_colour("amber" if late else "text2")
        self._ends.setText(f"ends {_end_of(self._view)}")
        self._bar.show_lines(lines)

    def _lay_out(self) -> None:
        self._left_small = Text("", "body", colour="text2")
        head = Row(gap=6).add(self._done, None, self._left)
        foot = Row(gap=6).add(self._pace, None, self._ends)
        inner = Column(gap=6).add(head, self._bar, self._left_small, foot)
        column = Column(self, margin=(8, 14, 8, 12), gap=8)
        column.addLayout(Row(margin=(8, 0)).add(inner))
        column.addWidget(self.list, 1)
        column.add(self.add, Row().add(None, self.add_small, None))
        self.add.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _measure(self) -> None:
        self.setFixedWidth(u(NARROW if self._delegate.narrow else WIDE))


class DoneBar(QWidget):
    """What is done in green, the person now in the accent; shape and numbers stand beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done, self._now, self._total = 0, 0, 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_lines(self, lines: list[RailLine]) -> None:
        """Measured in planned minutes."""
        minutes = dict.fromkeys(("done", "put_off", "now", "next", "planned"), 0)
        for line in lines:
            minutes[line.state] += line.rail.row.item.minutes
        self._done, self._now = minutes["done"] + minutes["put_off"], minutes["now"]
        self._total = max(1, sum(minutes.values()))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(u(60), u(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        scale = self.width() / self._total
        done, now = round(self._done * scale), round(self._now * scale)
        with painting(self) as painter:
            edge = look.colour("border2") if look.high_contrast else None
            rounded_box(painter, self.rect(), u(4), look.colour("neutralSoft"), edge)
            if done:
                rounded_box(painter, QRect(0, 0, done, self.height()), u(3), look.colour("green"))
            if now:
                rounded_box(painter, QRect(done + u(1), 0, now, self.height()), u(3), look.colour("accent"))


def _end_of(view: RunView) -> str:
    start = (view.huddle.started_at or starts_at(view.huddle)).astimezone(ZONE)
    return f"{start + timedelta(minutes=view.huddle.minutes):%H:%M}"
