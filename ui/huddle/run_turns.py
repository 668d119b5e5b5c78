"""Whose turn it is: begin, finish and go on, step back. What is half typed stays with its person."""

from PySide6.QtCore import QObject, Signal

from mdt_desktop.services.huddle.run_view import LEFT, RunView
from ui.huddle.run_deeds import RunDeeds
from ui.huddle.run_stage import RunStage


class RunTurns(QObject):
    """`end_asked` follows when there is nobody left to begin with."""

    end_asked = Signal()

    def __init__(self, stage: RunStage, deeds: RunDeeds, parent: QObject) -> None:
        super().__init__(parent)
        self._stage, self._capture, self._deeds = stage, stage.capture, deeds
        self._view: RunView | None = None
        self._asked = ""

    def set_view(self, view: RunView | None) -> None:
        """The huddle as it stands. Tell it before the stage shows another person."""
        before, self._view = self._view, view
        now = view.current if view is not None else None
        if now is not None and self._capture.item not in ("", now.item.id):
            self.keep_line()
        if view is None or before is None or before.huddle.current_item_id != view.huddle.current_item_id:
            self._asked = ""

    def item(self) -> str:
        """The agenda item being talked about, "" before the first."""
        return self._view.huddle.current_item_id if self._view else ""

    def go_on(self) -> None:
        """Begin, or finish and go on; asks once where nothing is decided yet."""
        view = self._view
        if view is None or (view.current is not None and self._stage.locked()):
            return
        if view.current is None:
            self._begin_first(view)
            return
        self._capture.discussion.saver.save()
        said = view.current.discussion
        decided = said is not None and bool(said.outcome or said.decision)
        half = bool(self._capture.entry.text().strip())
        if self._asked == self.item() or ((self._capture.outcome.chosen_any() or decided) and not half):
            self.keep_line()
            self._deeds.finish(self.item())
        else:
            self._asked = self.item()
            self._capture.ask_before_finishing(view.current.case.called, half_typed=half)

    def turn_to(self, item: str) -> None:
        """Another person."""
        self._capture.discussion.saver.save()
        if item != self.item():
            self._deeds.begin(item)

    def step(self, by: int) -> None:
        """The next (1) or the one before (-1)."""
        if self._view is None:
            return
        ids = [rail.row.item.id for rail in self._view.rail]
        place = ids.index(self.item()) + by if self.item() in ids else 0
        if 0 <= place < len(ids):
            self.turn_to(ids[place])

    def keep_line(self) -> None:
        """The half-typed line of quick entry is kept with the person it was typed for."""
        self._deeds.keep_draft(self._capture.item, self._capture.entry.text())

    def _begin_first(self, view: RunView) -> None:
        left = [rail for rail in view.rail if rail.row.item.status in LEFT]
        if left:
            self._deeds.begin(left[0].row.item.id)
        else:
            self.end_asked.emit()
