"""The keys that matter on this screen, as small boxes with words."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme, u
from ui.widgets.drawing import KEY_HEIGHT, key_hint, key_width, painting, text_line

_SHOWN_AS = {
    "Return": "Enter",
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
    "Comma": ",",
    "Escape": "Esc",
    "-": "−",
}


def key_words(keys: str) -> list[str]:
    """The boxes of "Ctrl+Return" or "J K": Ctrl, Enter; J, K."""
    parts = [part for chord in keys.replace(", ", " ").split() for part in _chord(chord)]
    return [_SHOWN_AS.get(part, part) for part in parts]


def spoken(keys: str) -> str:
    """The same for a screen reader: "Ctrl Enter"."""
    return " ".join(key_words(keys))


def _chord(chord: str) -> list[str]:
    if chord == "+":
        return ["+"]
    if chord.endswith("++"):
        return [*chord[:-2].split("+"), "+"]
    return chord.split("+")


class KeyRow(QWidget):
    """As many hints as fit, whole ones only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints: list[tuple[list[str], str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        theme().changed.connect(self.update)

    def show_hints(self, hints: list[tuple[str, str]]) -> None:
        """(keys, words), the most useful first."""
        self._hints = [(key_words(keys), words) for keys, words in hints]
        self.setAccessibleName("Keys: " + ", ".join(f"{spoken(keys)} {words}" for keys, words in hints))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(u(300), u(KEY_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, x = theme(), 0
        metrics = look.metrics("small")
        top = (self.height() - u(KEY_HEIGHT)) // 2
        with painting(self) as painter:
            for keys, words in self._hints:
                boxes = sum(key_width(key) + u(5) for key in keys)
                text = metrics.horizontalAdvance(words) + u(2)
                if x + boxes + text > self.width():
                    return
                for key in keys:
                    width = key_width(key)
                    key_hint(painter, QRect(x, top, width, u(KEY_HEIGHT)), key, "text2")
                    x += width + u(5)
                line = QRect(x + u(2), 0, text, self.height())
                text_line(painter, line, words, "small", None, look.colour("text2"))
                x += text + u(18)
