"""The foot of the window: the keys of this screen, and that the work is safe."""

from datetime import datetime

from PySide6.QtWidgets import QFrame, QWidget

from ui.shell.key_row import KeyRow
from ui.theme import theme, u
from ui.widgets.boxes import Column, Row
from ui.widgets.icon import Icon
from ui.widgets.separator import Separator
from ui.widgets.surface import set_surface
from ui.widgets.text import Text

HEIGHT = 32


class Footer(QFrame):
    """Hidden on short windows, and when the settings say so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "nav")
        self._hints = KeyRow()
        self._saved = Text("Encrypted on this laptop", "small", colour="text2")
        row = Row(margin=(24, 0, 22, 0), gap=7)
        row.addWidget(self._hints, 1)
        row.add(Icon("shield-check", "text2", 15), self._saved)
        column = Column(self, gap=0).add(Separator())
        column.addLayout(row, 1)
        theme().changed.connect(self._measure)
        self._measure()

    def show_hints(self, hints: list[tuple[str, str]]) -> None:
        """The page's own keys, then the way to all of them."""
        self._hints.show_hints([*hints, ("?", "All shortcuts")])

    def set_hints_shown(self, shown: bool) -> None:
        """Narrow windows keep only the right-hand side."""
        self._hints.setVisible(shown)

    def show_saved(self, when: datetime | None) -> None:
        """The local time of the last commit."""
        self._saved.setText(f"Encrypted on this laptop{f' · saved {when:%H:%M}' if when else ''}")

    def _measure(self) -> None:
        self.setFixedHeight(u(HEIGHT))
