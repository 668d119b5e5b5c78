"""What can be done with an action: ask for what is needed, do it, say it with an undo."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from mdt_desktop.services import undo
from mdt_desktop.services.actions import actions
from mdt_desktop.services.actions.action_page import ActionsView
from mdt_desktop.services.actions.rows import ActionRow
from mdt_desktop.services.huddle import capturing, preparing
from mdt_desktop.services.huddle.capturing import Taken
from ui.actions.ask_bar import AskBar
from ui.actions.nudge import huddle_name
from ui.actions.owner_rows import Candidate
from ui.jobs import Jobs
from ui.widgets.due_words import day_words

_REASONS: dict[str, tuple[Callable[..., Any], str, str, str]] = {
    "block": (actions.block, "What keeps “{}” from going on?", "Blocked", "Blocked: {}"),
    "drop": (actions.drop, "Why is “{}” no longer needed?", "No longer needed", "No longer needed: {}"),
    "reopen": (actions.reopen, "Why is “{}” open again?", "Reopen", "Open again: {}"),
    "decline": (actions.decline, "Why can’t “{}” be taken on?", "Can’t take it", "Back with the chair: {}"),
}
_FINISH = (("done", "Done"), ("not_done", "Not done"))


class Deeds(QObject):
    """`said(words, undo)` after each deed; `added(action id)` after a new action."""

    said = Signal(str, object)
    added = Signal(str)

    def __init__(self, jobs: Jobs, bar: AskBar, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._bar = jobs, bar
        self._row: ActionRow | None = None
        self._code = ""
        self.view: ActionsView | None = None
        bar.words.answered.connect(self._close_or_reason)
        bar.day.answered.connect(self._move)
        bar.owner.chosen.connect(self._give)
        bar.new.answered.connect(self._add)

    def finish(self, row: ActionRow) -> None:
        """Ask what came of it."""
        self._row, self._code = row, "finish"
        self._bar.open_with(self._bar.words, f"What came of “{row.text}”?")
        self._bar.words.ask("In a few words, for the next huddle", _FINISH)
        self._bar.give_back(f"finish {row.id}")

    def reason(self, code: str, row: ActionRow) -> None:
        """Ask why: block, drop, reopen or decline."""
        _service, question, button, _said = _REASONS[code]
        self._row, self._code = row, code
        self._bar.open_with(self._bar.words, question.format(row.text))
        self._bar.words.ask("The reason, in a few words", ((code, button),))
        self._bar.give_back(f"{code} {row.id}")

    def change_due(self, row: ActionRow, to: date | None = None) -> None:
        """Ask for a day, unless it is chosen already, and why."""
        if self.view is None:
            return
        self._row = row
        words = f" to {day_words(to, self.view.today)}" if to else ""
        self._bar.open_with(self._bar.day, f"Move “{row.text}”{words}")
        huddle = self.view.huddle.day if self.view.huddle else None
        self._bar.day.ask(row.due, self.view.today, huddle, to)
        self._bar.give_back(f"due {row.id}")

    def change_owner(self, row: ActionRow) -> None:
        """Ask for whom."""
        if self.view is not None:
            self._row = row
            self._bar.open_with(self._bar.owner, f"Who takes “{row.text}”?")
            self._bar.owner.ask(self.view, row.owner_id)
            self._bar.give_back(f"owner {row.id}")

    def add(self, near: ActionRow | None) -> None:
        """Ask for a new action, for the person of the one beside it."""
        self._bar.open_with(self._bar.new, "New action")
        self._bar.new.ask(near.case_id if near else "", near.person if near else "")
        self._bar.give_back("new action")

    def accept(self, row: ActionRow) -> None:
        """Its owner takes it, or it can go on."""
        self._do(f"Accepted: {row.text}", actions.accept, row.id)

    def bring(self, row: ActionRow) -> None:
        """Put its person on the next agenda."""
        if self.view is not None and self.view.huddle is not None and self.view.huddle.day is not None:
            day = huddle_name(self.view.huddle.day, self.view.today)
            said = f"{row.person} is on the agenda of {day}"
            why = f"{row.text}: moved {row.moves} times"
            self._do(said, preparing.add, self.view.huddle.id, row.case_id, why=why)

    def _close_or_reason(self, deed: str, words: str) -> None:
        if self._row is None:
            return
        text = self._row.text
        if self._code == "finish":
            said = f"Not done: {text}" if deed == "not_done" else f"Done: {text}"
            self._do(said, actions.finish, self._row.id, words, not_done=deed == "not_done")
        else:
            service, _question, _button, said = _REASONS[self._code]
            self._do(said.format(text), service, self._row.id, words)

    def _move(self, day: date, reason: str) -> None:
        if self._row is not None and self.view is not None:
            said = f"Moved to {day_words(day, self.view.today)}: {self._row.text}"
            self._do(said, actions.move, self._row.id, day, reason)

    def _give(self, one: Candidate) -> None:
        if self._row is not None:
            service = actions.reassign if one.is_member else actions.give_to
            self._do(f"{one.name} is asked: {self._row.text}", service, self._row.id, one.key)

    def _add(self, case_id: str, line: str) -> None:
        self._jobs.do(
            capturing.add_action,
            case_id,
            line,
            done=self._taken,
            failed=self._bar.show_problem,
            receiver=self,
        )

    def _taken(self, taken: Taken) -> None:
        self._finished(f"Added: {taken.captured.text}")
        self.added.emit(taken.action_id)

    def _do(self, said: str, service: Callable[..., Any], *args: Any, **options: Any) -> None:
        self._jobs.do(
            service,
            *args,
            done=lambda _answer: self._finished(said),
            failed=self._failed,
            receiver=self,
            **options,
        )

    def _failed(self, refused: Any) -> None:
        if self._bar.isVisible():
            self._bar.show_problem(refused)
        else:
            self.said.emit(str(refused), None)

    def _finished(self, said: str) -> None:
        self._bar.close_bar()
        self.said.emit(said, self._undo)

    def _undo(self) -> None:
        self._jobs.do(undo.undo, receiver=self)
