"""First run: how would you like to start?"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.keys import Keys, KeyTable
from ui.unlock.task import Task
from ui.widgets.boxes import Box, Row
from ui.widgets.button import Button
from ui.widgets.choice_card import ChoiceCard
from ui.widgets.icon import Icon
from ui.widgets.text import Text


class ChooseTask(Task):
    """Join a team, create one, or look round the demo. Joining is first: most people are invited.
    The printed code stands below, for the day on which every admin’s laptop is lost."""

    join_chosen = Signal()
    create_chosen = Signal()
    demo_chosen = Signal()
    code_chosen = Signal()

    def __init__(self) -> None:
        super().__init__("Set up this laptop", "Choose how you’d like to start.", width=560)
        self.key_table = KeyTable(self)
        self.cards = [
            ChoiceCard(
                "Join with an invitation",
                "Paste what your chair or admin sent, or open the invitation file.",
                icon="ticket",
                key="1",
                suggested=True,
            ),
            ChoiceCard(
                "Create a neighbourhood team",
                "You’ll name the team, choose how it works and set your passphrase. About 3 minutes.",
                icon="users-round",
                key="2",
            ),
            ChoiceCard(
                "Try the demo team",
                "Made-up people, a huddle ready to run. Nothing is sent anywhere, nothing is kept.",
                icon="flask-conical",
                key="3",
            ),
        ]
        choices = (self.join_chosen, self.create_chosen, self.demo_chosen)
        for number, (card, choice) in enumerate(zip(self.cards, choices, strict=True), 1):
            card.clicked.connect(choice)
            self.key_table.add(Keys(str(number), card.words(), card.click))
            self.content.add(card)
        self.code = Button("I have a team’s recovery code", kind="link", icon="key-round")
        self.code.clicked.connect(self.code_chosen)
        self.content.add(Row().add(self.code, None))
        self.content.add(
            6,
            _line(
                "shield-check",
                "green",
                "Everything you add is encrypted on this laptop with your passphrase.",
            ),
        )

    def first_focus(self) -> QWidget:
        return self.cards[0]


def _line(icon: str, colour: str, words: str) -> Box:
    row = Row(gap=8).add(Icon(icon, colour, 16))
    row.addWidget(Text(words, "meta", colour="text2", wrap=True), 1)
    return row
