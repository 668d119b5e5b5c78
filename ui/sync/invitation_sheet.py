"""An invitation, shown once: as a QR code, a text, a file; with the words that show it arrived whole."""

from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from mdt_desktop.domain.day_words import short_day
from mdt_desktop.services.session import ZONE
from mdt_desktop.services.syncing.inviting import Invited
from ui.cases.sheet import Sheet
from ui.jobs import Jobs
from ui.sync.qr_code import QrCode
from ui.sync.roles import role_words
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.message import Message
from ui.widgets.text import Text

SECRET = "Whoever holds it can ask in their place, so give it to nobody else. It is not shown again."
SHARED = "The QR code stays hidden while details are. Copy the invitation, or save it as a file."
NEXT = (
    "Their request appears under “To decide”. Nobody is in before you have compared words and admitted them."
)


class InvitationSheet(Sheet):
    """Closing it forgets the text: another invitation is made instead."""

    def __init__(self, page: QWidget, jobs: Jobs, invited: Invited) -> None:
        super().__init__(page, jobs, f"Invitation for {invited.name}", _about(invited), deed="Done")
        self._text = invited.text
        self.code = QrCode(f"QR code of the invitation for {invited.name}")
        self.code.set_text(invited.text)
        self.shared = Message("plum", "This window is shared", SHARED)
        self.copy = Button("Copy the text", icon="copy-check")
        self.save = Button("Save as a file", icon="save")
        self.cancel_button.hide()
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._ask_where)
        words = Text(" · ".join(invited.words), "h3", wrap=True)
        words.setAccessibleName("Their screen shows: " + ", ".join(invited.words))
        self.body.add(
            self.shared,
            Row().add(None, self.code, None),
            Row(gap=8).add(self.copy, self.save, None),
            Column(gap=2).add(
                Text("Once they have opened it, their screen shows the same words", "meta", colour="text2"),
                words,
            ),
            Text(SECRET, "meta", colour="text2", wrap=True),
            Text(NEXT, "meta", colour="text2", wrap=True),
        )

    def set_sharing(self, sharing: bool) -> None:
        """Whoever sees the code can use it: a shared window does not show it."""
        self.code.setVisible(not sharing)
        self.shared.setVisible(sharing)

    def first_editor(self) -> QWidget:
        return self.copy

    def values(self) -> dict[str, Any]:
        return {}

    def start(self, values: dict[str, Any]) -> None:
        self.finished(None)

    def save_to(self, path: str) -> None:
        """Write the invitation, for this user alone."""
        file = Path(path)
        try:
            file.touch(0o600)
            file.write_text(self._text + "\n", encoding="ascii")
        except OSError as problem:
            words = f"{problem.strerror}. Nothing was written; choose another folder."
            self.message.set_message("red", "The file could not be written", words)
        else:
            self.message.set_message("green", "Saved", "Give the file to them alone, then delete it here.")
        self.message.show()
        self.show_whole(self.message)

    def _copy(self) -> None:
        data = QMimeData()
        data.setText(self._text)
        # Clipboard managers that keep what was copied are asked not to.
        data.setData("x-kde-passwordManagerHint", b"secret")
        QGuiApplication.clipboard().setMimeData(data)
        self.message.set_message("green", "Copied", "Paste it into a message to them alone.")
        self.message.show()
        self.show_whole(self.message)

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, "Save the invitation", "invitation.mdtinvite", "Invitation (*.mdtinvite)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()


def _about(invited: Invited) -> str:
    until: datetime = invited.expires.astimezone(ZONE)
    return f"{role_words(invited.role)}, good once until {short_day(until.date())}."
