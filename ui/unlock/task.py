"""One task beside the drawing: the mark, a heading, a sentence, then what there is to do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.shell.brand import BrandMark
from ui.theme import theme, u
from ui.widgets.boxes import Column, Row
from ui.widgets.scroll_page import ScrollPage
from ui.widgets.text import Text


class Task(ScrollPage):
    """Put what there is to do in `content`. `width` is of the column, in px."""

    back = Signal()

    def __init__(self, title: str, text: str, *, width: int = 500) -> None:
        super().__init__(margin=(24, 24))
        column = self._column = QWidget()
        self._column_width = width
        self.setAccessibleName(title)
        self.content = Column(column, gap=12)
        self.content.add(
            Row(gap=12).add(BrandMark(40), Text("MDT Desktop", "h2"), None),
            22,
            Text(title, "display", wrap=True),
            Text(text, "big", colour="text2", wrap=True),
            10,
        )
        row = Row().add(None)
        row.addWidget(column, 100)
        self.body.add(None, row.add(None), None)
        theme().changed.connect(self._measure)
        self._measure()

    def first_focus(self) -> QWidget:
        """Where the focus starts."""
        raise NotImplementedError

    def stop(self) -> None:
        """What runs beside it ends: the session does, or another task shows."""

    def _measure(self) -> None:
        self._column.setMaximumWidth(u(self._column_width))
