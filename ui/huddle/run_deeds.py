"""What the Run page does to the huddle: each deed one service call, in order, with what follows."""

from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from mdt_desktop.domain.capture import Captured
from mdt_desktop.refused import Refused
from mdt_desktop.services import drafts, undo
from mdt_desktop.services.actions import actions
from mdt_desktop.services.cases import cases, sharing, typing_over
from mdt_desktop.services.huddle import attendance, preparing, putting_off, running
from ui.jobs import Jobs


class RunDeeds(QObject):
    """`said(words, can be undone)` tells what was done; refusals go to the page's message bar."""

    said = Signal(str, bool)
    ended = Signal()
    unlocked = Signal()
    taken = Signal(object)
    not_taken = Signal(str)

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.huddle = ""

    def begin(self, item: str) -> None:
        self._do(running.begin_item, self.huddle, item)

    def finish(self, item: str) -> None:
        self._do(running.finish_item, self.huddle, item)

    def park(self, item: str) -> None:
        self._jobs.do(putting_off.park, self.huddle, item, done=self._put_off)

    def defer(self, item: str, why: str) -> None:
        self._jobs.do(putting_off.defer, self.huddle, item, why, done=self._put_off)

    def pause(self, paused: bool) -> None:
        words = "The huddle goes on" if paused else "Paused: the time stands still"
        self._do(
            running.resume if paused else running.pause,
            self.huddle,
            done=lambda _answer: self.said.emit(words, False),
        )

    def more_time(self, item: str) -> None:
        self._do(running.add_minutes, item)
        self.said.emit("2 minutes more", True)

    def outcome(self, item: str, code: str) -> None:
        self._do(running.write_discussion, item, outcome=code)

    def review(self, item: str, day: date) -> None:
        self._do(running.write_discussion, item, review_due=day, no_review_reason="")

    def no_review(self, item: str, why: str) -> None:
        self._do(running.write_discussion, item, review_due=None, no_review_reason=why)

    def enter(self, item: str, captured: Captured) -> None:
        self._jobs.do(
            typing_over.enter,
            self.huddle,
            item,
            captured,
            done=lambda _taken: self.taken.emit(captured),
            failed=self._not_taken,
            receiver=self,
        )

    def correct(self, action: str, captured: Captured) -> None:
        self._jobs.do(
            typing_over.correct_action,
            action,
            captured,
            done=lambda _none: self.taken.emit(captured),
            failed=self._not_taken,
            receiver=self,
        )

    def withdraw(self, action: str) -> None:
        self._do(typing_over.withdraw_action, action)
        self.said.emit("Action taken back", True)

    def keep_draft(self, item: str, text: str) -> None:
        """Half a line: on this computer only."""
        if item:
            self._do(drafts.keep, f"capture {item}", text)

    def finish_action(self, action: str, words: str) -> None:
        self._do(actions.finish, action, words)
        self.said.emit("Action done", True)

    def move_action(self, action: str, day: date, why: str) -> None:
        self._do(actions.move, action, day, why)
        self.said.emit("Action moved", True)

    def drop_action(self, action: str, why: str) -> None:
        self._do(actions.drop, action, why)
        self.said.emit("Action closed: no longer needed", True)

    def attend(self, who: str, status: str) -> None:
        self._do(attendance.attend, self.huddle, who, status)

    def hand_over(self, member: str) -> None:
        self._do(running.hand_over, self.huddle, member)
        self.said.emit("The chair is handed over", True)

    def settle_basis(self, case: str, fields: dict[str, Any]) -> None:
        self._do(_settle_basis, case, fields)

    def discuss_despite(self, item: str, why: str) -> None:
        self._jobs.do(
            sharing.discuss_despite, item, why, done=lambda _none: self.unlocked.emit(), receiver=self
        )

    def add_person(self, case: str, why: str) -> None:
        self._do(preparing.add, self.huddle, case, urgent_reason=why)
        self.said.emit("Added to the end of today’s agenda", True)

    def end(self) -> None:
        self._jobs.do(running.end, self.huddle, done=lambda _missed: self.ended.emit(), receiver=self)

    def take_back(self) -> None:
        self._do(undo.undo)

    def _do(self, service: Any, *args: Any, **options: Any) -> None:
        self._jobs.do(service, *args, receiver=self, **options)

    def _put_off(self, words: str) -> None:
        self.said.emit(words, False)

    def _not_taken(self, refused: Refused) -> None:
        self.not_taken.emit(str(refused))


def _settle_basis(session: Any, case: str, fields: dict[str, Any]) -> None:
    cases.set_basis(session, case, **{"note": "", **fields}, given_on=session.today())
