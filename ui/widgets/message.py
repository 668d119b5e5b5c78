"""A message in the page: icon, bold line, plain line, one action. It stays until its cause has gone."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.icon import Icon
from ui.widgets.surface import set_surface
from ui.widgets.text import Text

_ICONS = {
    "amber": "triangle-alert",
    "red": "circle-alert",
    "green": "circle-check",
    "plum": "shield-alert",
    "blue": "info",
}


class Message(QFrame):
    """`tone`: amber, red, green, plum or blue. `acted` is emitted by its one button.

    `stacked` puts the button below the words, where there is no room beside them.
    """

    acted = Signal()

    def __init__(
        self,
        tone: str,
        title: str,
        text: str = "",
        *,
        action: str = "",
        icon: str = "",
        stacked: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._title = Text(title, "body", 600, wrap=True)
        self._text = Text(text, "meta", colour="text2", wrap=True)
        self._icon = Icon(icon or _ICONS[tone], tone, 18)
        self.button = Button(action)
        self.button.clicked.connect(self.acted)
        row = Row(self, margin=(13, 8), gap=10)
        row.add(self._icon)
        words = Column(gap=0).add(self._title, self._text)
        row.addLayout(words, 1)
        if stacked:
            self._below = Row(margin=(0, 6, 0, 2)).add(self.button, None)
            words.addLayout(self._below)
        else:
            row.add(self.button)
        row.setAlignment(self._icon, Qt.AlignmentFlag.AlignTop if stacked else Qt.AlignmentFlag.AlignVCenter)
        self.set_message(tone, title, text, action=action, icon=icon)

    def set_message(self, tone: str, title: str, text: str = "", *, action: str = "", icon: str = "") -> None:
        """Say something else."""
        self._tone = tone
        set_surface(self, tone)
        self.setAccessibleName(f"{title}. {text}" if text else title)
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._icon.set_icon(icon or _ICONS[tone], tone)
        self.button.setText(action)
        self.button.setVisible(bool(action))
        if self.isVisible():
            self._announce()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._announce()

    def _announce(self) -> None:
        """Errors interrupt; everything else waits its turn."""
        event = QAccessibleAnnouncementEvent(self, self.accessibleName())
        levels = QAccessible.AnnouncementPoliteness
        event.setPoliteness(levels.Assertive if self._tone == "red" else levels.Polite)
        QAccessible.updateAccessibility(event)
