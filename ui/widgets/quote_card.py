"""What matters to somebody, in their own words, before anything else about them."""

from PySide6.QtWidgets import QFrame, QWidget

from ui.widgets.boxes import Column, Row
from ui.widgets.icon import Icon
from ui.widgets.surface import set_surface
from ui.widgets.text import Text

QUOTES = "“”\"‘’'"  # typed around the words by some, not by others


class QuoteCard(QFrame):
    """`name` is what they like to be called; `words` are theirs and are shown in quotation marks."""

    def __init__(
        self, name: str = "", words: str = "", *, source: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        set_surface(self, "quote")
        self._title = Text("", "meta", 600, "accentText", wrap=True)
        self._words = Text("", "big", 500, wrap=True)
        self._source = Text("", "small", colour="text2", wrap=True)
        head = Row(gap=8).add(Icon("quote", "accentText", 16))
        head.addWidget(self._title, 1)
        Column(self, margin=(14, 12), gap=5).add(head, self._words, self._source, None)
        self.set_quote(name, words, source)

    def set_quote(self, name: str, words: str, source: str = "") -> None:
        """`words` "" says that nobody has asked yet; `source` is whose words and when."""
        title = f"What matters to {name}" if name else "What matters"
        bare = words.strip().strip(QUOTES)
        said = f"“{bare}”" if bare else "Not asked yet"
        self._title.setText(title)
        self._words.setText(said)
        self._source.setText(source)
        self._source.setVisible(bool(source))
        self.setAccessibleName(f"{title}: {said}")
