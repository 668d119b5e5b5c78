"""This laptop was removed from the team: what that means, what is handed in, and until when."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from mdt_desktop.domain.day_words import short_day
from mdt_desktop.services.session import ZONE
from mdt_desktop.services.syncing.removal import Removal
from ui.sync.ages import count_words
from ui.theme import theme, u
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.icon import Icon
from ui.widgets.scroll_page import ScrollPage
from ui.widgets.surface import set_surface
from ui.widgets.text import Text

WIDTH = 620
MISTAKE = "If this is a mistake, ask an admin of the team for a new invitation, and use it here."
LOCKED = "The team’s records are locked on this laptop. Nobody can open them here any more."


class RemovedScreen(QFrame):
    """Covers everything of that team; `try_now` hands in, `lock` leaves, `open_team(space)` goes to another
    team of the profile, `invited` begins anew with a new invitation."""

    try_now = Signal()
    lock = Signal()
    open_team = Signal(str)
    invited = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)
        set_surface(self, "canvas")
        self._title = Text("", "h1", wrap=True)
        self._who = Text("", "big", colour="text2", wrap=True)
        self._lines = [_Line() for _ in range(3)]
        self.hand_in = Button("Hand in now", kind="primary", icon="send", large=True)
        self.leave = Button("Lock", icon="lock", large=True)
        self.again = Button("I have a new invitation", icon="ticket", large=True)
        self._others = FlowLayout(gap=(10, 8))
        self.again.clicked.connect(self.invited)
        self.hand_in.clicked.connect(self.try_now)
        self.leave.clicked.connect(self.lock)
        self._card = QFrame()
        set_surface(self._card, "card")
        words = Column(self._card, margin=(28, 26), gap=14).add(
            Row().add(Icon("user-x", "red", 28), None), self._title, self._who, *self._lines
        )
        deeds = FlowLayout(gap=(10, 8)).add(self.hand_in, self.again, self.leave)
        words.add(Text(MISTAKE, "body", wrap=True), 6, deeds, self._others)
        row = Row().add(None)
        row.addWidget(self._card, 100)
        page = ScrollPage(margin=24)
        page.body.add(None, row.add(None), None)
        Column(self, gap=0).addWidget(page, 1)
        theme().changed.connect(self._measure)
        self._measure()
        self.hide()

    def show_removal(self, removal: Removal, trouble: str) -> None:
        """As it stands: locked, then handed in, then deleted."""
        self._title.setText(f"This laptop was removed from {removal.team}")
        since = short_day(removal.since.astimezone(ZONE).date())
        self._who.setText(f"{removal.by or 'An admin'} removed it. This laptop knows since {since}.")
        self._lines[0].say("lock", "text2", LOCKED)
        if removal.handed_in:
            self._lines[1].say("check", "green", "Everything you wrote here has been handed in.")
        else:
            waits = f"{count_words(removal.waiting, 'change')} of yours still to be handed in."
            self._lines[1].say("hourglass", "amber", f"{waits} {trouble or 'Stay connected.'}")
        last = short_day(removal.deleted_by.astimezone(ZONE).date())
        self._lines[2].say("trash-2", "text2", f"Then they are deleted here: by {last} at the latest.")
        self.hand_in.setVisible(not removal.handed_in)
        self.setAccessibleName(f"{self._title.text()}. {removal.words}")

    def show_others(self, others: Sequence[tuple[str, str]]) -> None:
        """The other teams of the profile, as (space, name): they stay as they are."""
        for space, name in others:
            button = Button(f"Open {name}", icon="users", large=True)
            button.clicked.connect(partial(self.open_team.emit, space))
            self._others.add(button)

    def cover(self) -> None:
        """Stand over all of the window, with the focus."""
        if self.isHidden():
            self.setGeometry(self.parentWidget().rect())
            self.show()
            self.raise_()
            self._take_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parentWidget() and event.type() == QEvent.Type.Resize:
            self.setGeometry(self.parentWidget().rect())
        return False

    def _take_focus(self) -> None:
        """There is nothing else to go to."""
        button = self.hand_in if self.hand_in.isVisibleTo(self) else self.leave
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _measure(self) -> None:
        self._card.setMaximumWidth(u(WIDTH))


class _Line(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._icon, self._words = Icon("lock", "text2", 18), Text("", "body", wrap=True)
        row = Row(self, gap=12)
        row.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

    def say(self, icon: str, colour: str, words: str) -> None:
        self._icon.set_icon(icon, colour)
        self._words.setText(words)
