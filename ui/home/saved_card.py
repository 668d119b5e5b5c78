"""Saved and shared: where everything is, since when, what of it has reached the team, what came in last."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from mdt_desktop.domain.day_words import short_day
from mdt_desktop.services.session import ZONE
from mdt_desktop.services.week import Saved
from ui.widgets.boxes import Column, Row
from ui.widgets.card import Card
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.icon import Icon
from ui.widgets.separator import Separator
from ui.widgets.surface import set_surface
from ui.widgets.text import Text

if TYPE_CHECKING:  # the exchange begins once the week is shown
    from ui.sync.background import Background


class SavedCard(Card):
    """Amber while what was written here has not reached the team. The link leads to all that waits."""

    def __init__(self) -> None:
        super().__init__("Saved and shared", icon="hard-drive", link="See")
        self.setAccessibleDescription("Kept on this laptop, encrypted")
        self._at = Text("", "small", colour="text2", wrap=True)
        self._imported = _Line("file-spreadsheet")
        self._kept = _Line("laptop")
        self._kept.say("Kept on this laptop only, encrypted")
        self._waiting, self._confirmed = _Line("cloud-upload"), _Line("check")
        self._waiting.hide()
        self._confirmed.hide()
        words = Column(gap=1).add(Text("Everything is saved", "body", 500), self._at)
        top = Row(gap=10).add(Icon("circle-check", "green", 20))
        top.addLayout(words, 1)
        self.body.add(top, Separator(), self._kept, self._waiting, self._confirmed, self._imported)

    def show_exchange(self, exchange: "Background") -> None:
        """What of it the team has, as acknowledged."""
        words = exchange.words()
        if words is None:
            return
        shared = bool(words.confirmed)
        set_surface(self, "amber" if shared and words.tone == "amber" else "card")
        self._kept.set_icon(words.icon)
        self._kept.say(words.title if shared else "Kept on this laptop only, encrypted")
        for line, said in ((self._waiting, words.waiting), (self._confirmed, words.confirmed)):
            line.say(said)
            line.setVisible(bool(said))

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
        self._icon = Icon(icon, "text2", 18)
        row = Row(self, gap=10).add(self._icon)
        row.addWidget(self._words, 1)

    def set_icon(self, icon: str) -> None:
        self._icon.set_icon(icon, "text2")

    def say(self, words: str) -> None:
        self._words.setText(words)


def when_words(at: datetime) -> str:
    """ "today, 9:12am", "Thu 26 Nov, 4:05pm" in local time."""
    local, now = at.astimezone(ZONE), datetime.now(ZONE)
    day = "today" if local.date() == now.date() else short_day(local.date())
    half = "am" if local.hour < 12 else "pm"
    return f"{day}, {local.hour % 12 or 12}:{local.minute:02}{half}"
