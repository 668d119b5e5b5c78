"""How this computer likes it: kept in a small file in the profile's folder, nothing personal in it."""

from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal

AUTO_LOCK_MINUTES = (2, 5, 10, 15, 30)


class Preferences(QObject):
    """Each property is read from the file and written at once; `changed` follows each write."""

    changed = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def theme_mode(self) -> str:
        """ "system", "light" or "dark"."""
        return self._text("theme", "system", ("system", "light", "dark"))

    @theme_mode.setter
    def theme_mode(self, mode: str) -> None:
        self._keep("theme", mode)

    @property
    def text_size(self) -> int:
        """Per cent: one of the theme's sizes."""
        return self._number("text_size_percent", 100, 100, 200)

    @text_size.setter
    def text_size(self, percent: int) -> None:
        self._keep("text_size_percent", percent)

    @property
    def auto_lock_minutes(self) -> int:
        """How long without a key or the mouse until the application locks itself."""
        return self._number("auto_lock_minutes", 10, AUTO_LOCK_MINUTES[0], AUTO_LOCK_MINUTES[-1])

    @auto_lock_minutes.setter
    def auto_lock_minutes(self, minutes: int) -> None:
        self._keep("auto_lock_minutes", minutes)

    @property
    def letter_keys(self) -> bool:
        """Whether single letters act outside text fields (WCAG 2.1.4)."""
        return self._switch("letter_keys")

    @letter_keys.setter
    def letter_keys(self, on: bool) -> None:
        self._keep("letter_keys", on)

    @property
    def footer(self) -> bool:
        """Whether the keys of the screen are shown below it."""
        return self._switch("footer")

    @footer.setter
    def footer(self, on: bool) -> None:
        self._keep("footer", on)

    @property
    def announcements(self) -> bool:
        """Whether screen readers are told what was saved or changed."""
        return self._switch("announcements")

    @announcements.setter
    def announcements(self, on: bool) -> None:
        self._keep("announcements", on)

    def _keep(self, key: str, value: object) -> None:
        self._file.setValue(key, value)
        self._file.sync()
        self.changed.emit()

    def _text(self, key: str, default: str, allowed: tuple[str, ...]) -> str:
        value = str(self._file.value(key, default))
        return value if value in allowed else default

    def _number(self, key: str, default: int, least: int, most: int) -> int:
        value = str(self._file.value(key, default))
        return min(most, max(least, int(value))) if value.isdecimal() else default

    def _switch(self, key: str) -> bool:
        return str(self._file.value(key, True)).lower() != "false"
