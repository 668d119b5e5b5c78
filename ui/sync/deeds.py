"""What the page does: every answer goes through a service, and is said once it is written."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from mdt_desktop.refused import Refused
from mdt_desktop.services import undo
from mdt_desktop.services.conflicts import attention, quarantine, settling
from mdt_desktop.services.conflicts.item import AttentionItem
from mdt_desktop.services.conflicts.quarantine import Quarantined
from mdt_desktop.services.conflicts.views import Clash
from mdt_desktop.services.syncing import inviting, requests, rights_of_devices
from mdt_desktop.services.syncing.devices import DeviceView
from mdt_desktop.services.syncing.inviting import Outstanding
from mdt_desktop.services.syncing.requests import RequestView
from ui.jobs import Jobs
from ui.sync.decisions import Decision
from ui.sync.device_sheet import device_words
from ui.sync.picks import Picks


class Deeds(QObject):
    """`said(words, undo or None)`; `busy(on)` while an answer is on its way; `written` when it is there."""

    said = Signal(str, object)
    busy = Signal(bool)
    written = Signal()
    refused = Signal(str)

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs

    def settle(self, decision: Decision, picks: Picks) -> None:
        """The main answer: a person's conflicts all at once, which can be taken back, or somebody let in."""
        if isinstance(decision, Clash):
            self._do(
                settling.settle, decision, dict(picks), words=f"{decision.title}: settled", undoable=True
            )
        elif isinstance(decision, RequestView):
            self._do(requests.admit, decision.id, words=f"{decision.name} is in the team")
        elif isinstance(decision, Quarantined):
            self._do(quarantine.reenter, decision.id, words="Entered again as yours", undoable=True)

    def mend(self, item: AttentionItem, mend: str) -> None:
        """One of the ways offered, in one step that can be taken back."""
        self._do(attention.mend, item.id, mend, words=f"{item.title}: mended", undoable=True)

    def refuse(self, decision: Decision) -> None:
        """The other answer."""
        if isinstance(decision, RequestView):
            self._do(requests.decline, decision.id, words=f"{decision.name} was refused, and is told so")
        elif isinstance(decision, Quarantined):
            self._do(
                quarantine.refuse, decision.id, words="Left out. It stays sealed in the log", undoable=True
            )

    def withdraw(self, invitation: Outstanding) -> None:
        """Nobody is admitted with it any more."""
        words = f"The invitation for {invitation.name} is withdrawn"
        self._do(inviting.withdraw, invitation.id, words=words)

    def remove(self, device: DeviceView, refused: Callable[[Refused], None]) -> None:
        """`refused`: an admin of longer standing goes only with the printed code."""
        words = f"{device_words(device)} was removed. The team has a new key."
        self._do(rights_of_devices.remove, device.id, words=words, refused=refused)

    def _do(
        self,
        service: Callable[..., Any],
        *args: Any,
        words: str,
        undoable: bool = False,
        refused: Callable[[Refused], None] | None = None,
    ) -> None:
        def done(_answer: Any) -> None:
            self.busy.emit(False)
            self.said.emit(words, self._undo if undoable else None)
            self.written.emit()

        def failed(refusal: Refused) -> None:
            self.busy.emit(False)
            if refused is not None:
                refused(refusal)
            else:
                self.refused.emit(str(refusal))
                self.written.emit()

        self.busy.emit(True)
        self._jobs.do(service, *args, done=done, failed=failed, receiver=self)

    def _undo(self) -> None:
        self._jobs.do(undo.undo, receiver=self)
