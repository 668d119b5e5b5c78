"""Join with an invitation: paste it or open its file, see whose it is, choose a passphrase, ask."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from mdt_desktop.domain import vocabulary
from mdt_desktop.refused import Refused
from mdt_desktop.services.session import Session
from mdt_desktop.services.syncing import arriving, joining
from ui.jobs import Jobs
from ui.unlock.door import Door
from ui.unlock.folder_field import FolderField
from ui.unlock.new_passphrase import NewPassphrase
from ui.unlock.task import Task
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.message import Message

NOT_YET = "Not in a team yet"
PASTE = "Paste the invitation, or open its file."
FOLDER_HINT = "The team’s shared folder on this computer; ask whoever invited you which it is."


class JoinTask(Task):
    """`asked` carries the recovery code once the request is kept, "" for a profile that is open already: one
    without a team, or whose team removed this laptop, as `trouble` says. `code_chosen`: there is the team's
    printed code instead. `may_leave`: there is somewhere to go back to.
    """

    asked = Signal(str)
    code_chosen = Signal()

    def __init__(
        self, jobs: Jobs, door: Door, trouble: str = "", *, title: str = NOT_YET, may_leave: bool = True
    ) -> None:
        super().__init__(
            "Join with an invitation",
            "Paste what your chair or admin sent, or open the invitation file.",
            width=560,
        )
        self._jobs, self._door = jobs, door
        self._opened: Any = None
        self.invitation = Field("Invitation", placeholder="MDT1:…")
        self.browse = Button("Open a file…", icon="folder-open")
        self.whose = Message("green", "")
        self.name = Field("Your name, as they know you")
        self.folder = FolderField("Shared folder", "Choose the team’s shared folder", hint=FOLDER_HINT)
        self.passphrase = NewPassphrase()
        self.trouble = Message("red", "Nothing was asked")
        self.deed = Button("Ask to join", kind="primary", key="Enter", large=True)
        self.code = Button("I have the team’s recovery code", kind="link", icon="key-round")
        self._rest = QWidget()
        self._again = bool(trouble)
        self._lay_out(may_leave)
        self._connect()
        if trouble:
            self.trouble.set_message("amber", title, trouble)
            self.trouble.show()

    def first_focus(self) -> QWidget:
        return self.invitation.edit

    def open_file(self, path: str) -> None:
        """The invitation in a file that was chosen or dropped."""
        self._read(lambda: self._door.open_invitation_file(Path(path)))

    def _read_text(self, text: str) -> None:
        if text.strip():
            self._read(lambda: self._door.open_invitation(text))
        else:
            self._show(None)

    def _read(self, reading: Any) -> None:
        """Whose it is stands below as soon as it is whole: a tenth of a second for its words."""
        try:
            self._show(reading())
        except Refused as refused:
            self._show(None)
            self.invitation.set_error(str(refused))

    def _show(self, opened: Any) -> None:
        self._opened = opened
        self.invitation.set_error("")
        self._rest.setVisible(opened is not None)
        self.whose.setVisible(opened is not None)
        if opened is None:
            return
        role = vocabulary.label("role", opened.role).lower()
        self.whose.set_message(
            "green",
            f"{opened.invited_by} invites {opened.name}, {role}",
            f"Good until {opened.until}. On their screen it says: {' · '.join(opened.words)}",
        )
        self.name.set_text(opened.name)
        self.folder.set_text(str(opened.folder or ""))
        self.folder.setVisible(opened.needs_folder)

    def _ask(self) -> None:
        if self._opened is None:
            self.invitation.set_error(self.invitation.error() or PASTE)
            self.invitation.edit.setFocus()
            return
        if self._wrong():
            return
        self._busy(True)
        folder = Path(self.folder.text().strip()) if self._opened.needs_folder else None
        asking = (self._opened.invitation, self.name.text().strip(), folder)
        if self._again:
            self._jobs.do(
                _begin, *asking, done=lambda _: self.asked.emit(""), failed=self._refused, receiver=self
            )
            return
        self._jobs.open(
            self._door.ask_to_join,
            self.passphrase.text(),
            *asking,
            done=self._asked,
            failed=self._refused,
            session_of=lambda asked: asked.session,
        )

    def _wrong(self) -> bool:
        """Say under each field what it needs; the first of them takes the focus."""
        wrong = None if self._again else self.passphrase.complain()
        needs_folder = self._opened.needs_folder and not self.folder.text().strip()
        self.folder.set_error("Choose the folder, or type its path." if needs_folder else "")
        self.name.set_error("" if self.name.text().strip() else "Type your name.")
        wrong = self.folder if needs_folder else wrong
        wrong = self.name if self.name.error() else wrong
        if wrong is not None:
            wrong.edit.setFocus()
        return wrong is not None

    def _asked(self, asked: Any) -> None:
        self.passphrase.clear()
        self.asked.emit(asked.recovery_code)

    def _refused(self, refused: Refused) -> None:
        self._busy(False)
        self.trouble.set_message("red", "Nothing was asked", str(refused))
        self.trouble.show()

    def _busy(self, busy: bool) -> None:
        self.setEnabled(not busy)
        self.deed.setText("Asking…" if busy else "Ask to join")

    def _browse(self) -> None:
        kinds = "Invitation (*.mdtinvite *.txt);;All files (*)"
        dialog = QFileDialog(self, "Open the invitation", "", kinds)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.open_file)
        dialog.open()

    def _connect(self) -> None:
        self.invitation.edit.textChanged.connect(self._read_text)
        for field in (self.invitation, self.name, self.folder):
            field.edit.returnPressed.connect(self._ask)
        self.passphrase.entered.connect(self._ask)
        self.deed.clicked.connect(self._ask)
        self.code.clicked.connect(self.code_chosen)
        self.browse.clicked.connect(self._browse)

    def _lay_out(self, may_leave: bool) -> None:
        self.leave = Button("Back", kind="ghost", icon="arrow-left")
        self.leave.clicked.connect(self.back)
        first = Row(gap=8)
        first.addWidget(self.invitation, 1)
        first.addWidget(self.browse, 0, Qt.AlignmentFlag.AlignBottom)
        Column(self._rest, gap=12).add(self.name, self.folder, self.passphrase)
        self.passphrase.setVisible(not self._again)
        self.leave.setVisible(may_leave)
        self.code.setVisible(not may_leave)
        for part in (self.trouble, self.whose, self._rest):
            part.hide()
        self.content.add(self.trouble, first, self.whose, self._rest, 6)
        self.content.add(Row().add(self.leave, self.code, None, self.deed))


def is_waiting(session: Session) -> bool:
    """Whether a request of this profile waits for its answer."""
    return arriving.is_waiting(session)


def _begin(session: Session, invitation: Any, name: str, folder: Path | None) -> Any:
    return joining.begin(session, invitation, name, folder)
