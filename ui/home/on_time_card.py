"""Actions finished on time: one number, with a yardstick."""

from mdt_desktop.services.week import FinishedOnTime
from ui.widgets.boxes import Row
from ui.widgets.card import Card
from ui.widgets.progress_bar import ProgressBar
from ui.widgets.text import Text

FEWEST_BEFORE = 5  # below that, an earlier rate says nothing


class OnTimeCard(Card):
    """The team's rate over eight weeks."""

    def __init__(self) -> None:
        super().__init__("Actions finished on time", icon="chart-column")
        self.header.add(Text("8 weeks", "meta", colour="text2"))
        self.number, self.beside = Text("", "kpi"), Text("", "meta", 500, "text2")
        self.bar = ProgressBar("Actions finished on time")
        self.body.add(Row(gap=10).add(self.number, self.beside, None), self.bar)

    def show_view(self, view: FinishedOnTime) -> None:
        rate = view.now.per_cent
        self.bar.setVisible(rate is not None)
        self.number.setVisible(rate is not None)
        if rate is None:
            self.say("No action was due yet", "text2")
            return
        self.number.setText(f"{rate}%")
        self.bar.set_progress(view.now.closed_on_time, view.now.counted)
        words, colour = compared_words(view)
        self.say(words, colour)

    def say(self, words: str, colour: str) -> None:
        self.beside.setText(words)
        self.beside.set_colour(colour)


def compared_words(view: FinishedOnTime) -> tuple[str, str]:
    """ "up from 64%" and its colour; while there is too little to compare with, "16 of 26"."""
    rate, before = view.now.per_cent, view.before.per_cent
    if rate is None or before is None or view.before.counted < FEWEST_BEFORE:
        return f"{view.now.closed_on_time} of {view.now.counted}", "text2"
    if rate == before:
        return f"as before, {before}%", "text2"
    return (f"up from {before}%", "green") if rate > before else (f"down from {before}%", "amber")
