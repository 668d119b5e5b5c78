"""A card: a rounded frame on the canvas, with a title, a count and one link."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.widgets.boxes import Column, Margin, Row
from ui.widgets.button import Button
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.icon import Icon
from ui.widgets.surface import set_surface
from ui.widgets.text import Text


class Card(QFrame):
    """Put content in `body` (a Column). `linked` is emitted when the link is pressed."""

    linked = Signal()

    def __init__(
        self,
        title: str = "",
        *,
        icon: str = "",
        count: int | None = None,
        link: str = "",
        margin: Margin = 16,
        gap: int = 10,
        surface: str = "card",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        set_surface(self, surface)
        self.setAccessibleName(title)
        self.body = Column(self, margin=margin, gap=gap)
        self.title = ElidingLabel(title, "h3")
        self.title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._count = Text("", "meta", colour="text3")
        self.link = Button(link, kind="link", low=True)
        self.header = Row(gap=8)
        if title:
            if icon:
                self.header.add(Icon(icon, "text2", 18))
            self.header.add(self.title, self._count, None, self.link)
            self.body.add(self.header)
        for unused in (self.title, self._count, self.link):
            unused.setParent(self)
        self.link.setVisible(bool(link))
        self.link.clicked.connect(self.linked)
        self.title.setVisible(bool(title))
        self.set_count(count)

    def set_count(self, count: int | None) -> None:
        """The number beside the title; None hides it."""
        self._count.setText("" if count is None else str(count))
        self._count.setVisible(count is not None)
