"""One field with several values: its label, and a card for each value; left and right choose."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from mdt_desktop.services.conflicts.views import FieldConflict, Pick
from ui.sync.picks import Side, in_columns
from ui.sync.value_card import ValueCard
from ui.widgets.boxes import Column, Grid
from ui.widgets.text import Text

COLUMNS = 2
BOTH = "both kept"


class ClashField(QWidget):
    """`picked(pick)` follows a press, Space or an arrow key. A list can be both: its last card."""

    picked = Signal(object)

    def __init__(
        self, one: FieldConflict, label: str, sides: list[Side], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.one = one
        self.setAccessibleName(label)
        self._group = QButtonGroup(self)
        places = in_columns(one, sides)
        self._picks = [Pick(at=at) for at in places]
        self.cards = [
            ValueCard(one.values[at].words, "yours" if one.values[at].mine else one.values[at].who)
            for at in places
        ]
        if one.both is not None:
            self._picks.append(Pick(both=True))
            self.cards.append(ValueCard(f"Both: {one.both_words}", BOTH))
        column = Column(self, gap=5).add(Text(label, "meta", 600))
        column.addLayout(self._laid_out())
        self._group.idClicked.connect(lambda place: self.picked.emit(self._picks[place]))

    def show_pick(self, pick: Pick) -> None:
        """Which value is chosen."""
        if pick in self._picks:
            self.cards[self._picks.index(pick)].setChecked(True)

    def stop(self) -> ValueCard:
        """Where the focus goes: the chosen value, or the first."""
        return self.cards[max(0, self._group.checkedId())]

    def keep_both(self) -> None:
        """The values made one, where they can be."""
        if self.one.both is not None:
            self.cards[-1].click()

    def _laid_out(self) -> Grid:
        cards = Grid(gap=10)
        for place, card in enumerate(self.cards):
            self._group.addButton(card, place)
            card.stepped.connect(lambda step, place=place: self._step(place + step))
            row, column = divmod(place, COLUMNS)
            alone = self._picks[place].both and column == 0
            cards.addWidget(card, row, column, 1, COLUMNS if alone else 1)
        for column in range(COLUMNS):
            cards.setColumnStretch(column, 1)
        return cards

    def _step(self, goal: int) -> None:
        card = self.cards[max(0, min(len(self.cards) - 1, goal))]
        card.setFocus()
        card.click()
