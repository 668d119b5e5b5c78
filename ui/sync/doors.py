"""The forms and questions that open over the page."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from mdt_desktop.refused import Refused
from mdt_desktop.services.session import Session
from mdt_desktop.services.syncing.devices import DeviceView
from mdt_desktop.services.syncing.inviting import Invited
from mdt_desktop.services.syncing.rights_of_devices import TakesTheCode
from mdt_desktop.services.syncing.standing import Way
from mdt_desktop.services.syncing.syncing import Synced
from mdt_desktop.services.syncing.teams import TeamView
from mdt_desktop.services.team.directory import directory
from ui.cases.sheet import Sheet
from ui.jobs import Jobs
from ui.sync.ages import count_words
from ui.sync.connect_sheet import FolderSheet, HubSheet, WaySheet
from ui.sync.deeds import Deeds
from ui.sync.device_sheet import DeviceSheet, device_words
from ui.sync.invitation_sheet import InvitationSheet
from ui.sync.invite_sheet import InviteSheet
from ui.sync.join_sheet import JoinSheet
from ui.sync.recovery_sheet import RecoverySheet
from ui.sync.removing import RemoveByCodeSheet, ask_to_remove

if TYPE_CHECKING:
    from ui.sync.page import SyncPage


class Doors:
    """Each is made when it is asked for, and goes when it is closed."""

    def __init__(self, page: "SyncPage", jobs: Jobs, deeds: Deeds) -> None:
        self._page, self._jobs, self._deeds = page, jobs, deeds

    def invite(self) -> None:
        """Whom; then the invitation itself."""
        self._jobs.ask(_names, done=self._invite, receiver=self._page)

    def device(self, device: DeviceView) -> None:
        """What it may do, for an admin."""
        if self._page.view is None or not self._page.view.admin:
            return
        sheet = DeviceSheet(self._page, self._jobs, device)
        sheet.removing.connect(sheet.close_over)
        sheet.removing.connect(lambda: self.remove(device))
        self._open(sheet, f"{device_words(device)}: role changed")

    def remove(self, device: DeviceView) -> None:
        """The question, with what follows."""
        question = ask_to_remove(device, self._page)
        question.accepted.connect(
            lambda: self._deeds.remove(device, lambda refusal: self._with_code(device, refusal))
        )
        question.open()

    def connect_folder(self) -> None:
        """Where the team's changes meet from now on."""
        self._open(FolderSheet(self._page, self._jobs), "Connected. Your team’s changes meet there now.")

    def recover(self) -> None:
        """The printed code, when no admin is left."""
        self._open(RecoverySheet(self._page, self._jobs), "This laptop is an admin’s now")

    def join_another(self) -> None:
        """A second team in this profile, with keys of its own."""
        sheet = JoinSheet(self._page, self._jobs)
        self._open(sheet, "Asked to join. Read the four words to whoever invited you.")

    def team(self, team: TeamView | None) -> None:
        """Work with another team of this profile."""
        if team is not None and not team.current and not team.removed:
            self._page.open_team.emit(team.space)

    def connect_hub(self) -> None:
        """Bring the team to a hub."""
        sheet = HubSheet(self._page, self._jobs)
        self._open(sheet, "Connected. Your colleagues find the hub by themselves.")

    def way(self, way: Way) -> None:
        """One way more closely: how it is, and the way out of it."""
        if self._page.view is not None:
            sheet = WaySheet(self._page, self._jobs, way, self._page.view.now)
            self._open(sheet, f"{way.name} is not used any more")

    def carry(self) -> None:
        """Which stick, or which folder on it."""
        dialog = QFileDialog(self._page, "Choose the USB stick, or a folder on it")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.carry_on(Path(path)))
        dialog.open()

    def carry_on(self, folder: Path) -> None:
        """Write what waits to the stick, and take in what colleagues wrote there."""
        self._page.with_exchange(
            lambda exchange: exchange.errand(
                lambda _on_session: exchange.carry(folder)[0],
                done=self._carried,
                failed=lambda refusal: self._page.complain.emit(str(refusal)),
                receiver=self._page,
            )
        )

    def _carried(self, came: Synced) -> None:
        """What the stick brought and took."""
        if came.troubles:
            self._page.complain.emit(came.troubles[0])
            return
        took, brought = count_words(came.pushed, "change"), count_words(came.pulled, "change")
        self._page.say.emit(f"{took} written to the stick, {brought} taken from it", None)

    def _invite(self, names: list[str]) -> None:
        sheet = InviteSheet(self._page, self._jobs, names)
        sheet.done = self._show
        sheet.summon(sheet.first_editor())

    def _show(self, invited: Invited) -> None:
        sheet = InvitationSheet(self._page, self._jobs, invited)
        sheet.set_sharing(self._page.sharing)
        sheet.summon(sheet.first_editor())

    def _with_code(self, device: DeviceView, refusal: Refused) -> None:
        """Where only the printed code counts for more, it is asked for; else the refusal is said."""
        if isinstance(refusal, TakesTheCode):
            sheet = RemoveByCodeSheet(self._page, self._jobs, device, str(refusal))
            self._open(sheet, f"{device_words(device)} was removed. The team has a new key.")
        else:
            self._page.complain.emit(str(refusal))

    def _open(self, sheet: Sheet, said: str) -> None:
        def done(_answer: object) -> None:
            self._page.say.emit(said, None)
            self._deeds.written.emit()

        sheet.done = done
        sheet.summon(sheet.first_editor())


def _names(session: Session) -> list[str]:
    return sorted(member.name for member in directory(session).active())
