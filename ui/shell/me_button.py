"""Who is working here, at the foot of the navigation; pressed, it offers the lock."""

from PySide6.QtCore import QPoint, QRect, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme, u
from ui.widgets.drawing import painting, rounded_box, text_line
from ui.widgets.menu import Menu
from ui.widgets.painting import paint_avatar
from ui.widgets.pressable import Pressable

AVATAR = 32


class MeButton(Pressable):
    """Avatar, name, and "role · sector"; the avatar alone in the rail."""

    lock = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("You", parent=parent)
        self._compact = False
        self._role = self._initials = self._sector = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._offer)

    def show_me(self, name: str, role: str, initials: str, sector: str) -> None:
        """`sector` is a code of the vocabulary."""
        self.setText(name)
        self._role, self._initials, self._sector = role, initials, sector
        self.setAccessibleName(f"{name}, {role}" if role else name)
        self.setToolTip(self.accessibleName())
        self.update()

    def set_compact(self, compact: bool) -> None:
        self._compact = compact
        self._remeasure()

    def sizeHint(self) -> QSize:
        return QSize(u(44), u(44)) if self._compact else QSize(u(160), u(44))

    def minimumSizeHint(self) -> QSize:
        return QSize(u(44), u(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        with painting(self) as painter:
            rounded_box(painter, self.rect(), u(8), self._faded("nav", "neutralSoft"))
            left = (self.width() - u(AVATAR)) // 2 if self._compact else u(4)
            disc = QRect(left, (self.height() - u(AVATAR)) // 2, u(AVATAR), u(AVATAR))
            paint_avatar(painter, disc, self._initials, self._sector)
            if self._compact:
                return
            start = disc.right() + u(10)
            line = QRect(start, u(5), self.width() - start, u(18))
            text_line(painter, line, self.words(), "meta", 600, look.colour("text"))
            text_line(painter, line.translated(0, u(17)), self._role, "small", None, look.colour("text3"))

    def _offer(self) -> None:
        menu = Menu(self.words(), self)
        menu.addAction("Lock now\tCtrl+L", self.lock.emit)
        menu.open_at(self.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
