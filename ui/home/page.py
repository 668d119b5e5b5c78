"""This week: when the next huddle is, whether it is ready, what I owe, whose review is due."""

from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from mdt_desktop.domain.day_words import long_day
from mdt_desktop.domain.records import Huddle
from mdt_desktop.services import undo, week
from mdt_desktop.services.actions import actions
from mdt_desktop.services.actions.rows import ActionRow
from mdt_desktop.services.huddle import huddles, inviting, preparing, running
from mdt_desktop.services.week import Day, ReviewRow
from ui.half_typed import HalfTyped
from ui.home.day_strip import DayStrip
from ui.home.huddle_card import HuddleCard
from ui.home.my_actions_card import MyActionsCard
from ui.home.on_time_card import OnTimeCard
from ui.home.part import Part
from ui.home.reviews_card import ReviewsCard
from ui.home.saved_card import SavedCard
from ui.huddle.steps import page_for
from ui.jobs import Jobs
from ui.page import NARROW, Page
from ui.widgets.boxes import Column, Grid
from ui.widgets.scroll_page import ScrollPage
from ui.widgets.whole_list import WholeList

_HUDDLE = ("huddle", "agenda_item", "attendance", "case", "basis", "member", "team", "action")
_ROW_CLEAR = 60  # px kept above and below the current row


class HomePage(Page):
    """A page of cards, each read by itself."""

    nav = "home"

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self._today_words = ""
        self.strip, self.huddle = DayStrip(), HuddleCard()
        self.actions, self.reviews = MyActionsCard(), ReviewsCard()
        self.saved, self.half = SavedCard(), HalfTyped(jobs, self)
        self.parts = [
            Part(jobs, "The week", week.days, self.strip, ("action", "case", "huddle")),
            Part(jobs, "The next huddle", week.next_huddle, self.huddle, _HUDDLE),
            Part(jobs, "My actions", week.my_actions, self.actions, ("action", "case", "person", "huddle")),
            Part(jobs, "Reviews due", week.reviews, self.reviews, (*_HUDDLE, "person")),
            Part(jobs, "What is saved", week.saved, self.saved, ()),
            Part(jobs, "The rate", week.finished_on_time, OnTimeCard(), ("action",)),
        ]
        self.scroll = ScrollPage(margin=(24, 18), gap=14)
        self._cards = Grid(gap=14)
        self._lay_out()
        self._connect()
        self.add_keys("P", "Prepare", self._prepare, icon="list-ordered")
        self.add_keys("J K", "Move")
        self.add_keys("X", "Done", self.actions.ask_current, icon="check")

    def title(self) -> str:
        return "This week"

    def context(self) -> str:
        return self._today_words

    def first_focus(self) -> QWidget:
        huddle = self.huddle
        return huddle.planning.button if huddle.card.isHidden() else huddle.prepare_button

    def panes(self) -> list[QWidget]:
        return [self.huddle, self.strip, self.actions, self.reviews]

    def enter(self) -> None:
        for part in self.parts:
            part.load()
        self.exchanged()
        self.jobs.ask(_today_words, done=self._show_today, key="today")

    def leave(self) -> None:
        self.half.put_away()
        if self.actions.question.isVisible():
            self.actions.stop_asking()

    def changed(self, changed: Any) -> None:
        for part in self.parts:
            if not part.touching or changed.touches(*part.touching):
                part.load()

    def exchanged(self) -> None:
        if self.exchange is not None:
            self.saved.show_exchange(self.exchange)

    def width_changed(self) -> None:
        self.huddle.set_narrow(narrow=self.width_class == NARROW)
        self._place_cards()

    def _show_today(self, words: str) -> None:
        self._today_words = words
        self.header_changed.emit()

    # What is done

    def _huddle_id(self) -> str:
        return self.huddle.view.huddle.id if self.huddle.view else ""

    def _prepare(self) -> None:
        if self.huddle.view is None:
            self.huddle.planning.button.setFocus()
            return
        huddle = self.huddle.view.huddle
        self.go.emit(page_for(huddle.status), {"huddle": huddle.id})

    def _start(self) -> None:
        view = self.huddle.view
        if view is None:
            return
        if view.huddle.status in huddles.RUNNING:
            self.go.emit("run", {"huddle": view.huddle.id})
        elif not view.agenda:
            self.complain.emit("Nobody is on the agenda yet. Add somebody first, then start.")
        else:
            self.jobs.do(running.start, view.huddle.id, done=self._started)

    def _started(self, _quorum: object) -> None:
        self.go.emit("run", {"huddle": self._huddle_id()})

    def _plan(self, day: Any, weekly: bool) -> None:
        self.jobs.do(week.plan_on, day, weekly=weekly, done=self._planned)

    def _planned(self, huddle: Huddle) -> None:
        self.go.emit("prepare", {"huddle": huddle.id})

    def _invite(self) -> None:
        self.jobs.ask(inviting.invitation, self._huddle_id(), done=self._copy, key="invite")

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.say.emit("Invitation copied: paste it into a mail or calendar", None)

    def _close(self, row: ActionRow, deed: str, words: str) -> None:
        said = f"{'Not done' if deed == 'not_done' else 'Done'}: {row.text}"
        self.jobs.do(
            actions.finish,
            row.id,
            words,
            not_done=deed == "not_done",
            done=lambda _row: self.say.emit(said, self._undo),
            receiver=self,
        )

    def _add_reviews(self, waiting: list[ReviewRow]) -> None:
        people = "1 person" if len(waiting) == 1 else f"{len(waiting)} people"

        def told(_answer: object) -> None:
            self.say.emit(f"{people} added to the agenda", lambda: self._undo(len(waiting)))

        for review in waiting:
            done = told if review is waiting[-1] else None
            self.jobs.do(preparing.add, self._huddle_id(), review.case.id, done=done, receiver=self)

    def _undo(self, times: int = 1) -> None:
        for _ in range(times):
            self.jobs.do(undo.undo, receiver=self)

    def _open_day(self, day: Day) -> None:
        if day.huddle is not None:
            self.go.emit(page_for(day.huddle.status), {"huddle": day.huddle.id})
        elif day.reviews_due and not day.actions_due:
            self.go.emit("cases", {})
        else:
            self.go.emit("actions", {})

    def _open_action(self, row: ActionRow) -> None:
        self.go.emit("actions", {"action": row.id})

    # How it is made

    def _lay_out(self) -> None:
        Column(self, gap=0).add(self.scroll)  # first: whatever moves, Qt dresses anew with all that it holds
        strip, huddle, *cards = self.parts
        self.scroll.body.add(strip, huddle)
        self.scroll.body.addLayout(self._cards)
        self.scroll.body.add(None)
        self._side = Column(gap=14).add(*cards[2:], None)
        self._place_cards()

    def _place_cards(self) -> None:
        """Three columns, or one under another in a narrow window."""
        mine, due = self.parts[2], self.parts[3]
        for thing in (mine, due):
            self._cards.removeWidget(thing)
        self._cards.removeItem(self._side)
        narrow = self.width_class == NARROW
        places = [(at, 0) if narrow else (0, at) for at in range(3)]
        self._cards.addWidget(mine, *places[0])
        self._cards.addWidget(due, *places[1])
        self._cards.addLayout(self._side, *places[2])
        for column, share in enumerate((42, 35, 35)):
            self._cards.setColumnStretch(column, share if self.width_class != NARROW or not column else 0)

    def _connect(self) -> None:
        self.strip.opened.connect(self._open_day)
        self.huddle.prepare.connect(self._prepare)
        self.huddle.start.connect(self._start)
        self.huddle.invite.connect(self._invite)
        self.huddle.plan.connect(self._plan)
        self.saved.linked.connect(lambda: self.go.emit("sync", {}))
        self.actions.linked.connect(lambda: self.go.emit("actions", {}))
        self.actions.opened.connect(self._open_action)
        self.actions.closed.connect(self._close)
        self.actions.asked.connect(
            lambda action: self.half.begin(f"ask finish {action}", self.actions.question)
        )
        self.actions.left.connect(self.half.end)
        self.reviews.opened.connect(lambda row: self.go.emit("record", {"case": row.case.id}))
        self.reviews.add_asked.connect(self._add_reviews)
        self.reviews.all_asked.connect(lambda: self.go.emit("cases", {}))
        for here, there in ((self.actions.list, self.reviews.list), (self.reviews.list, self.actions.list)):
            here.passed.connect(lambda step, here=here, there=there: self._pass_on(here, there, step))
            here.row_wanted.connect(lambda rect, here=here: self._reveal(here, rect))

    def _pass_on(self, here: WholeList, there: WholeList, step: int) -> None:
        forward = here is self.actions.list
        if forward == (step > 0) and there.rows.rowCount():
            there.stand_on(0 if step > 0 else -1)

    def _reveal(self, rows: WholeList, rect: QRect) -> None:
        spot = rows.viewport().mapTo(self.scroll.widget(), rect.center())
        if rows.hasFocus():
            self.scroll.ensureVisible(spot.x(), spot.y(), 0, rect.height() // 2 + _ROW_CLEAR)


def _today_words(session: Any) -> str:
    today = session.today()
    return f"{long_day(today)} {today.year}"
