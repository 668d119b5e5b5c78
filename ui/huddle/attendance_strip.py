"""The foot of Run: who is here; a press, or F2, opens the list."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mdt_desktop.domain.naming import initials
from mdt_desktop.domain.quorum import Quorum, missing_words
from mdt_desktop.services.huddle.huddles import sector_labels
from mdt_desktop.services.huddle.prepare_view import Guest
from ui.theme import theme, u
from ui.widgets.boxes import Row
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.drawing import painting, text_line
from ui.widgets.painting import paint_avatar
from ui.widgets.pressable import Pressable
from ui.widgets.surface import set_surface
from ui.widgets.text import Text

AVATAR, GAP = 28, 14


class AttendanceStrip(QWidget):
    """`asked()` opens the list, `guest()` opens it to type a name."""

    asked = Signal()
    guest = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "nav")
        self.setAccessibleName("Attendance")
        self._here = Text("", "meta", 600)
        self.faces = Faces()
        self._quorum = Chip()
        self.add_guest = Button("Guest", kind="link", icon="plus")
        row = Row(self, margin=(20, 4, 20, 4), gap=14).add(self._here)
        row.addWidget(self.faces, 1)
        row.add(self._quorum, self.add_guest)
        self.faces.clicked.connect(self.asked)
        self.add_guest.clicked.connect(self.guest)
        theme().changed.connect(self._measure)
        self._measure()

    def show_people(self, people: Sequence[Guest], quorum: Quorum) -> None:
        """Who is here of whom."""
        here = [guest for guest in people if guest.group == "here"]
        self._here.setText(f"Here {len(here)} of {len(people)}")
        self.faces.show_people(people)
        if quorum.met:
            self._quorum.set_chip("Quorum", "green", "check")
        else:
            self._quorum.set_chip("Advisory: no quorum", "amber", "users-round")
        missing = missing_words(quorum, sector_labels())
        self._quorum.setToolTip(f"Needs {quorum.rule}" + (f". Missing: {missing}" if missing else ""))
        self._quorum.setAccessibleName(f"{self._quorum.text()}. {self._quorum.toolTip()}")

    def _measure(self) -> None:
        self.setFixedHeight(u(44))


class Faces(Pressable):
    """Avatars and first names, as many as fit; the rest as a number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Attendance", parent=parent)
        self._people: Sequence[Guest] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription("Shortcut F2")

    def show_people(self, people: Sequence[Guest]) -> None:
        """In the order of the list."""
        self._people = people
        here = ", ".join(guest.attendance.name for guest in people if guest.group == "here") or "nobody yet"
        self.setAccessibleName(f"Attendance. Here: {here}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(u(400), u(36))

    def minimumSizeHint(self) -> QSize:
        return QSize(u(80), u(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        metrics = look.metrics("meta")
        with painting(self) as painter:
            x = 0
            for at, guest in enumerate(self._people):
                name = _first_name(guest)
                width = u(AVATAR) + u(8) + metrics.horizontalAdvance(name) + u(2)
                rest = len(self._people) - at
                if x + width + (u(40) if rest > 1 else 0) > self.width():
                    more = QRect(x, 0, self.width() - x, self.height())
                    text_line(painter, more, f"+{rest}", "meta", 500, look.colour("text2"))
                    return
                is_here = guest.group == "here"
                face = QRect(x, (self.height() - u(AVATAR)) // 2, u(AVATAR), u(AVATAR))
                letters, sector = initials(guest.attendance.name), guest.attendance.sector
                paint_avatar(painter, face, letters, sector, "here" if is_here else "away")
                line = QRect(face.right() + u(8), 0, width - u(AVATAR) - u(6), self.height())
                text_line(painter, line, name, "meta", None, look.colour("text" if is_here else "text3"))
                x += width + u(GAP)


def _first_name(guest: Guest) -> str:
    return guest.member.first_name if guest.member else guest.attendance.name.split(" ")[0]
