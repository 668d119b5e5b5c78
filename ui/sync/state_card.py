"""How the exchange stands, in a colour and in words."""

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.sync.state_words import StateWords
from ui.widgets.boxes import Column, Row
from ui.widgets.icon import Icon
from ui.widgets.surface import set_surface
from ui.widgets.text import Text


class StateCard(QFrame):
    """Says what was acknowledged; nothing to press."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._icon = Icon("hard-drive", "green", 26)
        self.title, self.text = Text("", "h3", wrap=True), Text("", "meta", colour="text2", wrap=True)
        row = Row(self, margin=(14, 12), gap=14).add(self._icon)
        row.addLayout(Column(gap=2).add(self.title, self.text), 1)

    def show_state(self, words: StateWords) -> None:
        set_surface(self, words.tone)
        self._icon.set_icon(words.icon, words.tone)
        self.title.setText(words.title)
        self.title.set_colour("text")
        self.text.setText(words.text)
        self.setAccessibleName(f"{words.title}. {words.text}")
