"""The next huddle: when and where, who is coming by sector, and whether it is ready."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from mdt_desktop.domain.day_words import clock_words, long_day
from mdt_desktop.services.huddle import huddles
from mdt_desktop.services.huddle.inviting import place_words
from mdt_desktop.services.huddle.prepare_view import PrepareView, SectorComing
from mdt_desktop.services.week import NextHuddle
from ui.home.ready_lines import CheckLine, ready_lines
from ui.widgets.avatar import Avatar
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.separator import Separator
from ui.widgets.text import Text

if TYPE_CHECKING:
    from ui.home.plan_card import PlanCard

FACES = 4  # avatars of one sector side by side


def when_words(days: int) -> str:
    """ "Today", "Tomorrow", "In 2 days"."""
    return {0: "Today", 1: "Tomorrow"}.get(days, f"In {days} days")


class HuddleCard(QWidget):
    """`prepare`, `start` and `invite` follow its buttons; `plan(day, weekly)` that without a huddle."""

    prepare = Signal()
    start = Signal()
    invite = Signal()
    plan = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__()
        self.view: PrepareView | None = None
        self._planning: PlanCard | None = None
        self.card = Card(surface="card-accent", margin=20, gap=0)
        self.card.setAccessibleName("Next huddle")
        self._chip, self._when = Chip("Next huddle", "accent", "messages-square"), Text("", colour="text2")
        self._day = ElidingLabel("", "h1", 600)
        self._place = ElidingLabel("", "body", None, "text2")
        self.prepare_button = Button(
            "Prepare agenda", kind="primary", icon="list-ordered", key="P", large=True
        )
        self.start_button = Button("Start huddle", icon="play", large=True)
        self.invite_button = Button("Copy invite", kind="ghost", icon="copy", large=True)
        self._coming, self._ready = Column(gap=6), Column(gap=10)
        self._lay_out()
        Column(self, gap=0).add(self.card)

    @property
    def planning(self) -> "PlanCard":
        """Stands here while no huddle is planned, which is seldom: made when it is needed."""
        if self._planning is None:
            from ui.home.plan_card import PlanCard

            self._planning = PlanCard()
            self._planning.plan.connect(self.plan)
            self._planning.hide()
            self.layout().addWidget(self._planning)
        return self._planning

    def show_view(self, view: NextHuddle) -> None:
        self.view = view.view
        if view.view is None or self._planning is not None:
            self.planning.setVisible(view.view is None)
        if view.view is None and self.card.isAncestorOf(self.window().focusWidget()):
            self.planning.button.setFocus()  # what had the focus is about to go
        self.card.setVisible(view.view is not None)
        if view.view is None:
            self.planning.show_slot(view.slot, slot_known=view.slot_known)
            return
        huddle, day = view.view.huddle, view.view.huddle.day or view.today
        running = huddle.status in huddles.RUNNING
        self._chip.set_chip("Huddle running" if running else "Next huddle", "accent", "messages-square")
        self._when.setText("Now" if running else when_words((day - view.today).days))
        self._day.setText(f"{long_day(day)}, {clock_words(huddle.start)}")
        chair = "you" if view.chaired_by_me else view.chair.name if view.chair else "nobody yet"
        self._place.setText(f"{huddle.minutes} minutes · {place_words(huddle)} · chaired by {chair}")
        self.prepare_button.setVisible(not running)
        self.start_button.setText("Back to the huddle" if running else "Start huddle")
        _fill(self._coming, [Text("Who’s coming", "meta", 600, "text2"), *map(_sector_line, view.sectors)])
        lines = [CheckLine(line.words, done=line.done) for line in ready_lines(view.view)]
        _fill(self._ready, [Text("Ready to go?", "meta", 600, "text2"), *lines])

    def set_narrow(self, *, narrow: bool) -> None:
        """One part under another where there is no room side by side."""
        ways = Row.Direction
        self._row.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        for rule in self._rules:
            rule.setVisible(not narrow)

    def _lay_out(self) -> None:
        left = Column(gap=8)
        top = Row(gap=8).add(self._chip, self._when, None)
        buttons = Row(gap=8).add(self.prepare_button, self.start_button, self.invite_button, None)
        left.add(top, None, self._day, self._place, None, buttons)
        row = self._row = Row(gap=18)
        row.addLayout(left, 46)
        self._rules = [Separator(vertical=True), Separator(vertical=True)]
        row.add(self._rules[0])
        row.addLayout(self._coming, 25)
        row.add(self._rules[1])
        row.addLayout(self._ready, 27)
        self.card.body.addLayout(row)
        for button, signal in (
            (self.prepare_button, self.prepare),
            (self.start_button, self.start),
            (self.invite_button, self.invite),
        ):
            button.clicked.connect(lambda _checked=False, signal=signal: signal.emit())


def _sector_line(sector: SectorComing) -> QWidget:
    line = CheckLine(sector.label, done=sector.coming)
    faces = Row(gap=3)
    for member in sector.members[:FACES]:
        faces.add(Avatar(member.name, member.sector, size=20))
    line.row.add(faces)
    if not sector.coming:
        line.row.add(Chip("Apologies" if sector.reply == "away" else "No reply", "amber"))
    who = ", ".join(member.name for member in sector.members)
    nobody = "apologies" if sector.reply == "away" else "no reply yet"
    line.setAccessibleName(f"{sector.label}: {who or nobody}")
    return line


def _fill(column: QVBoxLayout | Column, widgets: list[QWidget]) -> None:
    """Replace what a column shows, spread from its top."""
    while column.count():
        old = column.takeAt(0).widget()
        if old is not None:
            old.hide()
            old.deleteLater()
    for widget in widgets:
        widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column.addWidget(widget)
    column.addStretch(1)
    column.setAlignment(Qt.AlignmentFlag.AlignTop)
