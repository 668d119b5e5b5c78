"""Where a team's changes meet: a shared folder; and one such way more closely."""

from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from mdt_desktop.refused import Refused
from mdt_desktop.services.session import Session
from mdt_desktop.services.syncing import connecting
from mdt_desktop.services.syncing.standing import Way
from ui.cases.sheet import Sheet
from ui.jobs import Jobs
from ui.page import Page
from ui.sync.ages import at_words
from ui.widgets.boxes import Row
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.message import Message
from ui.widgets.text import Text

LEAD = (
    "A network drive, or a SharePoint or OneDrive folder that each of you syncs. Give your team alone the "
    "right to it. Everything in it is encrypted: whoever runs the drive reads none of it."
)
HUB_LEAD = (
    "A server that your organisation or a partner runs. Colleagues’ captures arrive within a second. "
    "Everything on it is encrypted: whoever runs it reads none of it."
)
ID_HINT = "Keep it with the printed recovery code: both are asked for if every admin’s laptop is lost."
STAYS = "What lies there stays there; this laptop no longer reads or writes it."


class FolderSheet(Sheet):
    """Typed, pasted or chosen."""

    def __init__(self, page: QWidget, jobs: Jobs) -> None:
        super().__init__(page, jobs, "Share through a folder", LEAD, deed="Connect")
        hint = "Everybody chooses the same folder; its path may differ on their computers."
        self.folder = self.add_field("folder", Field("Folder", hint=hint))
        self.browse = Button("Choose a folder…", icon="folder-open")
        self.browse.clicked.connect(self._browse)
        self.body.add(Row().add(self.browse, None))

    def problems(self) -> dict[str, str]:
        return {} if self.folder.text().strip() else {"folder": "Choose the folder your team shares."}

    def blame(self, sentence: str) -> str:
        return "folder"

    def values(self) -> dict[str, Any]:
        return {"folder": Path(self.folder.text().strip())}

    def start(self, values: dict[str, Any]) -> None:
        self.jobs.do(connecting.connect_folder, **values, done=self.finished, failed=self.refused)

    def _browse(self) -> None:
        dialog = QFileDialog(self, "Choose the shared folder", self.folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.folder.set_text)
        dialog.open()


class HubSheet(Sheet):
    """Its address, and the one-use code of whoever runs it."""

    def __init__(self, page: Page, jobs: Jobs) -> None:
        super().__init__(page, jobs, "Share through a hub", HUB_LEAD, deed="Connect")
        self._page = page
        self.address = self.add_field("address", Field("Address", placeholder="https://hub.example.nhs.uk"))
        self.code = self.add_field("code", Field("Code", hint="Whoever runs the hub gives it to you. Once."))

    def problems(self) -> dict[str, str]:
        found = {}
        if not self.address.text().strip():
            found["address"] = "Type the hub’s address."
        if not self.code.text().strip():
            found["code"] = "Type the code of whoever runs the hub."
        return found

    def blame(self, sentence: str) -> str:
        return "code" if "code" in sentence.partition(".")[0] else "address"

    def values(self) -> dict[str, Any]:
        return {"address": self.address.text().strip(), "code": self.code.text().strip()}

    def start(self, values: dict[str, Any]) -> None:
        self.save_button.setText("Connecting…")
        self.save_button.setEnabled(False)
        hub = connecting.HubCode(**values)
        self._page.with_exchange(
            lambda exchange: exchange.errand(
                lambda on_session: connecting.connect_hub(
                    on_session, on_session(lambda session: session.store.space), hub
                ),
                done=self.finished,
                failed=self.refused,
                receiver=self,
            )
        )

    def refused(self, refusal: Refused) -> None:
        self.save_button.setText("Connect")
        self.save_button.setEnabled(True)
        super().refused(refusal)


class WaySheet(Sheet):
    """How one way is doing; its deed is to use it no more."""

    def __init__(self, page: QWidget, jobs: Jobs, way: Way, now: datetime) -> None:
        super().__init__(page, jobs, way.name, way.address, deed="Stop using it")
        self._way = way
        if way.problem:
            self.body.add(Message("amber", "The last try was not whole", way.problem))
        last = f"Last confirmed {at_words(way.confirmed, now)}." if way.confirmed else "Never confirmed yet."
        self.body.add(Text(last, "body", wrap=True))
        if way.kind == "hub":
            self.team = self.add_field("team", Field("Team’s id", hint=ID_HINT))
            self.team.edit.setReadOnly(True)
            jobs.ask(_space, done=self.team.set_text, receiver=self)
        self.body.add(Text(STAYS, "meta", colour="text2", wrap=True))
        self.save_button.set_kind("danger")

    def first_editor(self) -> QWidget:
        return self.cancel_button

    def values(self) -> dict[str, Any]:
        return {"address": self._way.address}

    def start(self, values: dict[str, Any]) -> None:
        self.jobs.do(connecting.disconnect, **values, done=self.finished, failed=self.refused)


def _space(session: Session) -> str:
    return session.store.space.name
