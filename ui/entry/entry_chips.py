"""The chips below quick entry: what was understood; those that ask something can be pressed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.entry.entry_reading import EntryChip
from ui.theme import theme, u
from ui.widgets.chip import StateChip
from ui.widgets.flow_layout import FlowLayout


class EntryChips(QWidget):
    """Keeps the height of one row, so that nothing jumps while somebody types."""

    pressed = Signal(object)

    def __init__(self, line: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self._flow = FlowLayout(self, gap=(6, 4))
        self._shown: list[EntryChip] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self._measure)
        self._measure()

    def words(self) -> list[str]:
        """What the chips say."""
        return [chip.words for chip in self._shown]

    def show_chips(self, chips: Sequence[EntryChip]) -> None:
        """Show these instead."""
        if list(chips) == self._shown:
            return
        self._shown = list(chips)
        self._flow.clear()
        before = self._line
        for chip in chips:
            button = StateChip(chip.words, chip.tone, chip.icon, self)
            if not chip.deed:
                button.setMaximumWidth(u(330))  # the words of an action are still in the line
            if chip.deed:
                button.clicked.connect(lambda _checked=False, chip=chip: self.pressed.emit(chip))
                QWidget.setTabOrder(before, button)
                before = button
            else:
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._flow.add(button)
            button.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back into the line."""
        if event.key() == Qt.Key.Key_Escape:
            self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _measure(self) -> None:
        self.setMinimumHeight(u(28))
