"""What is half typed in answer to a question: kept on this computer, given back when it is asked again.

It outlives a lock, a crash and a look at another page. Only answering it, or leaving it on purpose, ends it.
"""

from functools import partial

import msgspec
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from mdt_desktop.services import drafts
from ui.jobs import Jobs
from ui.widgets.content import Content, content, editors, put_back

KEEP_EVERY_MS = 1000  # what a crash may cost


class HalfTyped(QObject):
    """One question at a time; `begin` once it is asked and its fields hold what they start with."""

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._place = self._kept = ""
        self._form: QWidget | None = None
        self._at_first: list[Content] = []
        self._keeping = QTimer(self, interval=KEEP_EVERY_MS)
        self._keeping.timeout.connect(self._keep)

    def begin(self, place: str, form: QWidget) -> None:
        """`place` names the question and what it is about ("ask finish <action id>")."""
        self.put_away()
        self._place, self._form, self._kept = place, form, ""
        self._at_first = _contents(form)
        self._jobs.ask(drafts.kept, place, done=partial(self._give_back, place), receiver=self)
        self._keeping.start()

    def put_away(self) -> None:
        """The question goes with its page, or another is asked: what is typed is kept."""
        self._keep()
        self._stop()

    def end(self) -> None:
        """It was answered, or left on purpose: nothing is kept."""
        self._write("")
        self._stop()

    def _stop(self) -> None:
        self._place, self._form = "", None
        self._keeping.stop()

    def _keep(self) -> None:
        if self._form is not None:
            now = _contents(self._form)
            self._write(msgspec.json.encode(now).decode() if now != self._at_first else "")

    def _write(self, typed: str) -> None:
        if self._place and typed != self._kept:
            self._kept = typed
            self._jobs.do(drafts.keep, self._place, typed)

    def _give_back(self, place: str, kept: str) -> None:
        if not kept or place != self._place or self._form is None:
            return
        self._kept = kept
        if _contents(self._form) == self._at_first:
            for editor, typed in zip(editors(self._form), msgspec.json.decode(kept), strict=False):
                put_back(editor, typed)


def _contents(form: QWidget) -> list[Content]:
    return [content(editor) for editor in editors(form)]
