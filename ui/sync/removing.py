"""Removing a device: what follows from it, said before; with the printed code where nothing less will do."""

from typing import Any

from PySide6.QtWidgets import QWidget

from mdt_desktop.services.syncing import rights_of_devices
from mdt_desktop.services.syncing.devices import DeviceView
from ui.jobs import Jobs
from ui.sync.code_sheet import CodeSheet
from ui.sync.device_sheet import device_words
from ui.widgets.confirm import Confirm

CONSEQUENCES = (
    "Nothing it writes from now on counts, whatever its clock says.",
    "The team gets a new key at once, which it never has. What it received before, it may have kept.",
    "At its next contact it locks the team’s records, hands in what it had not sent for an admin to "
    "enter again or refuse, then deletes them and signs that it did. Its other teams stay.",
    "Whoever uses it is told so in plain words.",
    "End its access to the shared folder too: the app cannot.",
)
KEEP = "Keep it in the team"


def ask_to_remove(device: DeviceView, parent: QWidget) -> Confirm:
    """The question, with the focus on the safe answer."""
    words = "\n".join(f"•  {line}" for line in CONSEQUENCES)
    return Confirm(f"Remove {device_words(device)}?", words, deed="Remove device", safe=KEEP, parent=parent)


class RemoveByCodeSheet(CodeSheet):
    """An admin of longer standing goes only with the team's printed recovery code."""

    def __init__(self, page: QWidget, jobs: Jobs, device: DeviceView, why: str) -> None:
        title = f"Remove {device_words(device)} with the recovery code"
        super().__init__(page, jobs, title, why, deed="Remove device")
        self._device = device

    def start(self, values: dict[str, Any]) -> None:
        self.jobs.do(
            rights_of_devices.remove, self._device.id, **values, done=self.finished, failed=self.refused
        )
