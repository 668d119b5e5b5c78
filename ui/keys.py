"""Keys and what they do: one table for the shortcuts, the footer, the sheet and the palette."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class Keys(msgspec.Struct, frozen=True):
    """Keys and what they do. `act` is None where a widget handles the keys itself."""

    keys: str
    words: str
    act: Callable[[], object] | None = None
    hint: bool = True
    icon: str = ""

    @property
    def is_letter(self) -> bool:
        """Characters without Ctrl or Alt: only outside text fields, and they can be turned off."""
        return len(self.keys) == 1 or self.keys.startswith("G, ")


class KeyTable:
    """The keys of one widget. They act while it is visible; letters never while a text field has the focus
    (Qt asks the field first, and it takes what it can type).
    """

    def __init__(self, widget: QWidget) -> None:
        self.entries: list[Keys] = []
        self._widget = widget
        self._letters: list[QShortcut] = []
        self._letters_on = True

    def add(self, entry: Keys) -> None:
        """Put in the table, and make the keys act if they should."""
        self.entries.append(entry)
        if entry.act is None:
            return
        shortcut = QShortcut(QKeySequence(entry.keys), self._widget)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(entry.act)
        if entry.is_letter:
            shortcut.setEnabled(self._letters_on)
            self._letters.append(shortcut)

    def set_letters(self, on: bool) -> None:
        """Turn the single letters on or off (WCAG 2.1.4)."""
        self._letters_on = on
        for shortcut in self._letters:
            shortcut.setEnabled(on)
