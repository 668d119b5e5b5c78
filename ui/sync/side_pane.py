"""The left side: how it stands, what is to decide, what waits, where it goes, whose devices there are."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.sync.side_rows import SideDelegate, SideRow, side_model
from ui.sync.state_card import StateCard
from ui.sync.state_words import NOTHING, ToCome, confirmed_words, oldest_words, state_words
from ui.sync.view import SyncView, queue_rows
from ui.theme import theme, u
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.message import Message
from ui.widgets.scroll_page import ScrollPage
from ui.widgets.surface import set_surface
from ui.widgets.text import Text
from ui.widgets.whole_list import WholeList

WIDTH = 330
WARNINGS = 3  # as many as there are kinds of them


class SidePane(QFrame):
    """Lists that can be pressed; the page acts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "surface")
        self.setAccessibleName("State and devices")
        self.card = StateCard()
        self.warnings = [Message("amber", "") for _ in range(WARNINGS)]
        self.confirmed = Text("", "small", colour="text2")
        self.try_now = Button("Try now", icon="refresh-cw")
        self.try_now.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.queue = SideSection("To decide", marked=True)
        self.waiting = SideSection("Waiting to send")
        self.invitations = SideSection("Invitations")
        self.teams = SideSection("Your teams", add="Join another")
        self.ways = SideSection("Shared through", add="Connect")
        self.devices = SideSection("Devices", add="Invite")
        self.recover = Button("No admin left?", kind="link", icon="key-round")
        self.carry = Button("Carry on a USB stick", kind="ghost", icon="usb")
        self._carry_words = Text("No internet for days? Carry an encrypted file.", "meta", colour="text2")
        self._lay_out()

    def show_view(self, view: SyncView, *, busy: bool, to_come: ToCome = NOTHING) -> None:
        words = state_words(view.state, view.now, busy=busy, to_decide=len(view.decisions), to_come=to_come)
        self.card.show_state(words)
        for at, message in enumerate(self.warnings):
            warning = view.warnings[at] if at < len(view.warnings) else ""
            head, _, rest = warning.partition(". ")
            if warning != message.property("said"):
                message.setProperty("said", warning)
                message.set_message("amber", f"{head}." if rest else head, rest)
            message.setVisible(bool(warning))
        self.try_now.setVisible(view.state.shared)
        self.confirmed.setText(confirmed_words(view.state, view.now))
        self.confirmed.setVisible(bool(self.confirmed.text()))
        self.try_now.setText("Trying…" if busy else "Try now")
        self.queue.show_rows(queue_rows(view.decisions))
        self.waiting.show_rows(view.waiting, view.state.waiting)
        self.waiting.say(oldest_words(view.state, view.now))
        self.ways.show_rows(view.ways, always=view.admin or bool(view.ways))
        self.devices.show_rows(view.devices, always=True)
        self.devices.add_button.setVisible(view.admin)
        self.invitations.show_rows(view.invitations)
        self.recover.setVisible(view.state.removed is None and not view.admin)
        self.teams.show_rows(view.teams, always=True)

    def first_focus(self) -> QWidget:
        """The first thing to press."""
        return self.try_now if self.try_now.isVisibleTo(self) else self.devices.list

    def _lay_out(self) -> None:
        page = ScrollPage(margin=(16, 16, 14, 12), gap=10)
        page.body.add(self.card, self.try_now, self.confirmed, *self.warnings)
        page.body.add(self.queue, self.waiting, self.devices, self.invitations)
        page.body.add(Row().add(self.recover, None), self.ways, self.teams, None)
        for message in self.warnings:
            message.hide()
        foot = Column(margin=(16, 8, 16, 12), gap=2)
        foot.add(Row().add(self._carry_words, None), Row().add(self.carry, None))
        self.recover.hide()
        column = Column(self, gap=0)
        column.addWidget(page, 1)
        column.addLayout(foot)
        theme().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.setFixedWidth(u(WIDTH))

    def set_wide(self, wide: bool) -> None:
        """Alone on the page, it takes all of it."""
        if wide:
            self.setMinimumWidth(0)
            self.setMaximumWidth(16777215)
        else:
            self._measure()


class SideSection(QWidget):
    """A heading with a count, a list, and one button."""

    def __init__(
        self, title: str, *, add: str = "", marked: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.list = SideList(title, marked=marked)
        self._count = Text("", "meta", colour="text2")
        self.add_button = Button(add, kind="link", icon="plus")
        self._quiet = ElidingLabel("", "small", colour="text2")
        self._quiet.setAlignment(Qt.AlignmentFlag.AlignRight)
        head = Row(gap=8).add(Text(title, "h3"), self._count)
        head.addWidget(self._quiet, 1)
        head.add(self.add_button)
        Column(self, gap=4).add(head, self.list)
        self.add_button.setVisible(bool(add))

    def say(self, words: str) -> None:
        """One quiet word at the right of the heading."""
        self._quiet.setText(words)

    def show_rows(self, rows: Sequence[SideRow], count: int | None = None, *, always: bool = False) -> None:
        """No rows, no section, unless there is something to press in it."""
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        self._count.setText(str(len(rows) if count is None else count) if rows else "")
        self.setVisible(always or bool(rows))


class SideList(WholeList):
    """`deed_pressed(row)` follows a press on the row's button, or Delete. A `marked` one always shows which
    row is current."""

    deed_pressed = Signal(object)

    def __init__(self, name: str, *, marked: bool = False) -> None:
        super().__init__(name, side_model(), SideDelegate())
        self._marked = marked
        self.part_pressed.connect(lambda row, _part: self.deed_pressed.emit(row))

    def shows_current(self) -> bool:
        return self._marked or super().shows_current()

    def mark(self, place: int) -> None:
        """Make a row current without taking the focus."""
        self.setCurrentIndex(self.rows.index(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        if event.key() == Qt.Key.Key_Delete and row is not None and row.deed:
            self.deed_pressed.emit(row)
        else:
            super().keyPressEvent(event)
