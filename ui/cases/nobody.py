"""The case list with nobody in it: before the first person, and when nobody matches."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.cases.query import Query
from ui.theme import theme, u
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.choice_card import ChoiceCard
from ui.widgets.empty_state import EmptyState
from ui.widgets.icon import Icon
from ui.widgets.text import Text


class FirstUse(EmptyState):
    """Three words on what goes here, and ways to start; importing only where this version can."""

    import_ = Signal()
    add = Signal()

    def __init__(self, *, imports: bool) -> None:
        bring = ChoiceCard(
            "Import a list",
            "A CSV or Excel extract. You’ll check it before anything is saved.",
            icon="file-up",
            key="I",
            tall=True,
            suggested=True,
        )
        add = ChoiceCard(
            "Add one person",
            "Name, date of birth, and why you’re worried.",
            icon="user-plus",
            key="N",
            tall=True,
            suggested=not imports,
        )
        self.cards = (bring, add) if imports else (add,)
        super().__init__(
            "users-round",
            "No one on the list yet",
            "Bring in the people your team is worried about. You can start with one.",
            choices=self.cards,
            reassurance="Whatever you add is encrypted on this laptop straight away, online or not.",
        )
        theme().changed.connect(self._measure)
        self._measure()
        bring.clicked.connect(self.import_)
        add.clicked.connect(self.add)

    def _measure(self) -> None:
        for card in self.cards:
            card.setMaximumWidth(u(300))


class NoMatch(QWidget):
    """Nobody meets the filters: says so, and takes them away."""

    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = Text("", "h3")
        self._words = Text("", "body", colour="text2")
        self.clear_button = Button("Clear filters", kind="soft", key="Esc")
        self.clear_button.clicked.connect(self.cleared)
        Column(self, margin=24, gap=8).add(
            48,
            Row().add(None, Icon("search", "text3", 24), None),
            Row().add(None, self._title, None),
            Row().add(None, self._words, None),
            4,
            Row().add(None, self.clear_button, None),
            None,
        )

    def show_query(self, query: Query) -> None:
        """Whether filters leave nobody, or the view itself is empty."""
        self._title.setText("No one matches" if query.narrowed else f"No one in “{query.label}”")
        self._words.setText(
            f"Nobody in “{query.label}” meets these filters." if query.narrowed else "That can be good news."
        )
        self.clear_button.setVisible(query.narrowed)
