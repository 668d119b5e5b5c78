"""Somebody asks to join: four words stand on both screens, a person compares them, then lets them in."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from mdt_desktop.services.syncing.requests import RequestView
from ui.theme import theme, u
from ui.widgets.boxes import Column, Row
from ui.widgets.checkbox import CheckBox
from ui.widgets.message import Message
from ui.widgets.surface import set_surface
from ui.widgets.text import Text

HOW = "Ring them, or sit beside them. Ask them to read the four words on their screen to you."
WHY = "If a single word differs, somebody else may hold the invitation: refuse, and send a new one."
SEVERAL = "More than one laptop asks with this invitation"
NOT_COMPARED = "Compare the words first"


class RequestPane(QWidget):
    """`compared()` once the box is ticked; `remind` says so to who presses before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.request: RequestView | None = None
        self._words = CheckWords()
        self.box = CheckBox("They read these four words to me, in this order")
        self.reminder = Message("amber", NOT_COMPARED, "Then tick the box above.")
        self.reminder.hide()
        self.warning = Message("amber", "")
        self.box.toggled.connect(lambda on: self.reminder.setVisible(self.reminder.isVisible() and not on))
        Column(self, gap=12).add(
            self.warning,
            Text(HOW, "body", wrap=True),
            self._words,
            self.box,
            self.reminder,
            Text(WHY, "meta", colour="text2", wrap=True),
        )

    def show_request(self, request: RequestView) -> None:
        """Another request starts uncompared."""
        if self.request is None or (self.request.id, self.request.words) != (request.id, request.words):
            self.box.setChecked(False)
            self.reminder.hide()
        self.request = request
        self._warn(request)
        self._words.show_words(request.words)

    def compared(self) -> bool:
        return self.box.isChecked()

    def remind(self) -> None:
        """Pressed before anybody compared."""
        self.reminder.show()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> QWidget:
        return self.box

    def _warn(self, request: RequestView) -> None:
        """What the admin should know before: it can't be done, several ask, the name is another."""
        words = ("", "")
        if request.problem:
            words = ("They can’t be admitted", f"{request.problem} Refuse, and send a new invitation.")
        elif request.others:
            words = (SEVERAL, "Compare the words with the person. Refuse whoever’s words differ.")
        elif request.typed.casefold() != request.name.casefold():
            words = (f"They call themselves “{request.typed}”", f"You invited {request.name}.")
        self.warning.set_message("amber", *words)
        self.warning.setVisible(bool(words[0]))


class CheckWords(QWidget):
    """Four words, large, numbered, to be read aloud."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = Row(self, gap=10)
        self._shown: tuple[str, ...] = ()

    def words(self) -> tuple[str, ...]:
        """What shows."""
        return self._shown

    def show_words(self, words: tuple[str, ...]) -> None:
        if words == self._shown:
            return
        self._shown = words
        self._row.clear()
        self.setAccessibleName("Check words: " + ", ".join(words))
        for number, word in enumerate(words, 1):
            self._row.addWidget(_Word(number, word), 1)


class _Word(QFrame):
    def __init__(self, number: int, word: str) -> None:
        super().__init__()
        set_surface(self, "quote")
        said = Text(word, "h2")
        said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        place = Text(str(number), "small", colour="text2")
        place.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setAccessibleName(f"Word {number}: {word}")
        Column(self, margin=(8, 10), gap=2).add(place, said)
        theme().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.setMinimumWidth(u(96))
