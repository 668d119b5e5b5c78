"""Several of a list, each with a box to tick."""

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.widgets.checkbox import CheckBox
from ui.widgets.flow_layout import FlowLayout


class Ticks(QWidget):
    """`items`: (value, words)."""

    def __init__(self, items: Sequence[tuple[Any, str]], chosen: Collection[Any]) -> None:
        super().__init__()
        self._boxes = {value: CheckBox(words, checked=value in chosen) for value, words in items}
        FlowLayout(self, gap=(16, 4)).add(*self._boxes.values())

    def chosen(self) -> list[Any]:
        """The values that are ticked, in their order."""
        return [value for value, box in self._boxes.items() if box.isChecked()]

    def first(self) -> CheckBox:
        return next(iter(self._boxes.values()))

    def box(self, value: Any) -> CheckBox:
        return self._boxes[value]

    def setFocus(self, *reason: Any) -> None:
        """A problem with the list puts the focus on its first box."""
        self.first().setFocus(*reason)
