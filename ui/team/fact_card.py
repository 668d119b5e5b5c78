"""A card of the team's settings: what holds now, in lines, and one way to change it."""

from PySide6.QtCore import Signal

from ui.widgets.boxes import Column
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.text import Text


class FactCard(Card):
    """`change` is emitted by its button, which says what it changes."""

    change = Signal()

    def __init__(self, title: str, icon: str) -> None:
        super().__init__(title, icon=icon)
        self.button = Button("Change")
        self.button.setAccessibleName(f"Change: {title}")
        self.button.clicked.connect(self.change)
        self.header.add(self.button)
        self._lines = Column(gap=6)
        self.body.add(self._lines)
        self.said = ""

    def show_facts(self, facts: list[tuple[str, str]]) -> None:
        """(label, words); a line without a label is the card's main sentence."""
        self._lines.clear()
        for label, words in facts:
            if label:
                pair = Column(gap=0)
                pair.add(Text(label, "small", colour="text3", wrap=True), Text(words, wrap=True))
                self._lines.add(pair)
            else:
                self._lines.add(Text(words, "body", 600, wrap=True))
        self.said = ". ".join(f"{label}: {words}" if label else words for label, words in facts)
        self.setAccessibleDescription(self.said)
