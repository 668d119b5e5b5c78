"""One row of the file in full: every problem it has, and what happens to it."""

from PySide6.QtWidgets import QFrame, QWidget

from ui.widgets.boxes import Column, Row
from ui.widgets.separator import Separator
from ui.widgets.surface import set_surface
from ui.widgets.text import Text


class WholeRow(QFrame):
    """Stands below the table while a row is current."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "nav")
        self._who = Text("", "meta", 600)
        self._words = Text("", "meta", colour="text2", wrap=True)
        inside = Row(margin=(20, 8, 16, 10)).add(Column(gap=2).add(self._who, self._words))
        Column(self, gap=0).add(Separator(), inside)
        self.hide()

    def words(self) -> str:
        return self._words.text()

    def show_row(self, who: str, words: str) -> None:
        """Whose row it is, and all that is to be said of it."""
        self._who.setText(who)
        self._words.setText(words)
        self.setAccessibleName(f"{who}. {words}")
        self.show()
