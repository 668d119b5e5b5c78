"""Whose values stand in a column, and the button that keeps all of them."""

from PySide6.QtWidgets import QFrame, QWidget

from mdt_desktop.domain.day_words import clock_words, short_day
from mdt_desktop.services.session import ZONE
from ui.sync.picks import Side
from ui.widgets.avatar import Avatar
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.surface import set_surface


class SideHead(QFrame):
    """“You” beside “Joanne Price”."""

    def __init__(self, side: Side, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "row")
        self.keep = Button("Keep all mine" if side.mine else "Keep all theirs", key=key)
        if not side.mine:
            self.keep.setAccessibleName(f"Keep all theirs: {side.who}")
        local = side.when.astimezone(ZONE)
        when = f"{short_day(local.date())}, {clock_words(f'{local:%H:%M}')}"
        words = Column(gap=0).add(
            ElidingLabel("You" if side.mine else side.who, "body", 600),
            ElidingLabel(when, "meta", colour="text2"),
        )
        row = Row(self, margin=(12, 9), gap=12).add(Avatar(side.who, "", size=36))
        row.addLayout(words, 1)
        row.add(self.keep)
