"""Where a team's changes meet: the shared folder, or a hub and which team on it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mdt_desktop.services.syncing.recovering_anew import AtHub, InFolder, Place
from ui.unlock.folder_field import FolderField
from ui.widgets.boxes import Column, Row
from ui.widgets.field import Field
from ui.widgets.segmented import Segmented

FOLDER, HUB = "folder", "hub"
FOLDER_HINT = "The folder that the team shares, as it is called on this computer."
ID_HINT = "It stands on the paper with the code; a colleague sees it on the Sync page, under the hub."


class TeamPlace(QWidget):
    """`entered` when Enter is pressed in one of its fields."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = Segmented([(FOLDER, "In a shared folder"), (HUB, "On a hub")], name="Where the team is")
        self.folder = FolderField("Shared folder", "Choose the team’s shared folder", hint=FOLDER_HINT)
        self.address = Field("Address of the hub", placeholder="https://hub.example.nhs.uk")
        self.team = Field("Team’s id", hint=ID_HINT)
        self._hub = QWidget()
        Column(self._hub, gap=12).add(self.address, self.team)
        Column(self, gap=10).add(Row().add(self.kind, None), self.folder, self._hub)
        for part in (self.folder, self.address, self.team):
            part.edit.returnPressed.connect(self.entered)
        self.kind.chosen.connect(lambda _kind: self._show_kind())
        self._show_kind()

    def place(self) -> Place:
        """What was typed; `complain` says beforehand whether it is anything."""
        if self.kind.current() == FOLDER:
            return InFolder(Path(self.folder.text().strip()))
        return AtHub(self.address.text().strip(), self.team.text().strip())

    def complain(self) -> QWidget | None:
        """Say under each field what it needs; answers with the editor of the first that needs something."""
        if self.kind.current() == FOLDER:
            wanted = [(self.folder, "Choose the folder that the team shares.")]
        else:
            wanted = [(self.address, "Type the hub’s address."), (self.team, "Type the team’s id.")]
        for field, sentence in wanted:
            field.set_error("" if field.text().strip() else sentence)
        return next((field.edit for field, _ in wanted if not field.text().strip()), None)

    def _show_kind(self) -> None:
        self.folder.setVisible(self.kind.current() == FOLDER)
        self._hub.setVisible(self.kind.current() == HUB)
