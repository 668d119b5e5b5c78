"""The room view: a second window made to be shown on a wall or shared in a call.

It is drawn from `RoomView` alone, which holds no number, address, birth date or note: nothing else can leak.
"""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.day_words import day_month
from mdt_desktop.services.huddle.room_view import RoomAction, RoomView
from ui.huddle.room_ring import RoomRing
from ui.huddle.room_tags import RoomTag, RoomTier
from ui.shell.brand import BrandMark
from ui.theme import u
from ui.widgets.avatar import Avatar
from ui.widgets.boxes import Column, Row
from ui.widgets.card import Card
from ui.widgets.due_words import due_words
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.event_looks import kind_look
from ui.widgets.icon import Icon
from ui.widgets.separator import Separator
from ui.widgets.surface import set_surface
from ui.widgets.text import Text

ACTIONS_SHOWN = 6


class RoomWindow(QWidget):
    """`show_room(view)` and, each second, `show_time(left, planned, meeting minutes left)`."""

    closed = Signal()

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Window)
        self.setWindowTitle("MDT Desktop: room view")
        self.setAccessibleName("Room view")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)  # typing goes on where it was
        set_surface(self, "canvas")
        self.resize(1280, 800)
        self._team, self._place = Text("", "room22", 600), Text("", "room22", colour="text2")
        self._name = Text("", "room46", 600)
        self._tier = RoomTier()
        self._about = ElidingLabel("", "room22", colour="text2")
        self._quote = Card(surface="quote", margin=26, gap=8)
        self._matters = Text("", "room", 600, wrap=True)
        self._questions, self._since = Section("What we’re deciding"), Section("Since last time")
        self.ring = RoomRing()
        self._agreed = AgreedColumn()
        self._outcome, self._review = RoomTag(raised=True), RoomTag(raised=True)
        self._next, self._left = Text("", "room22", colour="text2"), Text("", "room22", 600)
        self._lay_out()
        QShortcut(QKeySequence("Ctrl+Shift+R"), self, self.close)
        QShortcut(QKeySequence("Escape"), self, self.close)

    def sizeHint(self) -> QSize:
        return QSize(1280, 800)

    def show_room(self, room: RoomView | None) -> None:
        """Another person, or more of the same; None between people."""
        self._person.setVisible(room is not None)
        if room is None:
            return
        self._team.setText(room.team)
        self._place.setText(f"Case {room.place} of {room.of}")
        self._name.setText(room.name)
        self._tier.setVisible(bool(room.tier))
        if room.tier:
            self._tier.set_tier(room.tier, room.tier_label)
        self._about.setText(room.about)
        bare = room.what_matters.strip().strip("“”\"‘’'")
        self._matters.setText(f"“{bare}”" if bare else "Not asked yet")
        self._questions.show_lines([("circle-question-mark", "accent", words) for words in room.questions])
        self._since.show_lines([(*kind_look(one.kind), one.words) for one in room.since_last])
        self._agreed.show_actions(room.actions, room)
        outcome = vocabulary.label("outcome", room.outcome) if room.outcome else "Not decided yet"
        self._outcome.set_tag(
            outcome, "accent" if room.outcome else "neutral", "check" if room.outcome else ""
        )
        review = day_month(room.review) if room.review else "No date yet"
        self._review.set_tag(review, "accent" if room.review else "neutral", "calendar")
        self._next.setText(f"Next: {room.next_up}" if room.next_up else "Last on the agenda")

    def show_time(self, left: int, planned: int, meeting_left: int) -> None:
        """Seconds left for this person of those planned, minutes left of the huddle."""
        self.ring.set_time(left, planned)
        self._left.setText(f"{meeting_left} min left")

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def _lay_out(self) -> None:
        head = QWidget()
        set_surface(head, "surface")
        says = RoomTag("Room view: no numbers, addresses or dates of birth", "plum", "monitor-up")
        Row(head, margin=(40, 16), gap=16).add(BrandMark(34), self._team, self._place, None, says)
        self._person = QWidget()
        body = Row(self._person, margin=(40, 26), gap=40)
        body.addLayout(self._left_column(), 55)
        body.addWidget(self._right_card(), 45)
        foot = QWidget()
        set_surface(foot, "nav")
        row = Row(foot, margin=(40, 16), gap=14).add(
            Text("Outcome", "room22", colour="text2"), self._outcome, 16
        )
        row.add(Text("Review", "room22", colour="text2"), self._review, None, self._next, 24, self._left)
        column = Column(self, gap=0).add(head, Separator())
        column.addWidget(self._person, 1)
        column.addStretch(0)
        column.add(Separator(), foot)

    def _left_column(self) -> Column:
        title = Row(gap=10).add(
            Icon("quote", "accentText", 20), Text("What matters", "h2", 600, "accentText"), None
        )
        self._quote.body.add(title, self._matters)
        name = Row(gap=20).add(self._name, self._tier, None)
        column = Column(gap=14).add(name, self._about, 6, self._quote, 6, self._questions, self._since, None)
        return column

    def _right_card(self) -> Card:
        card = Card(margin=26, gap=16)
        card.body.add(Row().add(None, self.ring, None), self._agreed, None)
        return card


class Section(QWidget):
    """A heading and a few lines; hidden when there are none."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._column = Column(self, gap=10).add(Text(title, "room22", 600))
        self._lines: list[QWidget] = []

    def show_lines(self, lines: Sequence[tuple[str, str, str]]) -> None:
        """Show these (icon, colour, words) instead."""
        for old in self._lines:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._lines = [self._line(*line) for line in lines]
        self._column.add(*self._lines)
        self.setVisible(bool(lines))

    def _line(self, icon: str, colour: str, words: str) -> QWidget:
        line = QWidget(self)
        row = Row(line, gap=14)
        row.addWidget(Icon(icon, colour, 24), alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(Text(words, "room22", wrap=True), 1)
        return line


class AgreedColumn(QWidget):
    """What was agreed, as it is agreed: who does what by when."""

    def __init__(self) -> None:
        super().__init__()
        self._count = Text("", "room22", colour="text3")
        self._column = Column(self, gap=10)
        self._column.add(Row(gap=12).add(Text("Actions agreed", "room22", 600), self._count, None))
        self._rows: list[QWidget] = []

    def show_actions(self, actions: Sequence[RoomAction], room: RoomView) -> None:
        """The newest ones where there is no room for all."""
        for old in self._rows:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = [self._row(one, room) for one in actions[-ACTIONS_SHOWN:]]
        self._column.add(*self._rows)
        self._count.setText(str(len(actions)) if actions else "none yet")

    def _row(self, action: RoomAction, room: RoomView) -> QWidget:
        widget = QWidget(self)
        who = " · ".join(part for part in (action.owner or "Nobody yet", action.organisation) if part)
        words = Column(gap=2).add(
            Text(action.text, "h2", 500, wrap=True), ElidingLabel(who, "big", colour="text2")
        )
        due = due_words(action.due, room.today)
        chip = RoomTag(due.text, due.tone, due.icon)
        row = Row(gap=14).add(Avatar(action.owner or "?", action.sector, size=40))
        row.addLayout(words, 1)
        row.add(chip)
        Column(widget, gap=10).add(Separator(), row)
        widget.setMinimumHeight(u(56))
        return widget
