"""Attendance during the huddle: type the first letters, Enter says that they are here."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mdt_desktop.domain.quorum import Quorum, missing_words
from mdt_desktop.services.huddle.huddles import sector_labels
from mdt_desktop.services.huddle.prepare_view import Guest
from mdt_desktop.services.huddle.run_view import RunView
from ui.huddle.people_pane import PeopleList
from ui.huddle.people_rows import ROW
from ui.huddle.side_panel import SidePanel
from ui.huddle.status_menu import DURING, status_menu
from ui.huddle.type_to_list import TypeToList
from ui.theme import u
from ui.widgets.button import Button
from ui.widgets.menu import Menu
from ui.widgets.text import Text

LATE_AFTER = timedelta(minutes=5)


class AttendancePanel(SidePanel):
    """`status_chosen(attendance id or a guest's name, status)`, `hand_over(member id)`."""

    status_chosen = Signal(str, str)
    hand_over = Signal(str)

    def __init__(self, host: QWidget) -> None:
        super().__init__("Attendance", host, width=340)
        self._people: Sequence[Guest] = ()
        self._started: datetime | None = None
        self._now: datetime | None = None
        self.list = PeopleList(always_status=True)
        self.edit = TypeToList("Who is here", "First letters, then Enter", self.list)
        self.guest = Button("", kind="link", icon="user-plus")
        self._quorum = Text("", "small", colour="text2", wrap=True)
        self.body.add(self.edit, self._quorum)
        self.body.addWidget(self.list, 1)
        self.body.add(self.guest)
        self.edit.textChanged.connect(self._filter)
        self.edit.taken.connect(self._take)
        self.edit.asked.connect(lambda: self._ask(self.list.current_row()))
        self.list.asked.connect(self._ask)
        self.guest.clicked.connect(self._add_guest)

    def show_view(self, view: RunView) -> None:
        """Who is expected and who is here."""
        self._people, self._started, self._now = view.people, view.huddle.started_at, view.now
        self._show_quorum(view.quorum)
        self._filter()

    def opened(self) -> None:
        self.edit.clear()
        self.edit.setFocus()

    def wanted_height(self, width: int) -> int:
        """So that everybody expected is in sight."""
        around = self.layout().totalHeightForWidth(width) - self.list.sizeHint().height()
        return around + len(self._people) * u(ROW) + u(8)

    def _show_quorum(self, quorum: Quorum) -> None:
        missing = missing_words(quorum, sector_labels())
        self._quorum.setText(
            f"Quorum reached: {quorum.rule}." if quorum.met else f"No quorum yet. Missing: {missing}."
        )
        self._quorum.set_colour("green" if quorum.met else "amber")

    def _filter(self) -> None:
        typed = self.edit.text().strip()
        found = [guest for guest in self._people if _starts(guest.attendance.name, typed)]
        self.list.set_rows(found)
        if found and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.list.rows.index(0))
        known = any(guest.attendance.name.casefold() == typed.casefold() for guest in self._people)
        self.guest.setVisible(len(typed) > 1 and not known)
        self.guest.setText(f"Add “{typed}” as a guest")

    def _take(self) -> None:
        row = self.list.current_row()
        if row is not None:
            status = self._arriving() if row.group != "here" else "left"
            self.status_chosen.emit(row.attendance.id, status)
        elif self.edit.text().strip():
            self._add_guest()
        self.edit.clear()

    def _arriving(self) -> str:
        """After the first minutes, coming is coming late; the service stamps the time."""
        late = self._started and self._now and self._now - self._started > LATE_AFTER
        return "late" if late else "present"

    def _add_guest(self) -> None:
        self.status_chosen.emit(self.edit.text().strip(), self._arriving())
        self.edit.clear()
        self.edit.setFocus()

    def _ask(self, guest: Guest | None) -> None:
        if guest is None:
            return
        who = guest.attendance.id
        menu = status_menu(self, guest, DURING, lambda status: self.status_chosen.emit(who, status))
        self._offer_chair(menu, guest)
        place = self.list.rows.place_of(who)
        below = self.list.visualRect(self.list.rows.index(place)).bottomLeft()
        menu.open_at(self.list.viewport().mapToGlobal(below))

    def _offer_chair(self, menu: Menu, guest: Guest) -> None:
        if guest.member is not None and guest.duty != "Chair":
            member = guest.member.id
            menu.addSeparator()
            menu.addAction("Hand over the chair").triggered.connect(lambda: self.hand_over.emit(member))


def _starts(name: str, typed: str) -> bool:
    wanted = typed.casefold()
    whole = name.casefold()
    return whole.startswith(wanted) or any(word.startswith(wanted) for word in whole.split())
