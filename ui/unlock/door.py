"""What stands between a person and their profile: the services that need no session yet."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mdt_desktop.progress import Progress, SyncProgress
from mdt_desktop.services import profile

if TYPE_CHECKING:  # what opening and founding need is imported when they are asked for
    from mdt_desktop.services.session import Session
    from mdt_desktop.services.syncing.arriving import Asked, Opened
    from mdt_desktop.services.syncing.recovering_first import Recovered
    from mdt_desktop.services.team.team import Founded


DEMO_PASSPHRASE = "demo"


class Door:
    """One profile's folder. Opening calls derive a key: for the writing thread only."""

    def __init__(self, home: Path, *, demo: bool = False) -> None:
        self.home, self.demo = home, demo

    def make_ready(self) -> None:
        """What opening takes, whatever opens it: for the reading thread, before there is a session."""
        profile.make_ready()

    def exists(self) -> bool:
        """Whether the folder has a profile."""
        return profile.exists(self.home)

    def label(self) -> str:
        """The user's own word for the profile."""
        return profile.label(self.home)

    def wait_seconds(self) -> float:
        """How long until a passphrase may be tried again."""
        return profile.wait_seconds(self.home)

    def is_remembered(self) -> bool:
        """Whether this computer's keyring opens the profile."""
        return profile.is_remembered(self.home)

    def templates(self) -> Sequence[Any]:
        """The neighbourhood models a team can be founded from."""
        from mdt_desktop.services.team import team

        return team.templates()

    def unlock(self, passphrase: str) -> "Session":
        return profile.unlock(self.home, passphrase)

    def unlock_with_keyring(self) -> "Session | None":
        return profile.unlock_with_keyring(self.home)

    def unlock_with_recovery(self, code: str) -> "Session":
        return profile.unlock_with_recovery(self.home, code)

    def set_passphrase(self, session: "Session", passphrase: str) -> None:
        profile.set_passphrase_after_recovery(session, passphrase)

    def found(self, passphrase: str, name: str, my_name: str, role: str, template: str | None) -> "Founded":
        from mdt_desktop.services.team import team

        return team.found(self.home, passphrase, name, my_name, role, template)

    def open_invitation(self, text: str) -> "Opened":
        """Whose invitation was pasted. `Refused` for anything else."""
        from mdt_desktop.services.syncing import arriving

        return arriving.open_text(text)

    def open_invitation_file(self, path: Path) -> "Opened":
        """Whose invitation is in a file. `Refused` for anything else."""
        from mdt_desktop.services.syncing import arriving

        return arriving.open_file(path)

    def ask_to_join(self, passphrase: str, invitation: Any, name: str, folder: Path | None) -> "Asked":
        from mdt_desktop.services.syncing import arriving

        return arriving.ask(self.home, passphrase, invitation, name, folder)

    def bring_back(
        self, passphrase: str, code: str, place: Any, name: str, progress: SyncProgress
    ) -> "Recovered":
        """A team whose admins' laptops are all lost, by its printed code."""
        from mdt_desktop.services.syncing import recovering_first

        return recovering_first.recover_in_new_profile(self.home, passphrase, code, place, name, progress)

    def open_demo(self, passphrase: str, progress: Progress) -> "Session":
        """Unlock the demo neighbourhood that is there, or found it."""
        if self.exists():
            return self.unlock(passphrase)
        from mdt_desktop.services.demo import demo

        return demo.found_demo(self.home, passphrase, progress)
