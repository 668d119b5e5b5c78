"""How a record is laid out: person on the left, what happened in the middle, what is open on the right."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QWidget

from ui.cases.composer import Composer
from ui.cases.timeline import Timeline
from ui.page import FULL, NARROW
from ui.theme import theme, u
from ui.widgets.boxes import Column, Row
from ui.widgets.scroll_page import ScrollPage
from ui.widgets.segmented import Segmented
from ui.widgets.surface import set_surface

PARTS = (("timeline", "Timeline"), ("person", "Person"), ("open", "Actions and review"))
SIDE = 284  # px: “People around Margaret” and its link on one line


class RecordColumns(QWidget):
    """Three columns; on a narrow window one at a time, chosen above."""

    def __init__(
        self, left: Sequence[QWidget], composer: Composer, timeline: Timeline, right: Sequence[QWidget]
    ) -> None:
        super().__init__()
        set_surface(self, "canvas")
        self.left, self.right = _side(left, "About this person"), _side(right, "Actions and review")
        self.centre = _centre(composer, timeline)
        self.part = Segmented(PARTS, name="Part of the record")
        self._width_class = FULL
        row = Row(gap=12)
        row.add(self.left)
        row.addWidget(self.centre, 1)
        row.add(self.right)
        column = Column(self, margin=(20, 14, 20, 12), gap=8).add(self.part)
        column.addLayout(row, 1)
        self.part.chosen.connect(lambda _key: self._show())
        theme().changed.connect(self._show)
        self._show()

    def set_width_class(self, width_class: str) -> None:
        """Three columns side by side, or one at a time."""
        self._width_class = width_class
        self._show()

    def minimumSizeHint(self) -> QSize:
        """What one column needs: a window that becomes too narrow for three then shows one at a time."""
        return QSize(u(440), u(300))

    def _show(self) -> None:
        narrow, chosen = self._width_class == NARROW, self.part.current()
        self.part.setVisible(narrow)
        self.left.setVisible(not narrow or chosen == "person")
        self.centre.setVisible(not narrow or chosen == "timeline")
        self.right.setVisible(not narrow or chosen == "open")
        for side in (self.left, self.right):
            if narrow:
                side.setMinimumWidth(u(240))
                side.setMaximumWidth(16777215)
            else:
                side.setFixedWidth(u(SIDE))


def _side(cards: Sequence[QWidget], name: str) -> ScrollPage:
    page = ScrollPage(margin=0, gap=12)
    page.setAccessibleName(name)
    page.body.add(*cards, None)
    return page


def _centre(composer: Composer, timeline: Timeline) -> QFrame:
    card = QFrame()
    set_surface(card, "card")
    card.setAccessibleName("What happened")
    column = Column(card, margin=(20, 14, 14, 8), gap=10)
    column.add(Row().add(timeline.filter, None), composer)
    column.addWidget(timeline, 1)
    return card
