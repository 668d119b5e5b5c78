"""Another passphrase for this profile: the present one, then the new one twice."""

from typing import Any

from PySide6.QtWidgets import QWidget

from mdt_desktop.refused import Refused
from mdt_desktop.services import profile
from ui.cases.sheet import Sheet
from ui.jobs import Jobs
from ui.unlock.new_passphrase import NewPassphrase
from ui.widgets.passphrase_field import PassphraseField

LEAD = "It opens your cases on this computer alone. The printed recovery code stays as it is."


class PassphraseSheet(Sheet):
    """Nothing of it is kept as a draft: a passphrase is stored nowhere."""

    def __init__(self, page: QWidget, jobs: Jobs) -> None:
        super().__init__(page, jobs, "Change your passphrase", LEAD, deed="Change it")
        self.old = self.add_field("old", PassphraseField("Your passphrase now"))
        self.new = NewPassphrase(label="New passphrase", upright=True)
        self.new.entered.connect(self.submit)
        self.old.edit.returnPressed.connect(self.new.first.edit.setFocus)
        self.body.add(self.new)

    def problems(self) -> dict[str, str]:
        return {} if self.old.text() else {"old": "Type the passphrase that opens this profile now."}

    def blame(self, sentence: str) -> str:
        return "old"

    def values(self) -> dict[str, Any]:
        return {"old": self.old.text(), "new": self.new.text()}

    def start(self, values: dict[str, Any]) -> None:
        if self.new.complain() is not None:
            return
        self.save_button.setEnabled(False)
        self.jobs.do(profile.change_passphrase, **values, done=self.finished, failed=self.refused)

    def refused(self, refusal: Refused) -> None:
        self.save_button.setEnabled(True)
        super().refused(refusal)
