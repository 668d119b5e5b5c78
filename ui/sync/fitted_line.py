"""How many changes fitted together without a clash, and, asked for, which."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from mdt_desktop.services.conflicts.views import Fitted
from ui.sync.ages import count_words
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.icon import Icon
from ui.widgets.text import Text

SEE, HIDE = "See them", "Hide them"


class FittedLine(QWidget):
    """Gone when there is nothing to count."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Text("", "meta", colour="text2")
        self.see = Button(SEE, kind="link")
        self.changes = Text("", "meta", colour="text2", wrap=True)
        self.changes.hide()
        self.see.clicked.connect(self._switch)
        head = Row(gap=8).add(Icon("check", "green", 16), self._words, self.see, None)
        Column(self, gap=2).add(head, self.changes)

    def show_changes(self, fitted: Sequence[Fitted]) -> None:
        self.setVisible(bool(fitted))
        self._words.setText(f"{count_words(len(fitted), 'other change')} fitted together without a clash.")
        self.changes.setText("\n".join(f"{one.label}: {one.words} ({one.who})" for one in fitted))
        self.changes.hide()
        self.see.setText(SEE)

    def _switch(self) -> None:
        shown = self.changes.isHidden()
        self.changes.setVisible(shown)
        self.see.setText(HIDE if shown else SEE)
