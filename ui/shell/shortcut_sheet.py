"""? or F1: every key of this screen and of the window."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.keys import Keys
from ui.shell.key_row import key_words, spoken
from ui.shell.overlay import Overlay
from ui.theme import u
from ui.widgets.boxes import Column, Grid, Row
from ui.widgets.icon_button import IconButton
from ui.widgets.key_hint import KeyHints
from ui.widgets.separator import Separator
from ui.widgets.text import Text

WIDTH = 820


class ShortcutSheet(Overlay):
    """Two columns: this screen, everywhere."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._close = IconButton("x", "Close shortcuts")
        self._close.clicked.connect(self.close_over)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        head = Row(margin=(24, 16, 16, 12)).add(Text("Keyboard shortcuts", "h2"), None, self._close)
        column = Column(self.frame, margin=1, gap=0).add(head, Separator())
        column.addWidget(self._scroll, 1)

    def summon(self, page_title: str, page_keys: Sequence[Keys], window_keys: Sequence[Keys]) -> None:
        """Show both lists and wait for Esc."""
        content = QWidget()
        content.setProperty("scrolled", "true")
        row = Row(content, margin=24, gap=40)
        for heading, entries in ((page_title, page_keys), ("Everywhere", window_keys)):
            column = Column(gap=10).add(Text(heading, "h3"))
            column.addLayout(_table(entries))
            row.addLayout(column.add(None), 1)
        self._scroll.setWidget(content)
        self.open(self._close)

    def place(self) -> None:
        content = self._scroll.widget()
        wanted = u(76) + (content.sizeHint().height() if content is not None else 0)
        width, height = min(u(WIDTH), self.width() - u(48)), min(wanted, self.height() - u(80))
        self.frame.setGeometry(
            QRect((self.width() - width) // 2, (self.height() - height) // 3, width, height)
        )


def _table(entries: Sequence[Keys]) -> Grid:
    grid = Grid(gap=(16, 7))
    grid.setColumnStretch(1, 1)
    for line, entry in enumerate(entries):
        hints = KeyHints(key_words(entry.keys))
        hints.setAccessibleName(spoken(entry.keys))
        grid.addWidget(hints, line, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(Text(entry.words, "meta", colour="text2"), line, 1)
    if not entries:
        grid.addWidget(Text("Nothing of its own.", "meta", colour="text3"), 0, 0)
    return grid
