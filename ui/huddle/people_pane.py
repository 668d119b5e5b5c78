"""The right of Prepare: who is coming, and what is still to do before the start."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from mdt_desktop.services.huddle.prepare_view import Guest, PrepareView, Readiness
from mdt_desktop.services.team.directory import MemberView
from ui.huddle.people_rows import PeopleDelegate, people_model
from ui.huddle.status_menu import BEFORE, status_menu
from ui.huddle.type_to_list import is_f2_override
from ui.theme import theme
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.icon import Icon
from ui.widgets.menu import Menu
from ui.widgets.row_list import RowList
from ui.widgets.separator import Separator
from ui.widgets.surface import set_surface
from ui.widgets.text import Text


class PeopleList(RowList):
    """F2, Enter, Space or a click opens the statuses."""

    asked = Signal(object)

    def __init__(self, *, always_status: bool = False) -> None:
        super().__init__(
            "People", people_model(), PeopleDelegate(always_status=always_status), quiet=not always_status
        )
        self.chosen.connect(self.asked)

    def event(self, event: QEvent) -> bool:
        """F2 is asked here, also where it is the page's key."""
        if is_f2_override(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Space) and self.current_row() is not None:
            self.asked.emit(self.current_row())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.asked.emit(self.rows.rows[index.row()])


class PeoplePane(QWidget):
    """`status_chosen(attendance id or member id, status)`."""

    status_chosen = Signal(str, str)
    invite_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "surface")
        self.list = PeopleList()
        self.list.asked.connect(self._ask_status)
        self.invite = Button("Invite somebody", kind="link", icon="user-plus")
        self.invite.clicked.connect(self.invite_asked)
        self._count = Text("", "body", colour="text3")
        self.checks = Checks()
        column = Column(self, margin=(14, 14, 14, 14), gap=8)
        column.add(Row(gap=8).add(Text("People", "h3"), self._count, None))
        column.addWidget(self.list, 100)
        column.add(Row().add(self.invite, None), Separator(), Text("Before you start", "h3"), self.checks)
        column.addStretch(1)
        theme().changed.connect(self._fit)

    def show_view(self, view: PrepareView) -> None:
        """Who is expected at the huddle."""
        self._count.setText(str(len(view.people)))
        self.list.set_rows(view.people)
        self.checks.show_lines(view.readiness)
        self._fit()

    def show_invitable(self, members: Sequence[MemberView]) -> None:
        """Open the menu of those who are not invited yet."""
        menu = _invitations(self, members, self.status_chosen.emit)
        menu.open_below(self.invite)

    def _fit(self) -> None:
        self.list.setMaximumHeight(max(1, self.list.content_height()) + 2)

    def _ask_status(self, guest: Guest) -> None:
        who = guest.attendance.id
        menu = status_menu(self, guest, BEFORE, lambda status: self.status_chosen.emit(who, status))
        row = self.list.visualRect(self.list.rows.index(self.list.rows.place_of(who)))
        menu.open_at(self.list.viewport().mapToGlobal(row.bottomLeft()))


def _invitations(
    parent: PeoplePane, members: Sequence[MemberView], choose: Callable[[str, str], None]
) -> Menu:
    menu = Menu("Invite somebody", parent)
    for member in members:
        entry = menu.addAction(f"{member.name}, {member.job_title or member.sector_label}")
        entry.triggered.connect(lambda _checked=False, who=member.id: choose(who, "invited"))
    if not members:
        menu.addAction("Everybody in the directory is invited").setEnabled(False)
    return menu


class Checks(QWidget):
    """What is ready and what is not, each in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = Column(self, gap=7)
        self._lines: list[QWidget] = []

    def show_lines(self, lines: Sequence[Readiness]) -> None:
        """Show these instead."""
        for old in self._lines:
            self._column.removeWidget(old)
            old.deleteLater()
        self._lines = [self._line(one) for one in lines]
        self._column.add(*self._lines)

    def _line(self, one: Readiness) -> QWidget:
        line = QWidget(self)
        icon = Icon("circle-check", "green", 18) if one.done else Icon("circle-dashed", "amber", 18)
        words = Text(one.words, "meta", wrap=True)
        line.setAccessibleName(f"{'Ready' if one.done else 'To do'}: {one.words}")
        row = Row(line, gap=8)
        row.addWidget(icon, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        return line
