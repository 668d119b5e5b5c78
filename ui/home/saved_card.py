"""Saved: where everything is, since when, and what came in last."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from mdt_desktop.domain.day_words import short_day
from mdt_desktop.services.session import ZONE
from mdt_desktop.services.week import Saved
from ui.widgets.boxes import Column, Row
from ui.widgets.card import Card
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.icon import Icon
from ui.widgets.separator import Separator
from ui.widgets.text import Text


class SavedCard(Card):
    """Nothing to press: nothing waits to be sent, and nothing has to be saved."""

    def __init__(self) -> None:
        super().__init__("Saved", icon="hard-drive")
        self._at = Text("", "small", colour="text2", wrap=True)
        self._imported = _Line("file-spreadsheet")
        self._kept = _Line("laptop")
        self._kept.say("Kept on this laptop only, encrypted")
        words = Column(gap=1).add(Text("Everything is saved", "body", 500), self._at)
        top = Row(gap=10).add(Icon("circle-check", "green", 20))
        top.addLayout(words, 1)
        self.body.add(top, Separator(), self._kept, self._imported)

    def show_view(self, view: Saved) -> None:
        self._at.setText(f"Last change {when_words(view.at)}" if view.at else "Nothing written yet")
        done = view.last_import
        self._imported.setVisible(done is not None)
        if done is not None and done.at is not None:
            brought = f"{done.new} new, {done.changed} changed"
            self._imported.say(f"Last import {when_words(done.at)}: {brought}")


class _Line(QWidget):
    def __init__(self, icon: str) -> None:
        super().__init__()
        self._words = ElidingLabel("", "meta", None, "text2")
        row = Row(self, gap=10).add(Icon(icon, "text2", 18))
        row.addWidget(self._words, 1)

    def say(self, words: str) -> None:
        self._words.setText(words)


def when_words(at: datetime) -> str:
    """ "today, 9:12am", "Thu 26 Nov, 4:05pm" in local time."""
    local, now = at.astimezone(ZONE), datetime.now(ZONE)
    day = "today" if local.date() == now.date() else short_day(local.date())
    half = "am" if local.hour < 12 else "pm"
    return f"{day}, {local.hour % 12 or 12}:{local.minute:02}{half}"
