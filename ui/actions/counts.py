"""Five counts with a yardstick each: late, today, this week, later, and the rate on time."""

from datetime import timedelta

from PySide6.QtWidgets import QFrame, QWidget

from mdt_desktop.domain.day_words import short_day
from mdt_desktop.domain.working_days import this_monday
from mdt_desktop.services.actions.action_page import ActionsView
from ui.theme import theme, u
from ui.widgets.boxes import Column, Row
from ui.widgets.due_words import count_days
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.surface import set_surface
from ui.widgets.text import Text

FEWEST_BEFORE = 5  # below that, an earlier rate says nothing


class Count(QFrame):
    """A number, what it counts, and what to hold it against."""

    def __init__(self, words: str) -> None:
        super().__init__()
        set_surface(self, "card")
        self._words = words
        self.number = Text("", "kpi")
        self.beside = ElidingLabel("", "small", None, "text2")
        column = Column(self, margin=(22, 8, 12, 8), gap=0)
        column.add(self.number, ElidingLabel(words, "meta", 600), self.beside)

    def say(self, number: str, beside: str, colour: str) -> None:
        self.number.setText(number)
        self.number.set_colour(colour)
        self.beside.setText(beside)
        self.setAccessibleName(f"{self._words}: {number}, {beside}" if beside else f"{self._words}: {number}")


class Counts(QWidget):
    """The strip above the list; low windows leave it out."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Counts")
        words = ("Late", "Due today", "Due this week", "Later", "Finished on time")
        self.cards = [Count(one) for one in words]
        self._row = Row(self, gap=10)
        for card in self.cards:
            self._row.addWidget(card, 1)
        theme().changed.connect(self._measure)
        self._measure()

    def show_view(self, view: ActionsView) -> None:
        board, (late, today, week, later, rate) = view.board, self.cards
        oldest = f"oldest {count_days(board.oldest_late_days)}" if board.late else "nothing late"
        late.say(str(board.late), oldest, "red" if board.late else "green")
        yours = {0: "none of them yours", 1: "1 is yours"}.get(
            board.today_mine, f"{board.today_mine} are yours"
        )
        beside, colour = (yours, "amber") if board.today else ("nothing is due", "text2")
        today.say(str(board.today), beside, colour)
        friday = this_monday(view.today) + timedelta(days=4)
        by = f"by {short_day(friday)}" if friday > view.today else "the week ends today"
        week.say(str(board.this_week), by, "text")
        later.say(str(board.later), "after this week", "text2")
        rate.say(*rate_words(view))

    def _measure(self) -> None:
        self.setFixedHeight(u(90))


def rate_words(view: ActionsView) -> tuple[str, str, str]:
    """The rate, what it was before (or of how many, while that says nothing), and its colour."""
    now, before = view.board.on_time, view.board.on_time_before
    if now.per_cent is None:
        return "–", "no action was due yet", "text2"
    if before.per_cent is None or before.counted < FEWEST_BEFORE:
        return f"{now.per_cent}%", f"{now.closed_on_time} of {now.counted} in 8 weeks", "text"
    if now.per_cent == before.per_cent:
        return f"{now.per_cent}%", "as in the 8 weeks before", "text"
    rose = now.per_cent > before.per_cent
    words = f"{'up' if rose else 'down'} from {before.per_cent}% in the 8 weeks before"
    return f"{now.per_cent}%", words, "green" if rose else "amber"
