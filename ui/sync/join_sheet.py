"""Joining another team, in a profile that has one: paste or open the invitation, then read out the words."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from mdt_desktop.refused import Refused
from mdt_desktop.services.session import Session
from mdt_desktop.services.syncing import arriving, joining
from mdt_desktop.services.syncing.arriving import Opened
from ui.cases.sheet import Sheet
from ui.jobs import Jobs
from ui.sync.roles import role_words
from ui.widgets.boxes import Row
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.message import Message

LEAD = "Each team keeps its own records and keys. This laptop is a new device in each."


class JoinSheet(Sheet):
    """`done` once the request is kept; it is posted, and asked again, in the background."""

    def __init__(self, page: QWidget, jobs: Jobs) -> None:
        super().__init__(page, jobs, "Join another team", LEAD, deed="Ask to join")
        self._opened: Opened | None = None
        self.invitation = self.add_field("invitation", Field("Invitation", placeholder="MDT1:…"))
        self.browse = Button("Open a file…", icon="folder-open")
        self.whose = Message("green", "")
        self.body.add(Row().add(self.browse, None), self.whose)
        self.whose.hide()
        self.name = self.add_field("name", Field("Your name", hint="As whoever invited you knows you."))
        hint = "Where that team’s changes meet, as it is called on this computer."
        self.folder = self.add_field("folder", Field("Shared folder", hint=hint))
        self.folder.hide()
        self.invitation.edit.textChanged.connect(self._read_text)
        self.browse.clicked.connect(self._browse)

    def problems(self) -> dict[str, str]:
        found = {}
        if self._opened is None:
            found["invitation"] = self.invitation.error() or "Paste the invitation, or open its file."
        elif self._opened.needs_folder and not self.folder.text().strip():
            found["folder"] = "Type or paste the folder’s path."
        return found

    def values(self) -> dict[str, Any]:
        folder = self.folder.text().strip()
        needed = self._opened is not None and self._opened.needs_folder
        return {"name": self.name.text().strip(), "folder": Path(folder) if needed else None}

    def start(self, values: dict[str, Any]) -> None:
        if self._opened is not None:
            self.jobs.do(_begin, self._opened.invitation, **values, done=self.finished, failed=self.refused)

    def open_file(self, path: str) -> None:
        self._read(lambda: arriving.open_file(Path(path)))

    def _read_text(self, text: str) -> None:
        self._show(None)
        if text.strip():
            self._read(lambda: arriving.open_text(text))

    def _read(self, reading: Any) -> None:
        try:
            self._show(reading())
        except Refused as refused:
            self._show(None)
            self.invitation.set_error(str(refused))

    def _show(self, opened: Opened | None) -> None:
        self._opened = opened
        self.invitation.set_error("")
        self.whose.setVisible(opened is not None)
        self.folder.setVisible(opened is not None and opened.needs_folder)
        if opened is not None:
            title = f"{opened.invited_by} invites {opened.name}, {role_words(opened.role).lower()}"
            self.whose.set_message("green", title, f"On their screen: {' · '.join(opened.words)}")
            self.name.set_text(opened.name)
            self.folder.set_text(str(opened.folder or ""))

    def _browse(self) -> None:
        dialog = QFileDialog(self, "Open the invitation", "", "Invitation (*.mdtinvite *.txt);;All files (*)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.open_file)
        dialog.open()


def _begin(session: Session, invitation: Any, name: str, folder: Path | None) -> Any:
    return joining.begin(session, invitation, name, folder)
